// Rules about the targets of a plan and its lines of support: SMART, specific, quantified. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

// Judges the targets and lines of the PlanIssued or PlanProposed that `at.entry` is.
void CheckTargetsAndLines(const v1::PlanContent& content, const Situation& at, Verdict& verdict);

// The rows, as those of the kind that is named.
void ListTargetAndLineRules(std::string_view kind, std::vector<Rule>& list);

}  // namespace cairn::rules
