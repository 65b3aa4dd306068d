// The one row of every kind that states a first and a last day. Pure.
#pragma once

#include "services/rules/rule.h"

namespace cairn::rules {

inline constexpr Rule kSpanOrder = {"dates.end_after_start", Effect::kRefuse, "",
                                    "The last day lies before the first.", "END_BEFORE_START"};

}  // namespace cairn::rules
