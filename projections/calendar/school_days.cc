#include "projections/calendar/school_days.h"

#include <algorithm>

#include "projections/calendar/working_days.h"

namespace cairn {
namespace {

bool AnyContains(const std::vector<DayRange>& ranges, CivilDate day) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [day](const DayRange& range) { return range.Contains(day); });
}

}  // namespace

bool IsSchoolDay(const SchoolCalendar& calendar, CivilDate day) {
  return IsWorkingDay(day) && AnyContains(calendar.terms, day) &&
         !AnyContains(calendar.closures, day);
}

std::optional<CivilDate> AddSchoolDays(const SchoolCalendar& calendar, CivilDate day, int count) {
  CivilDate known_to = day;
  for (const DayRange& term : calendar.terms) known_to = std::max(known_to, term.last);
  while (count > 0) {
    day = day.AddDays(1);
    if (day > known_to) return std::nullopt;
    if (IsSchoolDay(calendar, day)) --count;
  }
  return day;
}

}  // namespace cairn
