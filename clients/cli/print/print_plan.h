// A plan on paper: what it says, what has become of it, and beside each part what is missing. Pure.
//
// `!` marks what is missing or late, `=` what Cairn computed; everything else is what somebody
// recorded. Findings stand at the part of the plan that they name.
#pragma once

#include <string>

#include "cairn/v1/plan_view.pb.h"

namespace cairn::cli {

std::string PrintPlan(const v1::Plan& plan);

}  // namespace cairn::cli
