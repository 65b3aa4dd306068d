// Rules about drafts, final and amended plans that the authority serves. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::EhcPlanServed& plan, const Situation& at, Verdict& verdict);

void ListEhcPlanRules(std::vector<Rule>& list);

}  // namespace cairn::rules
