// Rules about what a review found and decided. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::PlanReviewed& review, const Situation& at, Verdict& verdict);

void ListReviewRules(std::vector<Rule>& list);

}  // namespace cairn::rules
