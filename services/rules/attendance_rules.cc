#include "services/rules/attendance_rules.h"

namespace cairn::rules {

void CheckKind(const v1::AttendanceSummarised&, const Situation&, Verdict&) {}

void ListAttendanceRules(std::vector<Rule>&) {}

}  // namespace cairn::rules
