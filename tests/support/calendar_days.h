// A short way to write days in the tests of the calendar.
#pragma once

#include <ostream>

#include "projections/calendar/date.h"

namespace cairn {

// That day; it must exist.
CivilDate On(int year, int month, int day);

// "12 Nov 2024" where a test fails.
void PrintTo(CivilDate date, std::ostream* out);

}  // namespace cairn
