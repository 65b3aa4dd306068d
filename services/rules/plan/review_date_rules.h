// The rows about the first review that plans in use share with plans that are proposed. Pure.
#pragma once

#include "services/rules/rule.h"
#include "services/rules/stated.h"

namespace cairn::rules {

inline constexpr Rule kReviewDateSet = {"plan.review_date_set",
                                        Effect::kGuidance,
                                        "Code of Practice 6.48",
                                        "Agree on a date for the review.",
                                        "",
                                        "R44"};
inline constexpr Rule kReviewAfterStart = {"plan.review_after_start", Effect::kGuidance, "computed",
                                           "The review is due before the plan begins."};

template <typename Kind>
Places LacksAReviewDate(const Kind& plan, const Situation&) {
  return When(!plan.has_review_due(), "review_due");
}

template <typename Kind>
Places IsReviewedBeforeItBegins(const Kind& plan, const Situation&) {
  return When(EndsBefore(plan.review_due(), plan.effective_from()), "review_due");
}

}  // namespace cairn::rules
