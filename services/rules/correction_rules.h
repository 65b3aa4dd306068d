// Rules about corrections: when one must say why. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

// A correction says why it is made. Its author may mend a slip of their own without a word for 24
// hours, as long as nobody has signed what it changes: taken a position on it, acknowledged it, or
// been sent a copy of it.
void CheckCorrectionReason(const Situation& at, Verdict& verdict);

void ListCorrectionRules(std::vector<Rule>& list);

}  // namespace cairn::rules
