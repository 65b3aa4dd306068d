// Rules about the stand of a party. Nobody takes another's position, and past compulsory school age
// it is the young person's own, beside that of the parents. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::PositionTaken& position, const Situation& at, Verdict& verdict);

void ListPositionRules(std::vector<Rule>& list);

}  // namespace cairn::rules
