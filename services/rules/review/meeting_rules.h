// Rules about dates that are made for meetings, meetings that were held and meetings that were not.
// Fewer meetings than the Code recommends are never called a breach. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::MeetingScheduled& scheduled, const Situation& at, Verdict& verdict);
void CheckKind(const v1::MeetingNotHeld& not_held, const Situation& at, Verdict& verdict);
void CheckKind(const v1::MeetingHeld& meeting, const Situation& at, Verdict& verdict);

void ListMeetingRules(std::vector<Rule>& list);

}  // namespace cairn::rules
