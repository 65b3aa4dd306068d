// Rules about attendance. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::AttendanceSummarised& attendance, const Situation& at, Verdict& verdict);

void ListAttendanceRules(std::vector<Rule>& list);

}  // namespace cairn::rules
