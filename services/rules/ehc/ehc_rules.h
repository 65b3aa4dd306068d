// Rules about early help, requests for an EHC needs assessment, and advice for one. Nothing here
// may discourage a request: no number of cycles and no sum of money is a condition for one
// (Children and Families Act 2014 s36(8)). Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::EarlyHelpRecorded& help, const Situation& at, Verdict& verdict);
void CheckKind(const v1::EhcRequested& request, const Situation& at, Verdict& verdict);
void CheckKind(const v1::EhcAdviceRequested& request, const Situation& at, Verdict& verdict);
void CheckKind(const v1::EhcAdviceGiven& advice, const Situation& at, Verdict& verdict);

void ListEhcRules(std::vector<Rule>& list);

}  // namespace cairn::rules
