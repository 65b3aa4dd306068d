// Provision of the plan view: what was written down against what was really given.
#pragma once

#include "cairn/v1/plan_view.pb.h"

#include "projections/plan/plan_context.h"

namespace cairn {

// A line that has just come into use is not asked for its start before this many days; our rule.
inline constexpr int kStartGraceDays = 7;

// Adds one PlanProvision for each line of the version, and findings for support that is given and
// stands in no line, and for adjustments and strategies that nobody has written down.
void AddProvisions(const PlanContext& context, v1::Plan& plan);

// Adds the advice of specialists that nobody has answered; to a plan of support only.
void AddUnansweredAdvice(const PlanContext& context, v1::Plan& plan);

}  // namespace cairn
