// Rules about what a plan says, whether it is proposed or in use: targets that can be checked,
// support that is specific and quantified, and everything the Code asks for. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

// Judges the content of the PlanIssued or PlanProposed that `at.entry` is.
void CheckContent(v1::PlanKind plan_kind, const v1::PlanContent& content, const Situation& at,
                  Verdict& verdict);

// What a SEN plan must hold; relational, behaviour and transition plans are made otherwise.
bool IsSenPlan(v1::PlanKind plan_kind);

// The rows, as those of the kind that is named.
void ListContentRules(std::string_view kind, std::vector<Rule>& list);

}  // namespace cairn::rules
