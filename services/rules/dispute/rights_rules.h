// Rules about data-protection rights: whose they are, and that they are answered in time, with
// reasons. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::RightsRequested& request, const Situation& at, Verdict& verdict);
void CheckKind(const v1::RightsAnswered& answer, const Situation& at, Verdict& verdict);

void ListRightsRules(std::vector<Rule>& list);

}  // namespace cairn::rules
