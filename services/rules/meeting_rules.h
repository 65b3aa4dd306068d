// Rules about dates that are made for meetings, and meetings that were not held. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::MeetingScheduled& scheduled, const Situation& at, Verdict& verdict);
void CheckKind(const v1::MeetingNotHeld& not_held, const Situation& at, Verdict& verdict);

void ListMeetingRules(std::vector<Rule>& list);

}  // namespace cairn::rules
