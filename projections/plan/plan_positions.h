// Where each party stands on a version of a plan.
// Changes nothing but `plan`; safe to call from any thread.
#pragma once

#include "cairn/v1/plan_view.pb.h"

#include "projections/plan/plan_context.h"

namespace cairn {

// Adds a position for every holder of parental responsibility and the child, recorded or not, then
// for everyone else who took one. The last position a party took on the version counts. Silence is
// not agreement: it has no stance. What a position is about is always told; its grounds and what it
// wants are not when it is confidential.
//
// Adds findings when the version was made without asking a parent, and when a party spoke on a
// wording that has been corrected since.
void AddPositions(const PlanContext& context, v1::Plan& plan);

}  // namespace cairn
