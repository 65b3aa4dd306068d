// Rules about what was sent, to whom and in time, and about who has read a plan. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::NoticeSent& notice, const Situation& at, Verdict& verdict);
void CheckKind(const v1::ItemAcknowledged& acknowledged, const Situation& at, Verdict& verdict);

void ListNoticeRules(std::vector<Rule>& list);

}  // namespace cairn::rules
