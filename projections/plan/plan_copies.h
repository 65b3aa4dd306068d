// Who has been sent which version of the plan, and who has acknowledged it, on which wording. Pure.
#pragma once

#include "projections/plan/plan_context.h"

namespace cairn {

// One line a person and version, of every version, in the order of the first sending or reading.
// The last sending and the last reading of each count. A person whose notice or reading names no
// version has a line for version 0: which one it was is not recorded. In what capacity somebody got
// it is known of the child, of those linked to the child and of staff of the setting; for others it
// stays unspecified. Only what everybody may be told is told (IsOrdinary).
void AddCopies(const PlanContext& context, v1::Plan& plan);

}  // namespace cairn
