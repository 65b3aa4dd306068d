// Rules about what was found out: observations and scores. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::ObservationRecorded& observation, const Situation& at, Verdict& verdict);
void CheckKind(const v1::AssessmentRecorded& assessment, const Situation& at, Verdict& verdict);

void ListAssessRules(std::vector<Rule>& list);

}  // namespace cairn::rules
