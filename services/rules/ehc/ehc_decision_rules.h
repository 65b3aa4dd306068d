// Rules about decisions of the authority: in time, with reasons, and with what must go with them.
// Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::EhcDecisionNotified& decision, const Situation& at, Verdict& verdict);

void ListEhcDecisionRules(std::vector<Rule>& list);

}  // namespace cairn::rules
