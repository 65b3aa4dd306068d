// Rules about disputes and data-protection rights. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::DisputeOpened& opened, const Situation& at, Verdict& verdict);
void CheckKind(const v1::DisputeStepRecorded& step, const Situation& at, Verdict& verdict);
void CheckKind(const v1::DisputeClosed& closed, const Situation& at, Verdict& verdict);
void CheckKind(const v1::RightsRequested& request, const Situation& at, Verdict& verdict);
void CheckKind(const v1::RightsAnswered& answer, const Situation& at, Verdict& verdict);

void ListDisputeRules(std::vector<Rule>& list);

}  // namespace cairn::rules
