// The one row of every kind that names a plan which may not be there. Pure.
#pragma once

#include "services/rules/rule.h"

namespace cairn::rules {

inline constexpr Rule kPlanKnown = {"plan.is_in_the_record", Effect::kGuidance, "computed",
                                    "No plan with this id is in the record."};

// Whether `kind` names a plan that nobody has issued.
template <typename Kind>
bool NamesNoPlan(const Kind& kind, const Situation& at) {
  return kind.has_plan_id() && FindPlan(at.before.plans, kind.plan_id()) == nullptr;
}

}  // namespace cairn::rules
