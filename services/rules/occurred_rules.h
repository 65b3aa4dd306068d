// When something happened: what can be told, and what must be said about it. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

// Refuses a time that is absent, contradicts its precision, ends before it starts, or lies after
// today (Europe/London). Finds what was written down late without a reason, and what happened
// before the child was born.
void CheckOccurred(const Situation& at, Verdict& verdict);

// Refuses a `source.entered` that is no time.
void CheckSourceTime(const Situation& at, Verdict& verdict);

void ListOccurredRules(std::vector<Rule>& list);

}  // namespace cairn::rules
