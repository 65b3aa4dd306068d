// Rules about suspension, restraint and seclusion. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::IncidentRecorded& incident, const Situation& at, Verdict& verdict);

void ListIncidentRules(std::vector<Rule>& list);

}  // namespace cairn::rules
