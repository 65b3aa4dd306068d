#include "tests/histories/doing.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace cairn::histories {
namespace {

constexpr Weighted<v1::ProvisionEndReason> kEnds[] = {
    {v1::PROVISION_END_REASON_COMPLETED, 80},     {v1::PROVISION_END_REASON_NO_PROGRESS, 5},
    {v1::PROVISION_END_REASON_NOT_MATCHED, 4},    {v1::PROVISION_END_REASON_STAFFING, 5},
    {v1::PROVISION_END_REASON_CHILD_DECLINED, 2}, {v1::PROVISION_END_REASON_SUPERSEDED, 3},
    {v1::PROVISION_END_REASON_PARENT_REQUEST, 1}};
constexpr Weighted<v1::SessionMissedReason> kMissed[] = {
    {v1::SESSION_MISSED_REASON_PUPIL_ABSENT, 35}, {v1::SESSION_MISSED_REASON_STAFF_ABSENT, 35},
    {v1::SESSION_MISSED_REASON_ROOM, 8},          {v1::SESSION_MISSED_REASON_TRIP, 10},
    {v1::SESSION_MISSED_REASON_EXAM, 4},          {v1::SESSION_MISSED_REASON_PUPIL_DECLINED, 5},
    {v1::SESSION_MISSED_REASON_OTHER, 3}};
// Of a thousand sessions, how many are given: in most runs nearly all, in some hardly half.
constexpr Weighted<int> kGivenPerMille[] = {{960, 30}, {880, 40}, {760, 18}, {620, 8}, {480, 4}};

// One programme as it is given to one child.
struct Run {
  Goal& goal;
  const Programme& programme;
  std::string id;
  int first_week;
  int weeks;
  int given_per_mille;
  int planned = 0;
  int given = 0;
};

v1::Measurement Measured(const Goal& goal) {
  v1::Measurement measured;
  measured.set_measure(std::string(goal.programme->measure));
  *measured.mutable_value() = Number(goal.now);
  *measured.mutable_out_of() = Number(goal.programme->out_of);
  return measured;
}

void Start(Story& story, const Run& run) {
  const When when = story.Then(run.first_week);
  v1::Entry entry = On(when.day);
  v1::ProvisionStarted& started = *entry.mutable_provision_started();
  started.set_provision_id(run.id);
  started.set_provision_type(v1::PROVISION_TYPE_INTERVENTION);
  started.set_name(std::string(run.programme.name));
  started.set_catalogue_code(CodeOf(run.programme));
  started.set_tier(run.programme.group_size == 1 ? v1::TIER_SPECIALIST : v1::TIER_TARGETED);
  started.set_basis(story.status == v1::SEN_PROVISION_E ? v1::PROVISION_BASIS_EHC_SECTION_F
                                                        : v1::PROVISION_BASIS_SEN_SUPPORT);
  started.add_plan_items(run.goal.line);
  *started.mutable_planned()->mutable_sessions_per_week() = Number(run.programme.sessions_a_week);
  started.mutable_planned()->set_minutes_per_session(run.programme.minutes);
  started.mutable_planned()->set_weeks(run.programme.weeks);
  started.mutable_planned()->set_group_size(run.programme.group_size);
  started.set_provider(story.Assistant(run.first_week).name);
  started.set_trained(story.dice.Chance(880));
  if (run.programme.group_size > 1) {
    started.set_group_id(
        absl::StrFormat("%d-%d-%s", story.school.index, run.first_week, run.programme.name));
  }
  if (story.dice.Chance(920)) *started.mutable_entry_measure() = Measured(run.goal);
  started.set_cost_per_hour_pence(story.dice.Between(14, 24) * 100);
  story.Write(when, story.Assistant(run.first_week), std::move(entry));
}

// What was given from the first to the last day.
v1::Entry Delivery(Story& story, const Run& run, Day first, Day last, int planned, int given) {
  v1::Entry entry = Between(first, last);
  v1::DeliveryLogged& log = *entry.mutable_delivery_logged();
  log.set_provision_id(run.id);
  log.set_delivered_sessions(given);
  log.set_planned_sessions(planned);
  log.set_minutes_delivered(given * run.programme.minutes);
  if (given < planned && story.dice.Chance(850)) {
    v1::SessionsMissed& missed = *log.add_missed();
    missed.set_reason(story.dice.Pick(kMissed));
    missed.set_sessions(planned - given);
  }
  return entry;
}

// Typed with one session too many, and put right when somebody counts.
void WriteMiscounted(Story& story, const When& when, const Typist& by, const v1::Entry& right) {
  v1::Entry wrong = right;
  v1::DeliveryLogged& log = *wrong.mutable_delivery_logged();
  log.set_delivered_sessions(log.delivered_sessions() + 1);
  log.clear_missed();
  const Written written = story.Write(when, by, std::move(wrong));
  v1::Entry corrected = right;
  corrected.mutable_corrects()->mutable_target()->set_source_id(written.source_id);
  corrected.mutable_corrects()->set_reason("counted again against the register");
  corrected.mutable_corrects()->set_noticed_by("self");
  const When later =
      story.ThenOn(story.terms.OpenOnOrAfter(when.day + days(story.dice.Between(1, 25))));
  story.Write(Story::After({when.day, later.typed_at_s}, written), by, std::move(corrected));
}

void LogDelivery(Story& story, const Run& run, int first_week, int last_week, int planned,
                 int given) {
  const When when = story.SometimeOn(story.terms.On(last_week, 4));
  v1::Entry entry = Delivery(story, run, story.terms.On(first_week, 0), when.day, planned, given);
  const Typist& by = story.Assistant(last_week);
  if (given < planned && story.dice.Chance(12)) {
    return WriteMiscounted(story, when, by, entry);
  }
  story.Write(when, by, std::move(entry));
}

void LogEachSession(Story& story, const Run& run, int week, const std::vector<bool>& given) {
  for (size_t i = 0; i < given.size(); ++i) {
    const When when = story.SometimeOn(story.terms.On(week, static_cast<int>(i)));
    story.Write(when, story.Assistant(week),
                Delivery(story, run, when.day, when.day, 1, given[i] ? 1 : 0));
  }
}

void MeasureOnTheWay(Story& story, const Run& run, int week) {
  const When when = story.Sometime(week);
  v1::Entry entry = On(when.day);
  v1::ProgressMeasured& progress = *entry.mutable_progress_measured();
  *progress.mutable_measurement() = Measured(run.goal);
  progress.set_target_id(run.goal.target);
  progress.set_provision_id(run.id);
  story.Write(when, story.Assistant(week), std::move(entry));
}

// The weeks of a run, one by one: what ends in `to_log` is not written down yet.
void RunWeeks(Story& story, Run& run) {
  const int start = run.goal.now;
  const int gain = story.dice.Between(run.programme.gain_low, run.programme.gain_high) * run.weeks /
                   run.programme.weeks;
  int first_to_log = run.first_week;
  int planned_to_log = 0;
  int given_to_log = 0;
  for (int i = 0; i < run.weeks; ++i) {
    const int week = run.first_week + i;
    std::vector<bool> given;
    for (int s = 0; s < run.programme.sessions_a_week; ++s) {
      given.push_back(story.dice.Chance(run.given_per_mille));
    }
    const int given_now = static_cast<int>(std::count(given.begin(), given.end(), true));
    run.planned += run.programme.sessions_a_week;
    run.given += given_now;
    planned_to_log += run.programme.sessions_a_week;
    given_to_log += given_now;
    run.goal.now = std::min(start + gain * run.given / (run.programme.sessions_a_week * run.weeks),
                            run.programme.out_of);
    if (i % 4 == 3 && i + 1 < run.weeks && story.dice.Chance(700)) {
      MeasureOnTheWay(story, run, week);
    }
    if (story.school.logging == Logging::kEachSession) {
      LogEachSession(story, run, week, given);
      continue;
    }
    const bool writes =
        story.school.logging == Logging::kWeekly || i + 1 == run.weeks || Terms::EndsHalfTerm(week);
    if (!writes) continue;
    // A week now and then is never written down.
    if (!story.dice.Chance(25)) {
      LogDelivery(story, run, first_to_log, week, planned_to_log, given_to_log);
    }
    first_to_log = week + 1;
    planned_to_log = given_to_log = 0;
  }
}

void End(Story& story, const Run& run, v1::ProvisionEndReason reason) {
  const int week = run.first_week + run.weeks - 1;
  const When when = story.SometimeOn(story.terms.On(week, 4));
  v1::Entry entry = On(when.day);
  v1::ProvisionEnded& ended = *entry.mutable_provision_ended();
  ended.set_provision_id(run.id);
  ended.set_reason(reason);
  *ended.mutable_planned_end() =
      ToDate(story.terms.On(run.first_week + run.programme.weeks - 1, 4));
  ended.set_weeks_run(run.weeks);
  if (story.dice.Chance(700)) {
    ended.set_sessions_planned(run.planned);
    ended.set_sessions_delivered(run.given);
  }
  if (story.dice.Chance(900)) *ended.mutable_exit_measure() = Measured(run.goal);
  story.Write(when, story.Assistant(week), std::move(entry));
}

void Give(Story& story, Goal& goal, int from, int until) {
  int weeks = std::min(goal.programme->weeks, until - from);
  if (weeks < 3) return;
  v1::ProvisionEndReason reason = story.dice.Pick(kEnds);
  if (reason != v1::PROVISION_END_REASON_COMPLETED && weeks > 4) {
    weeks = story.dice.Between(3, weeks - 1);
  }
  Run run{.goal = goal,
          .programme = *goal.programme,
          .id = absl::StrCat("i", ++story.provisions),
          .first_week = from,
          .weeks = weeks,
          .given_per_mille = story.dice.Pick(kGivenPerMille)};
  Start(story, run);
  RunWeeks(story, run);
  End(story, run, reason);
}

void ChangeAdultSupport(Story& story, const std::string& id, int week) {
  const When when = story.Then(week);
  v1::Entry entry = On(when.day);
  v1::ProvisionChanged& changed = *entry.mutable_provision_changed();
  changed.set_provision_id(id);
  *changed.mutable_planned()->mutable_sessions_per_week() = Number(story.dice.Between(5, 20));
  changed.mutable_planned()->set_minutes_per_session(60);
  changed.set_provider(story.Assistant(week).name);
  changed.add_reason("new timetable");
  story.Write(when, story.school.senco, std::move(entry));
}

}  // namespace

