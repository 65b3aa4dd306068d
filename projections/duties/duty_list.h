// What the parts of the duties view share: the record, and the list that they fill. Used inside
// this folder only.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "projections/duties.h"

namespace cairn {

// Something that was done on a day, by the entry that says so.
struct Done {
  CivilDate day;
  EntryPtr by;
};

// The first fact of `list` that `wanted` takes, on or after `from` by `day_of`.
template <typename Kind, typename Wanted, typename DayOf>
std::optional<Done> FirstFrom(const FactList<Kind>& list, CivilDate from, Wanted wanted,
                              DayOf day_of) {
  std::optional<Done> first;
  for (const Fact<Kind>& fact : list) {
    if (!wanted(*fact)) continue;
    const CivilDate day = day_of(fact);
    if (day < from || (first.has_value() && first->day <= day)) continue;
    first = Done{day, fact.entry};
  }
  return first;
}

// The same by the first day of `occurred`.
template <typename Kind, typename Wanted>
std::optional<Done> FirstFrom(const FactList<Kind>& list, CivilDate from, Wanted wanted) {
  return FirstFrom(list, from, wanted, [](const Fact<Kind>& fact) { return fact.day(); });
}

class DutyList {
 public:
  // All outlive the list; `of_setting` may be null.
  DutyList(const Record& of_record, const Setting* of_setting, CivilDate on_day)
      : record(of_record), setting(of_setting), day(on_day) {}

  // Starts the clock `rule_id` on `start`. Ignored when it starts after the day of the list, or
  // cannot be counted.
  void Add(std::string_view rule_id, CivilDate start, EntryPtr started_by,
           std::optional<Done> done = std::nullopt);
  // The same with a date that was computed before.
  void Add(DueDate due, EntryPtr started_by, std::optional<Done> done = std::nullopt);

  // The same for what somebody may do and need not: nobody is late with a right.
  void AddRight(std::string_view rule_id, CivilDate start, EntryPtr started_by,
                std::optional<Done> done);
  void AddRight(DueDate due, EntryPtr started_by, std::optional<Done> done);

  // The school days around `start`; nothing where the setting has set no terms.
  std::optional<SchoolCalendar> CalendarAround(CivilDate start) const;

  // By due date, then rule id, each explained.
  std::vector<Duty> Take();

  const Record& record;
  const Setting* const setting;
  const CivilDate day;

 private:
  // Null when it has not begun on the day of the list.
  Duty* Begin(DueDate due, EntryPtr started_by, std::optional<Done> done);
  void Finish(Duty& duty, ClockStatus status);

  std::vector<Duty> duties_;
};

// The day that a clock starts on or is met by: when the notice was sent, the date on the plan.
CivilDate NoticeSentOn(const Fact<v1::EhcDecisionNotified>& decision);
CivilDate PlanDateOf(const Fact<v1::EhcPlanServed>& served);

// The first decision on or after `from` that `wanted` takes.
template <typename Wanted>
std::optional<Done> FirstDecision(const Record& record, CivilDate from, Wanted wanted) {
  return FirstFrom(
      record.ehc.decisions, from,
      [&](const v1::EhcDecisionNotified& one) { return wanted(one.decision()); }, NoticeSentOn);
}
// The first plan of `stage` on or after `from`.
std::optional<Done> FirstPlan(const Record& record, CivilDate from, v1::EhcPlanStage stage);

// One function a subject; each adds the duties that its part of the record starts.
void AddAssessmentDuties(DutyList& list);
void AddReviewDuties(DutyList& list);
void AddDisputeDuties(DutyList& list);
void AddRightsDuties(DutyList& list);
void AddSchoolDuties(DutyList& list);

}  // namespace cairn
