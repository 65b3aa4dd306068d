// Rules about what was really given, measured and ended. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::ProvisionEnded& ended, const Situation& at, Verdict& verdict);
void CheckKind(const v1::DeliveryLogged& delivery, const Situation& at, Verdict& verdict);
void CheckKind(const v1::ProgressMeasured& progress, const Situation& at, Verdict& verdict);

void ListDeliveryRules(std::vector<Rule>& list);

}  // namespace cairn::rules
