// Rules about what leaves the school and what comes to it: transfer, disclosure, disposal. Nothing
// is disposed of by any of these entries. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::RecordHandedOver& handover, const Situation& at, Verdict& verdict);
void CheckKind(const v1::RecordReceived& received, const Situation& at, Verdict& verdict);
void CheckKind(const v1::Disclosed& disclosed, const Situation& at, Verdict& verdict);
void CheckKind(const v1::DisposalDecided& disposal, const Situation& at, Verdict& verdict);

void ListTransferRules(std::vector<Rule>& list);

}  // namespace cairn::rules
