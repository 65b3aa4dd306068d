// How much of a support was given, as the rules ask it. Pure.
#pragma once

#include <string_view>

#include "services/rules/rule.h"

namespace cairn::rules {

// For who ends a support because the child made no progress, and who reviews it.
inline constexpr Rule kGivenBeforeJudged = {
    "provision.given_before_it_is_judged",
    Effect::kGuidance,
    "our rule: under 60 % of sessions",
    "Less than 60 % of the planned sessions were given, so this does not show that it failed.",
    "",
    "R61"};

// Whether less than the share of planned sessions was given under which nothing can be said to have
// failed (projections/impact/dose_share.h). False where nobody logged or planned enough to tell.
bool WasHardlyGiven(const Record& record, std::string_view provision_id);

}  // namespace cairn::rules
