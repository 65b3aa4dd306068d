// Days of the calendar's own making, in any year. CivilDate::Of takes what people write, and holds
// to the years that they can mean; what follows from such a date (the end of its school year, the
// Easter before an appeal ends) may lie in the year beside them. Pure; safe to use from any thread.
#pragma once

#include <chrono>
#include <cstdint>

#include "projections/calendar/date.h"

namespace cairn {

// The day of those parts, which must name one.
constexpr CivilDate DayInAnyYear(int year, int month, int day) {
  const std::chrono::sys_days days = std::chrono::year(year) /
                                     std::chrono::month(static_cast<unsigned>(month)) /
                                     std::chrono::day(static_cast<unsigned>(day));
  return CivilDate::FromEpochDays(static_cast<int32_t>(days.time_since_epoch().count()));
}

}  // namespace cairn
