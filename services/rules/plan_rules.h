// Rules about plans and what was said, sent and read about them. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::PlanIssued& plan, const Situation& at, Verdict& verdict);
void CheckKind(const v1::PositionTaken& position, const Situation& at, Verdict& verdict);
void CheckKind(const v1::NoticeSent& notice, const Situation& at, Verdict& verdict);
void CheckKind(const v1::ItemAcknowledged& acknowledged, const Situation& at, Verdict& verdict);

void ListPlanRules(std::vector<Rule>& list);

}  // namespace cairn::rules
