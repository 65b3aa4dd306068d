// Duties: a record view. The time limits that run, ran or were met in one child's record, with the
// entry that started it, the one that met it, and where it stands on a day. Pure; safe to call from
// any thread.
//
// A duty is computed and stored nowhere. It keeps the rule under which it started
// (statutory_clocks.h); what was claimed to excuse lateness stands beside the date and does not
// move it (excuses.h). What somebody may do and need not (an appeal) is open or over, and never
// overdue. A duty that ended is still there for a day on which it stood. Reviews that fall due
// after a child has left are owed where the child is, and are not found here unless it comes back
// before; what had begun by then stays with those who began it. Not found in a record: moves
// between phases, orders other than to assess, agreements under the tribunal, claims of
// discrimination.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "projections/duties/duties_rows.pb.h"

#include "projections/calendar/clock_status.h"
#include "projections/calendar/excuses.h"
#include "projections/calendar/retention_clock.h"
#include "projections/record/record.h"

namespace cairn {

struct Duty {
  DueDate due;
  // What started the clock; empty for what a school year or the law itself starts.
  EntryPtr started_by;
  // What met it, on which day; empty and nothing while nothing did.
  EntryPtr done_by;
  std::optional<CivilDate> done;
  ClockStatus status;
  // What was claimed to excuse lateness, oldest first.
  std::vector<Excuse> excuses;
  // The date and how it was counted, where it stands, then every claim: whole sentences.
  std::string explanation;

  std::string_view rule_id() const { return due.rule->id; }
  // The time is over and nothing is known to have been done.
  bool IsOverdue() const { return status.state == ClockState::kOverdue; }
};

// The duties of `record` as they stand on `day`, by due date, then rule id. What begins after `day`
// is left out. `setting` gives the school days and may be null: without terms, what is counted in
// school days has no date and is left out.
std::vector<Duty> DutiesOn(const Record& record, const Setting* setting, CivilDate day);

// What they are made from, for every day: the rows of the due list (due_list.h).
rows::DutiesRows DutyRowsOf(const Record& record);

// The holds that were placed, each with its release if it had one, in the order of placing.
std::vector<HoldTerm> HoldsOf(const Record& record);

// How long the file is kept, with every hold; nothing without a date of birth.
std::optional<RetentionEnd> RetentionOn(const Record& record, CivilDate day);

}  // namespace cairn
