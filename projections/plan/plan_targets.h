// Outcomes and targets of the plan view: where each stands, and what is missing.
// Changes nothing but `plan`; safe to call from any thread.
#pragma once

#include "cairn/v1/plan_view.pb.h"

#include "projections/plan/plan_context.h"

namespace cairn {

// Adds one PlanTarget for each target of the version, and findings under the ids of outcomes that
// have no date, no result after their date, or no target to work on now.
//
// A result counts for a target if the version it was taken under measures the target in the same
// way: item ids stay while targets are rewritten. A later fall below the aim counts: `now` is now.
void AddTargets(const PlanContext& context, v1::Plan& plan);

}  // namespace cairn
