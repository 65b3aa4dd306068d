// What became of the decisions of a review. Pure; safe to call from any thread.
#pragma once

#include "cairn/v1/review.pb.h"

#include "projections/record/fact.h"
#include "projections/record/record.h"

namespace cairn {

// Whether anything in the record can be the decision carried out: an entry that says so by a link,
// or one that came after the review and is what the decision asks for: a new version of the plan;
// a permission, referral or report; a request for an EHC needs assessment. What asks for no act is
// carried out by itself.
bool DecisionIsCarriedOut(const Record& record, const Fact<v1::PlanReviewed>& review,
                          v1::ReviewDecision decision);

}  // namespace cairn
