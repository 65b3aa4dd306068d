// Rules about the needs that were identified and the barriers to learning. No diagnosis is asked
// for anywhere: none is needed for support. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::NeedsIdentified& needs, const Situation& at, Verdict& verdict);
void CheckKind(const v1::BarrierRecorded& barrier, const Situation& at, Verdict& verdict);

void ListNeedsRules(std::vector<Rule>& list);

}  // namespace cairn::rules
