// School days: days on which a school is in session, from its own term dates and closures.
// Pure; safe to use from any thread.
#pragma once

#include <optional>
#include <vector>

#include "projections/calendar/date.h"

namespace cairn {

// From `first` to `last`, both included.
struct DayRange {
  CivilDate first;
  CivilDate last;

  bool Contains(CivilDate day) const { return first <= day && day <= last; }
  int days() const { return last - first + 1; }
};

// What a school has published. A day is a school day if it is a weekday in a term, in no closure
// (half term, training day, snow) and no bank holiday.
struct SchoolCalendar {
  std::vector<DayRange> terms;
  std::vector<DayRange> closures;
};

bool IsSchoolDay(const SchoolCalendar& calendar, CivilDate day);

// The school day that is `count` school days after `day`, which is not counted. Nothing if the
// calendar's terms end before that: an unknown term is not a holiday.
std::optional<CivilDate> AddSchoolDays(const SchoolCalendar& calendar, CivilDate day, int count);

}  // namespace cairn
