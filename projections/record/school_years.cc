#include "projections/record/school_years.h"

#include <algorithm>

namespace cairn {

SchoolYears::Year& SchoolYears::YearAt(AcademicYear year) {
  const auto [found, is_new] = years_.try_emplace(year);
  if (is_new && setting_ != nullptr) {
    // The calendar is the same around every day of the year.
    found->second.calendar = SchoolCalendarAround(*setting_, year.first());
  }
  return found->second;
}

const SchoolCalendar* SchoolYears::Around(CivilDate day) {
  const Year& year = YearAt(AcademicYearOf(day));
  return year.calendar.has_value() ? &*year.calendar : nullptr;
}

int SchoolYears::UpTo(Year& of, AcademicYear year, CivilDate day) {
  if (of.up_to.empty()) {
    int count = 0;
    for (CivilDate each = year.first(); each <= year.last(); each = each.AddDays(1)) {
      count += IsSchoolDay(*of.calendar, each) ? 1 : 0;
      of.up_to.push_back(count);
    }
  }
  return day < year.first() ? 0 : of.up_to[static_cast<size_t>(day - year.first())];
}

std::optional<int> SchoolYears::SchoolDays(CivilDate first, CivilDate last) {
  int count = 0;
  while (first <= last) {
    const AcademicYear year = AcademicYearOf(first);
    Year& of = YearAt(year);
    const CivilDate end = std::min(last, year.last());
    if (!of.calendar.has_value()) return std::nullopt;
    const DayRange known = of.calendar->known.value_or(DayRange{first, end});
    if (!known.Contains(first) || !known.Contains(end)) return std::nullopt;
    count += UpTo(of, year, end) - UpTo(of, year, first.AddDays(-1));
    first = end.AddDays(1);
  }
  return count;
}

}  // namespace cairn
