// Rules about outside advice: referrals, reports and what becomes of their recommendations. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::SpecialistReferred& referral, const Situation& at, Verdict& verdict);
void CheckKind(const v1::SpecialistReported& report, const Situation& at, Verdict& verdict);
void CheckKind(const v1::RecommendationAnswered& answer, const Situation& at, Verdict& verdict);

void ListAdviceRules(std::vector<Rule>& list);

}  // namespace cairn::rules
