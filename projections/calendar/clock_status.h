// Where a clock stands on a given day. Pure; safe to use from any thread.
#pragma once

#include <optional>
#include <string>

#include "projections/calendar/statutory_clocks.h"

namespace cairn {

enum class ClockState {
  kRunning,        // time is left
  kDueToday,       // the last day
  kContestedDay,   // in time only on a reading that others dispute
  kOverdue,        // the time is over and nothing is known to have been done
  kDoneInTime,     // done on or before the last day
  kDoneContested,  // done on the contested day
  kDoneLate,       // done after it
  kOpen,           // a period that nobody can miss: still running
  kOver,           // the same, ended
};

struct ClockStatus {
  ClockState state = ClockState::kRunning;
  // Days left while it runs; days late, or since it ended; 0 where neither has a meaning.
  int days = 0;
  // "12 days left"; "3 days late"; "done 1 Jul 2025, 1 day before it was due". For guidance never
  // "late": "3 days after the usual time".
  std::string sentence;
};

// `done` is the day on which what was due was done; nothing, or a day after `day`: not yet.
ClockStatus StatusOn(const DueDate& due, CivilDate day, std::optional<CivilDate> done);

// The same without its sentence: for lists of thousands.
ClockStatus StateOn(const DueDate& due, CivilDate day, std::optional<CivilDate> done);

// As StatusOn of a time during which something may be done and need not be: open, or over, unless
// it was done.
ClockStatus StatusOfRightOn(const DueDate& due, CivilDate day, std::optional<CivilDate> done);
// The same without its sentence.
ClockStatus StateOfRightOn(const DueDate& due, CivilDate day, std::optional<CivilDate> done);

// The sentence of a status that `due` has, where it was done on `done`.
std::string SentenceOf(const DueDate& due, const ClockStatus& status,
                       std::optional<CivilDate> done);

// The whole story: the explanation of the date, then "On 5 Dec 2024: 12 days left."
std::string ExplainedOn(const DueDate& due, CivilDate day, std::optional<CivilDate> done);
// The same with the status that the date has on `day`.
std::string ExplainedOn(const DueDate& due, CivilDate day, const ClockStatus& status);

}  // namespace cairn
