// Academic years in England, 1 September to 31 August, and the days that follow from a birth date.
// Pure; safe to use from any thread.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "projections/calendar/date.h"

namespace cairn {

// A school year by the calendar year in which it starts.
struct AcademicYear {
  int start_year = 0;

  CivilDate first() const;  // 1 September
  CivilDate last() const;   // 31 August
  bool Contains(CivilDate day) const { return first() <= day && day <= last(); }
  std::string Name() const;  // "2024/25"

  friend auto operator<=>(const AcademicYear&, const AcademicYear&) = default;
};

AcademicYear AcademicYearOf(CivilDate day);

// The year that "2024/25" names; nothing for any other text, "2024/26" included.
std::optional<AcademicYear> AcademicYearNamed(std::string_view name);

// The last day of compulsory school age: the last Friday in June of the academic year in which the
// child turns 16 (Education Act 1996 s8; Education (School Leaving Date) Order 1997). From the next
// day on requests, permissions and appeals are the young person's own.
CivilDate EndOfCompulsorySchoolAge(CivilDate born);

}  // namespace cairn
