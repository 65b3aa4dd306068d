// From the clocks of a record (duties/duties_rows.proto) to its duties on a day: term dates and the
// table of time limits join here, for one child and for the due list alike. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/v1/duty.pb.h"
#include "projections/duties/duties_rows.pb.h"

#include "projections/calendar/clock_status.h"
#include "projections/calendar/excuses.h"
#include "projections/record/school_years.h"

namespace cairn {

// A duty as it stands on a day, without words: for lists of thousands. It points into its rows.
struct DutyOnDay {
  // Its explanation is as a rule empty: WordsOf has it.
  DueDate due;
  // Event ids, 16 bytes; empty where there is none.
  std::string_view started_by;
  std::string_view done_by;
  std::optional<CivilDate> done;
  // Without a sentence.
  ClockStatus status;
  // What it was made from; null for what a school year starts.
  const rows::DutyLine* line = nullptr;

  std::string_view rule_id() const { return due.rule->id; }
};

// The duties of one record on `day`, by due date, then rule id.
std::vector<DutyOnDay> JoinDuties(const rows::DutiesRows& rows, SchoolYears& years, CivilDate day);

// The words of one of them.
struct DutyWords {
  DueDate due;         // with its explanation
  ClockStatus status;  // with its sentence
  std::vector<Excuse> excuses;
  std::string explanation;  // of all three: whole sentences
};
DutyWords WordsOf(const rows::DutiesRows& rows, const DutyOnDay& duty, SchoolYears& years,
                  CivilDate day);

// Who has to act, by name; empty where the record does not say.
std::string_view OwnerNameOf(const rows::DutiesRows& rows, const DutyOnDay& duty, CivilDate day);

// Where it stands, as it is served.
v1::DutyState StateMessageOf(const DutyOnDay& duty);

// As it is served, explained.
v1::Duty DutyMessage(const rows::DutiesRows& rows, const DutyOnDay& duty, SchoolYears& years,
                     CivilDate day);

}  // namespace cairn
