// Rules about what was found out: observations, scores, needs, reports. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::ObservationRecorded& observation, const Situation& at, Verdict& verdict);
void CheckKind(const v1::AssessmentRecorded& assessment, const Situation& at, Verdict& verdict);
void CheckKind(const v1::NeedsIdentified& needs, const Situation& at, Verdict& verdict);
void CheckKind(const v1::SpecialistReported& report, const Situation& at, Verdict& verdict);

void ListAssessRules(std::vector<Rule>& list);

}  // namespace cairn::rules
