// Bank holidays in England and Wales (Banking and Financial Dealings Act 1971 s1 and Schedule 1),
// with Christmas Day and Good Friday, which are common-law holidays there. Computed, with the days
// that were proclaimed once or moved in 2020 to 2023 as data; later proclamations are to be added.
// Pure; safe to use from any thread.
#pragma once

#include "projections/calendar/date.h"

namespace cairn {

// Easter Sunday in the Gregorian calendar.
CivilDate EasterSunday(int year);

// Good Friday, Christmas Day, or a bank holiday; substitute days count, the weekend days that they
// stand for do not.
bool IsBankHoliday(CivilDate day);

}  // namespace cairn
