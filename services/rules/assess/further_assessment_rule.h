// The one row of every kind that says whether more assessment is called for. Pure.
#pragma once

#include "services/rules/rule.h"

namespace cairn::rules {

inline constexpr Rule kFurtherHasReason = {"assessment.further_has_a_reason",
                                           Effect::kGuidance,
                                           "Code of Practice 6.45",
                                           "Say why more assessment is, or is not, called for.",
                                           "",
                                           "R22"};

template <typename Kind>
Places FurtherWithoutReason(const Kind& kind, const Situation&) {
  return When(kind.has_further_assessment() && !kind.has_further_assessment_reason(),
              "further_assessment_reason");
}

}  // namespace cairn::rules