void GiveSupport(Story& story, int from, int until) {
  for (Goal& goal : story.goals) Give(story, goal, from, until);
}

void GiveAdultSupport(Story& story, int week) {
  const When when = story.Then(week);
  v1::Entry entry = On(when.day);
  v1::ProvisionStarted& started = *entry.mutable_provision_started();
  started.set_provision_id(absl::StrCat("a", ++story.provisions));
  started.set_provision_type(v1::PROVISION_TYPE_ADULT_SUPPORT);
  started.set_name("an adult in lessons");
  started.set_tier(v1::TIER_SPECIALIST);
  started.set_basis(v1::PROVISION_BASIS_EHC_SECTION_F);
  *started.mutable_planned()->mutable_sessions_per_week() = Number(story.dice.Between(5, 20));
  started.mutable_planned()->set_minutes_per_session(60);
  started.set_provider(story.Assistant(week).name);
  started.set_funder(kAuthority);
  const std::string id = started.provision_id();
  story.Write(when, story.school.senco, std::move(entry));
  for (int later = week + kWeeksAYear; later <= story.child.last_week; later += kWeeksAYear) {
    ChangeAdultSupport(story, id, later);
  }
}

void Suspend(Story& story, int week) {
  const Day first = story.terms.On(week, story.dice.Between(0, 2));
  const int school_days = story.dice.Between(1, 3);
  const When when = story.SometimeOn(first);
  v1::Entry entry = On(first);
  v1::IncidentRecorded& incident = *entry.mutable_incident_recorded();
  incident.set_incident(v1::INCIDENT_KIND_SUSPENSION);
  incident.set_sessions(2 * school_days);
  static constexpr std::string_view kReasons[] = {"DB", "DB", "DB", "PP", "VA", "PA", "DM"};
  incident.set_reason_code(std::string(story.dice.Pick(kReasons)));
  incident.add_reason_text(story.SayOne(story.words.observations));
  for (int i = 0; i < school_days; ++i) *incident.add_days() = ToDate(first + days(i));
  if (story.dice.Chance(750)) {
    incident.set_reasonable_adjustments_considered(story.dice.Chance(850));
  }
  entry.set_statement(v1::STATEMENT_OPINION);
  story.Write(when, story.school.head, std::move(entry));
}

void WriteIntoWrongRecord(Story& story, int week) {
  const When when = story.Then(week);
  v1::Entry wrong = On(when.day);
  wrong.mutable_observation_recorded()->add_text("Pupil 2 read to the end of the page.");
  const Written written = story.Write(when, story.Assistant(week), std::move(wrong));
  const Day noticed = story.terms.OpenOnOrAfter(when.day + days(story.dice.Between(0, 12)));
  const When later = Story::After(story.ThenOn(noticed), written);
  v1::Entry voided = On(later.day);
  voided.mutable_entry_voided()->set_reason("wrong child");
  Refer(voided, v1::RELATION_VOIDS, written);
  story.Write(later, story.school.senco, std::move(voided));
}

}  // namespace cairn::histories
