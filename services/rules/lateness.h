// Whether something was done after the time limit for it. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "projections/calendar/date.h"

namespace cairn::rules {

// Whether `done` lies after the day by which the clock `rule_id` wants it, counted from `start`. A
// day that is in time on one reading of the law is not late. False while `start` is not known.
bool IsLate(std::string_view rule_id, std::optional<CivilDate> start, CivilDate done);

}  // namespace cairn::rules
