// The child in the plan view: their own words, and their needs.
#pragma once

#include "cairn/v1/plan_view.pb.h"

#include "projections/plan/plan_context.h"

namespace cairn {

// What the child said lately is enough for a plan; the timeline has all of it.
inline constexpr int kPlanVoicesMax = 3;

// Adds what the child says, the latest first, and says what of it nobody wrote down and whether
// there is a one-page profile. Confidences are left out: see plan.h.
void AddVoices(const PlanContext& context, v1::Plan& plan);

// Adds the needs as last identified, each with the labels of the entries that are evidence for
// them.
void AddNeeds(const PlanContext& context, v1::Plan& plan);

}  // namespace cairn
