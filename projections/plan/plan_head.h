// The head of the plan view, what the version says, and whether it says all that a plan should.
// Changes nothing but `plan`; safe to call from any thread.
#pragma once

#include "cairn/v1/plan_view.pb.h"

#include "projections/plan/plan_context.h"

namespace cairn {

// Sets who the child is, which version it is, where and when it is used, and who is responsible.
void AddHead(const PlanContext& context, v1::Plan& plan);

// Says, as a finding, that the plan was closed and why.
void AddClosing(const PlanContext& context, v1::Plan& plan);

// Copies the content of the version, and adds findings for sections that are empty and for
// responsibilities that name an item which has left the plan.
void AddContent(const PlanContext& context, v1::Plan& plan);

}  // namespace cairn
