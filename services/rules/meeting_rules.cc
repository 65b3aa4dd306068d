#include "services/rules/meeting_rules.h"

namespace cairn::rules {

void CheckKind(const v1::MeetingScheduled&, const Situation&, Verdict&) {}
void CheckKind(const v1::MeetingNotHeld&, const Situation&, Verdict&) {}

void ListMeetingRules(std::vector<Rule>&) {}

}  // namespace cairn::rules
