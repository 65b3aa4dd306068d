#include "projections/calendar/school_days.h"

#include <algorithm>

#include "projections/calendar/working_days.h"

namespace cairn {
namespace {

bool AnyContains(const std::vector<DayRange>& ranges, CivilDate day) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [day](const DayRange& range) { return range.Contains(day); });
}

// What a count from `day` may run through.
DayRange KnownDays(const SchoolCalendar& calendar, CivilDate day) {
  if (calendar.known.has_value()) return *calendar.known;
  DayRange known{.first = day, .last = day};
  for (const DayRange& term : calendar.terms) known.last = std::max(known.last, term.last);
  return known;
}

}  // namespace

bool IsSchoolDay(const SchoolCalendar& calendar, CivilDate day) {
  return IsWorkingDay(day) && AnyContains(calendar.terms, day) &&
         !AnyContains(calendar.closures, day);
}

std::optional<CivilDate> AddSchoolDays(const SchoolCalendar& calendar, CivilDate day, int count) {
  const DayRange known = KnownDays(calendar, day);
  while (count > 0) {
    day = day.AddDays(1);
    if (!known.Contains(day)) return std::nullopt;
    if (IsSchoolDay(calendar, day)) --count;
  }
  return day;
}

std::optional<CivilDate> EndOfSummerTerm(const SchoolCalendar& calendar, AcademicYear year) {
  for (const DayRange& term : calendar.terms) {
    if (!year.Contains(term.last) || term.last.month() < 6 || term.last.month() > 8) continue;
    for (CivilDate day = term.last; day >= term.first; day = day.AddDays(-1)) {
      if (IsSchoolDay(calendar, day)) return day;
    }
  }
  return std::nullopt;
}

}  // namespace cairn
