// The due list of many children and the duties of one child are the same duties: what a row holds,
// with the day, the terms and the table of time limits, is what the record says on that day.
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "projections/due_list.h"
#include "projections/duties.h"
#include "projections/record/fold.h"
#include "tests/histories/histories.h"
#include "tests/histories/recorded_history.h"
#include "tests/property/projections/random_history.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

// What starts clocks, meets them or ends them.
constexpr std::string_view kDutyKinds[] = {
    "sen_status_set",        "meeting_held",          "meeting_scheduled",  "plan_issued",
    "plan_reviewed",         "plan_closed",           "notice_sent",        "ehc_requested",
    "ehc_advice_requested",  "ehc_advice_given",      "ehc_plan_served",    "ehc_decision_notified",
    "ehc_decision_notified", "ehc_exception_claimed", "dispute_opened",     "dispute_step_recorded",
    "rights_requested",      "rights_answered",       "record_handed_over", "permission_recorded",
    "record_opened",         "placement_recorded",    "person_linked",      "person_unlinked"};
constexpr int kEventsMax = 25;
constexpr int kDays = 3 * 365;
const CivilDate kFirstAsked = Day("2024-06-01");

// Terms of two of the three years.
Record TheSchool() {
  HistoryBuilder school;
  for (const char* year : {"2024", "2025"}) {
    const std::string next = std::to_string(std::stoi(year) + 1);
    school.Add("2024-06-01", "term_dates_set { school_year: '" + std::string(year) + "/" +
                                 next.substr(2) + "' terms { from { year: " + year +
                                 " month: 9 day: 2 } to { year: " + next +
                                 " month: 7 day: 21 } } }");
  }
  return Fold({}, school.events());
}

std::string IdOf(const EntryPtr& entry) {
  return entry == nullptr ? "" : entry->original->event_id.ToBytes();
}

void ExpectSame(const Duty& duty, const v1::Duty& served) {
  RC_ASSERT(served.rule_id() == duty.rule_id());
  RC_ASSERT(EarliestDay(served.start()) == duty.due.start);
  RC_ASSERT(EarliestDay(served.due()) == duty.due.due);
  RC_ASSERT(EarliestDay(served.done()) == duty.done);
  RC_ASSERT(served.days() == duty.status.days);
  RC_ASSERT(served.standing() == duty.status.sentence);
  RC_ASSERT(served.explanation() == duty.explanation);
  RC_ASSERT(served.started_by_event_id() == IdOf(duty.started_by));
  RC_ASSERT(served.done_by_event_id() == IdOf(duty.done_by));
}

RC_GTEST_PROP(DueList, OfStoredRowsIsTheDutiesOfTheRecordOnAnyDay, ()) {
  const Record record = Fold({}, RandomHistory(kDutyKinds, kEventsMax));
  const Record school = TheSchool();
  const Setting* const setting = UpTo(3) == 0 ? nullptr : &school.setting;
  rows::DutiesRows rows;
  RC_ASSERT(rows.ParseFromString(DutyRowsOf(record).SerializeAsString()));

  for (int sample = 0; sample < 20; ++sample) {
    const CivilDate day = kFirstAsked.AddDays(UpTo(kDays));
    const std::vector<Duty> duties = DutiesOn(record, setting, day);
    SchoolYears years(setting);
    const std::vector<DutyOnDay> joined = JoinDuties(rows, years, day);
    RC_ASSERT(joined.size() == duties.size());
    for (size_t i = 0; i < duties.size(); ++i) {
      ExpectSame(duties[i], DutyMessage(rows, joined[i], years, day));
    }
  }
}

std::vector<std::string> Told(const std::vector<Duty>& duties) {
  std::vector<std::string> told;
  for (const Duty& duty : duties) {
    told.push_back(std::string(duty.rule_id()) + ": " + duty.explanation);
  }
  return told;
}

RC_GTEST_PROP(Duties, OfTheWholeRecordAreThoseOfTheRecordAsOfTheDayOnceAllHasHappened, ()) {
  const std::vector<EventPtr> events = RandomHistory(kDutyKinds, kEventsMax);
  const Record whole = Fold({}, events);
  CivilDate day = kFirstAsked;
  // Nonsense may end before it begins.
  for (const EntryPtr& entry : whole.entries) {
    day = std::max({day, entry->FirstDay(), entry->LastDay()});
  }
  day = day.AddDays(UpTo(kDays));

  const std::vector<Duty> of_whole = DutiesOn(whole, nullptr, day);
  const std::vector<Duty> as_of = DutiesOn(Fold({}, events, {}, {.day = day}), nullptr, day);

  RC_ASSERT(Told(of_whole) == Told(as_of));
}

// Rows are made of everything that is known now, and asked about any day.
RC_GTEST_PROP(Duties, OfTheWholeRecordAreOnAPastDayThoseThatStoodThen, ()) {
  static const histories::Histories children(
      {.seed = 31, .children = 200, .schools = 2, .k_per_mille = 300, .e_per_mille = 500});
  const std::vector<EventPtr> events = histories::EventsOf(children.Of(*rc::gen::inRange(0, 200)));
  const Record whole = Fold({}, events);
  const CivilDate first = whole.entries.front()->FirstDay();
  const CivilDate last = whole.entries.back()->LastDay();
  const CivilDate day = last.AddDays(-*rc::gen::inRange(0, last - first + 1));

  const std::vector<Duty> of_whole = DutiesOn(whole, nullptr, day);
  const std::vector<Duty> as_of = DutiesOn(Fold({}, events, {}, {.day = day}), nullptr, day);

  RC_ASSERT(Told(of_whole) == Told(as_of));
}

RC_GTEST_PROP(DutyOwners, AreOnAnyDayThoseWhoAreLinkedOnThatDay, ()) {
  constexpr std::string_view kLinks[] = {"person_linked", "person_linked", "person_unlinked"};
  const Record record = Fold({}, RandomHistory(kLinks, 40));
  const rows::DutiesRows rows = DutyRowsOf(record);
  for (int sample = 0; sample < 20; ++sample) {
    const CivilDate day = kFirstAsked.AddDays(UpTo(kDays));
    std::string_view linked;
    for (const Fact<v1::PersonLinked>& link : LinkedOn(record.people, day)) {
      if (link->relationship() == v1::RELATIONSHIP_LA_CASEWORKER) linked = link->name();
    }
    std::string_view owner;
    for (const rows::DutyOwnerName& row : rows.owners()) {
      const bool holds = row.days().first() <= day.epoch_days() &&
                         (!row.days().has_last() || day.epoch_days() <= row.days().last());
      if (row.owner() == v1::DUTY_OWNER_LOCAL_AUTHORITY && holds) owner = row.name();
    }
    RC_ASSERT(owner == linked);
  }
}

}  // namespace
}  // namespace cairn
