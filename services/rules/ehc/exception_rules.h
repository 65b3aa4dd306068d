// Rules about claims that a limit of an EHC needs assessment need not be met. What the calendar
// alone can tell is told; whether being in time was impractical is for others to judge. The limit
// stays where it was. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::EhcExceptionClaimed& exception, const Situation& at, Verdict& verdict);

void ListExceptionRules(std::vector<Rule>& list);

}  // namespace cairn::rules
