// Who has been given a version of a plan: copies to parents, reading by staff.
// Changes nothing but `plan`; safe to call from any thread.
#pragma once

#include "cairn/v1/plan_view.pb.h"

#include "projections/plan/plan_context.h"

namespace cairn {

// All of them are to read every version of a plan (R50; Code of Practice 6.49).
bool TeachesOrSupports(v1::Relationship relationship);

// Sets when the version was sent to parents (as WentToParents says: a copy to others alone does not
// count), or else the last earlier version that was; who of the staff has read it and who has not:
// those listed, and those who teach or support the child and work at the setting. Adds a finding
// for a parent who is to get copies and got none.
void AddCirculation(const PlanContext& context, v1::Plan& plan);

}  // namespace cairn
