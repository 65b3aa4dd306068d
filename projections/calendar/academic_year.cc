#include "projections/calendar/academic_year.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"

#include "projections/calendar/any_year.h"

namespace cairn {

CivilDate AcademicYear::first() const { return DayInAnyYear(start_year, 9, 1); }

CivilDate AcademicYear::last() const { return DayInAnyYear(start_year + 1, 8, 31); }

std::string AcademicYear::Name() const {
  return absl::StrFormat("%d/%02d", start_year, (start_year + 1) % 100);
}

AcademicYear AcademicYearOf(CivilDate day) {
  return {.start_year = day.month() >= 9 ? day.year() : day.year() - 1};
}

std::optional<AcademicYear> AcademicYearNamed(std::string_view name) {
  constexpr size_t kYearDigits = 4;
  const std::string start(name.substr(0, kYearDigits));
  AcademicYear year;
  if (!absl::SimpleAtoi(start, &year.start_year)) return std::nullopt;
  const bool is_a_year = CivilDate::Of(year.start_year, 9, 1).has_value() &&
                         CivilDate::Of(year.start_year + 1, 8, 31).has_value();
  if (!is_a_year || year.Name() != name) return std::nullopt;
  return year;
}

CivilDate EndOfCompulsorySchoolAge(CivilDate born) {
  CivilDate day = DayInAnyYear(AcademicYearOf(born.AddYears(16)).start_year + 1, 6, 30);
  while (day.weekday() != Weekday::kFriday) day = day.AddDays(-1);
  return day;
}

}  // namespace cairn
