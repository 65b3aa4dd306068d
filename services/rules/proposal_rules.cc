#include "services/rules/proposal_rules.h"

namespace cairn::rules {

void CheckKind(const v1::PlanProposed&, const Situation&, Verdict&) {}
void CheckKind(const v1::PlanClosed&, const Situation&, Verdict&) {}

void ListProposalRules(std::vector<Rule>&) {}

}  // namespace cairn::rules
