#include "projections/record/review_decisions.h"

#include <algorithm>
#include <string>

#include "projections/record/entry_links.h"

namespace cairn {
namespace {

// Whether `entry` is the act that `decision` of a review of that plan asks for.
bool Fulfils(const v1::Entry& entry, v1::ReviewDecision decision, const std::string& plan_id) {
  switch (decision) {
    case v1::REVIEW_DECISION_CHANGE:
    case v1::REVIEW_DECISION_REDUCE:
    case v1::REVIEW_DECISION_INCREASE:
    case v1::REVIEW_DECISION_REPLACE:
    case v1::REVIEW_DECISION_REMOVE:
    case v1::REVIEW_DECISION_NEW_OUTCOMES:
      return entry.has_plan_issued() && entry.plan_issued().plan_id() == plan_id;
    case v1::REVIEW_DECISION_SEEK_ADVICE:
      return entry.has_permission_recorded() || entry.has_specialist_referred() ||
             entry.has_specialist_reported();
    case v1::REVIEW_DECISION_SEEK_EHC_NEEDS_ASSESSMENT:
      return entry.has_ehc_requested();
    case v1::REVIEW_DECISION_CONTINUE:
    case v1::REVIEW_DECISION_UNSPECIFIED:
    case v1::ReviewDecision_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::ReviewDecision_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return false;
}

bool AsksForAnAct(v1::ReviewDecision decision) {
  return decision != v1::REVIEW_DECISION_CONTINUE && decision != v1::REVIEW_DECISION_UNSPECIFIED &&
         v1::ReviewDecision_IsValid(decision);
}

}  // namespace

bool DecisionIsCarriedOut(const Record& record, const Fact<v1::PlanReviewed>& review,
                          v1::ReviewDecision decision) {
  if (!AsksForAnAct(decision)) return true;
  return std::any_of(record.entries.begin(), record.entries.end(), [&](const EntryPtr& entry) {
    const bool came_after = review.entry->Order() < entry->Order();
    return LinksTo(entry->entry(), v1::RELATION_CARRIES_OUT, *review.entry) ||
           (came_after && Fulfils(entry->entry(), decision, review->plan_id()));
  });
}

}  // namespace cairn
