// Rules about steps in a dispute: evidence, mediation, orders. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::DisputeStepRecorded& step, const Situation& at, Verdict& verdict);

void ListDisputeStepRules(std::vector<Rule>& list);

}  // namespace cairn::rules
