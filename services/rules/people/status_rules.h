// Rules about the census status: that support begins after ordinary teaching was tried, on
// evidence, with parents and child heard, and that parents are told. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::SenStatusSet& status, const Situation& at, Verdict& verdict);

void ListStatusRules(std::vector<Rule>& list);

}  // namespace cairn::rules
