// Bank holidays in England and Wales (Banking and Financial Dealings Act 1971 s1 and Schedule 1),
// with Christmas Day and Good Friday, which are common-law holidays there. A table for the years
// that were checked, with its source; before and after it they are computed by the Act's rules, and
// a day that is proclaimed later is missing until a row is changed. Pure; safe to use from any
// thread.
#pragma once

#include <string_view>

#include "projections/calendar/date.h"

namespace cairn {

// What the table covers, and where it is from.
struct BankHolidaySource {
  CivilDate first;
  CivilDate last;
  std::string_view from;
};

BankHolidaySource CheckedBankHolidays();

// Good Friday, Christmas Day, or a bank holiday; substitute days count, the weekend days that they
// stand for do not.
bool IsBankHoliday(CivilDate day);

// The same by the Act's rules and the days proclaimed once, for any year: what the table must
// equal in the years that it covers.
bool IsComputedBankHoliday(CivilDate day);

// Easter Sunday in the Gregorian calendar.
CivilDate EasterSunday(int year);

}  // namespace cairn
