// Rules about disputes that begin and end: complaints, mediation, appeals and claims. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::DisputeOpened& opened, const Situation& at, Verdict& verdict);
void CheckKind(const v1::DisputeClosed& closed, const Situation& at, Verdict& verdict);

void ListDisputeRules(std::vector<Rule>& list);

}  // namespace cairn::rules
