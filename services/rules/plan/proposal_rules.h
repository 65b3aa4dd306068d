// Rules about plans that are proposed and plans that end. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::PlanProposed& proposal, const Situation& at, Verdict& verdict);
void CheckKind(const v1::PlanClosed& closed, const Situation& at, Verdict& verdict);

void ListProposalRules(std::vector<Rule>& list);

}  // namespace cairn::rules
