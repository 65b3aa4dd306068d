// What a school owes in the course of a year: reviews on the agreed day, notes in a week, a report,
// a meeting with the SENCO, permissions that end.
#include <algorithm>
#include <set>
#include <utility>

#include "projections/cohort/child.h"
#include "projections/duties/duty_list.h"
#include "projections/record/meeting_notes.h"

namespace cairn {
namespace {

bool IsSupport(v1::SenProvision status) {
  return status == v1::SEN_PROVISION_K || status == v1::SEN_PROVISION_E;
}

// The days of another school, from the last one here. Only with a stay or a handover, or the day
// after its last one, can it turn.
std::vector<Days> DaysAway(const Record& record) {
  if (record.entries.empty()) return {};
  rows::ChildRows child;
  AddChild(record, child);
  std::set<int32_t> turns;
  for (const rows::Stay& stay : child.stays()) {
    turns.insert(stay.from());
    if (stay.has_to()) turns.insert(stay.to() + 1);
  }
  for (const rows::Departure& departure : child.departures()) {
    turns.insert({departure.from(), departure.last_day() + 1});
  }
  std::vector<Days> away;
  bool was_away = false;
  for (const int32_t turn : turns) {
    const CivilDate day = CivilDate::FromEpochDays(turn);
    const std::optional<CivilDate> left = LeftOn(child, day);
    if (left.has_value() && !was_away) away.push_back({*left, std::nullopt});
    if (!left.has_value() && was_away) away.back().last = day.AddDays(-1);
    was_away = left.has_value();
  }
  return away;
}

// When the plan was closed; nothing while it is used.
std::optional<CivilDate> ClosedOn(const Record& record, std::string_view plan_id) {
  const PlanHistory* plan = FindPlan(record.plans, plan_id);
  if (plan == nullptr) return std::nullopt;
  const Fact<v1::PlanClosed> closing = ClosingOf(record.plans, *plan);
  return closing ? std::optional(closing.day()) : std::nullopt;
}

bool IsLater(const EffectiveEntry& entry, const EffectiveEntry& than) {
  return std::pair(entry.FirstDay(), entry.version()) > std::pair(than.FirstDay(), than.version());
}

// When a later version of the plan took the place of what `by` agreed: one that agrees a day
// itself, begins before `due`, and was not the outcome of the very review that was due.
std::optional<CivilDate> ReplacedOn(const Record& record, std::string_view plan_id,
                                    const EffectiveEntry& by, CivilDate due,
                                    const std::optional<Done>& held) {
  const PlanHistory* plan = FindPlan(record.plans, plan_id);
  if (plan == nullptr) return std::nullopt;
  for (const PlanVersion& version : plan->versions) {
    const std::optional<CivilDate> agreed = EarliestDay(version.issued->review_due());
    if (!agreed.has_value() || !IsLater(*version.issued.entry, by)) continue;
    if (held.has_value() && held->day <= version.issued.day()) return std::nullopt;
    const bool in_time =
        version.effective_from < due || (version.effective_from == due && *agreed == due);
    if (in_time) return version.issued.day();
  }
  return std::nullopt;
}

// What a review or a plan agreed for the next review, with the first review that followed.
void AddAgreedReview(DutyList& list, std::string_view plan_id, const v1::Date& agreed,
                     const EntryPtr& by) {
  const std::optional<CivilDate> due = EarliestDay(agreed);
  if (!due.has_value()) return;
  const std::optional<Done> held =
      FirstFrom(list.record.reviews.reviews, by->FirstDay().AddDays(1),
                [&](const v1::PlanReviewed& review) { return review.plan_id() == plan_id; });
  rows::DutyLine& line = list.Add("review.agreed_date", *due, by, held);
  if (const auto replaced = ReplacedOn(list.record, plan_id, *by, *due, held)) {
    Hide(line, {*replaced, std::nullopt});
  }
  if (const auto closed = ClosedOn(list.record, plan_id); closed.has_value() && *closed < *due) {
    Hide(line, {*closed, std::nullopt}, held);
  }
}

void AddAgreedReviews(DutyList& list) {
  for (const PlanHistory& plan : list.record.plans.plans) {
    for (const PlanVersion& version : plan.versions) {
      AddAgreedReview(list, plan.plan_id, version.issued->review_due(), version.issued.entry);
    }
  }
  for (const Fact<v1::PlanReviewed>& review : list.record.reviews.reviews) {
    AddAgreedReview(list, review->plan_id(), review->next_review(), review.entry);
  }
}

void AddNotes(DutyList& list) {
  for (const MeetingNotes& notes : NotesOfMeetings(list.record)) {
    std::optional<Done> sent;
    if (notes.sent) sent = Done{notes.sent.day(), notes.sent.entry};
    list.Add("meeting.notes_sent", notes.meeting.day(), notes.meeting.entry, sent);
  }
}

bool SencoCame(const v1::MeetingHeld& meeting) { return Attended(meeting, v1::CAPACITY_SENCO); }

void AddDone(AcademicYear year, CivilDate day, const EntryPtr& by,
             google::protobuf::RepeatedPtrField<rows::DoneInYear>& list) {
  rows::DoneInYear& done = *list.Add();
  done.set_start_year(year.start_year);
  done.set_day(day.epoch_days());
  done.set_by(IdOf(*by));
}

// The first report of each year.
void AddReports(DutyList& list) {
  std::set<AcademicYear> years;
  for (const Fact<v1::NoticeSent>& notice : list.record.plans.notices) {
    if (notice->notice() != v1::NOTICE_KIND_ANNUAL_REPORT) continue;
    // The year that it names, else the one in which it was sent.
    const AcademicYear year =
        AcademicYearNamed(notice->school_year()).value_or(AcademicYearOf(notice.day()));
    if (!years.insert(year).second) continue;
    AddDone(year, notice.day(), notice.entry, *list.rows().mutable_reports());
  }
}

// The first meeting of each year to which the SENCO came.
void AddSencoMeetings(DutyList& list) {
  std::set<AcademicYear> years;
  for (const Fact<v1::MeetingHeld>& meeting : list.record.reviews.meetings) {
    if (SencoCame(*meeting)) years.insert(AcademicYearOf(meeting.day()));
  }
  for (const AcademicYear year : years) {
    const auto met = FirstFrom(list.record.reviews.meetings, year.first(), SencoCame);
    AddDone(year, met->day, met->by, *list.rows().mutable_senco_met());
  }
}

// The days of each status that means support: only on the day of an entry can it turn. A status
// from before the record was opened counts from then on: the years before are another school's.
void AddSupported(DutyList& list) {
  const People& people = list.record.people;
  const auto here = [&](CivilDate day) {
    return people.opened ? std::max(day, people.opened.day()) : day;
  };
  std::set<CivilDate> turns;
  for (const Fact<v1::SenStatusSet>& status : people.statuses) turns.insert(here(status.day()));
  rows::SupportedDays* open = nullptr;
  for (const CivilDate turn : turns) {
    const int32_t since = here(StatusSince(people, turn).day()).epoch_days();
    const bool supported = IsSupport(StatusOn(people, turn)->status());
    if (open != nullptr && supported && open->since() == since) continue;
    if (open != nullptr) open->mutable_days()->set_last(turn.AddDays(-1).epoch_days());
    open = supported ? list.rows().add_supported() : nullptr;
    if (open == nullptr) continue;
    open->mutable_days()->set_first(turn.epoch_days());
    open->set_since(since);
  }
}

// What each school year asks for, as far as the child was supported in it, is found in these facts
// when a day is asked about (duty_join.h).
void AddYearlyFacts(DutyList& list) {
  AddSupported(list);
  AddReports(list);
  AddSencoMeetings(list);
  for (const Days& days : DaysAway(list.record)) Write(days, *list.rows().add_away());
}

void AddPermissions(DutyList& list) {
  for (const Fact<v1::PermissionRecorded>& given : list.record.people.permissions) {
    const auto last = EarliestDay(given->expires());
    if (given->act() != v1::PERMISSION_ACT_GIVEN || !last.has_value()) continue;
    list.Add("permission.expires", *last, given.entry);
  }
}

}  // namespace

void AddSchoolDuties(DutyList& list) {
  AddAgreedReviews(list);
  AddNotes(list);
  AddPermissions(list);
  AddYearlyFacts(list);
}

}  // namespace cairn
