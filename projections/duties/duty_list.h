// What the parts of the duties view share: the record, and the rows that they fill. Used inside
// this folder only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "projections/duties/duties_rows.pb.h"

#include "projections/calendar/academic_year.h"
#include "projections/calendar/statutory_clocks.h"
#include "projections/record/record.h"

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

// The id by which an entry is known: of the event that first stated it.
inline std::string IdOf(const EffectiveEntry& entry) { return entry.original->event_id.ToBytes(); }

// Some days, without end when there is no last one.
struct Days {
  CivilDate first;
  std::optional<CivilDate> last;
};

class DutyList {
 public:
  // Both outlive the list. `into` is empty.
  DutyList(const Record& of_record, rows::DutiesRows& into) : record(of_record), rows_(into) {}

  // Starts the clock `rule_id` on `start`. The reference holds until the next one.
  rows::DutyLine& Add(std::string_view rule_id, CivilDate start, const EntryPtr& started_by,
                      const std::optional<Done>& done = std::nullopt);
  // The same for what somebody may do and need not: nobody is late with a right.
  rows::DutyLine& AddRight(std::string_view rule_id, CivilDate start, const EntryPtr& started_by,
                           const std::optional<Done>& done);

  // A plan, or the notice that there will be none: until the notice the clock of the plan runs,
  // from then on that of the notice. Neither from `refused` on, when it was refused to begin at
  // all.
  struct Outcome {
    std::string_view rule_id;
    std::optional<Done> done;
  };
  void AddPlanOrNotice(CivilDate start, const EntryPtr& started_by, const Outcome& plan,
                       const Outcome& notice, std::optional<CivilDate> refused = std::nullopt);

  rows::DutiesRows& rows() { return rows_; }

  const Record& record;

 private:
  rows::DutiesRows& rows_;
};

// The clock does not run on those days before it was met, if it was.
void Hide(rows::DutyLine& line, Days days, const std::optional<Done>& done = std::nullopt);

// As rows hold them.
void Write(Days days, rows::DutyDays& into);

// The day that a clock starts on or is met by: the date on the plan, else that of the entry.
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

// What was claimed to excuse lateness, and who is who.
void AddExcuses(DutyList& list);
void AddOwnerNames(DutyList& list);

}  // namespace cairn
