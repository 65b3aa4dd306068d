// A short way to write days in the tests of the calendar.
#pragma once

#include <ostream>

#include "eventstore/base/check.h"
#include "projections/calendar/date.h"

namespace cairn {

inline CivilDate On(int year, int month, int day) {
  const std::optional<CivilDate> date = CivilDate::Of(year, month, day);
  CAIRN_CHECK(date.has_value());
  return *date;
}

inline void PrintTo(CivilDate date, std::ostream* out) { *out << FormatDate(date); }

}  // namespace cairn
