// How much of a support was given, as the rules ask it. Pure.
#pragma once

#include <string_view>

#include "projections/record/record.h"

namespace cairn::rules {

// Whether less than the share of planned sessions was given under which nothing can be said to have
// failed (projections/impact/dose_share.h). False where nobody logged or planned enough to tell.
bool WasHardlyGiven(const Record& record, std::string_view provision_id);

}  // namespace cairn::rules
