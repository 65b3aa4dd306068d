// Rules about plans that come into use; what a plan must say is in plan_content_rules.h. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::PlanIssued& plan, const Situation& at, Verdict& verdict);

void ListPlanRules(std::vector<Rule>& list);

}  // namespace cairn::rules
