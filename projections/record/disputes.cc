#include "projections/record/disputes.h"

namespace cairn {

bool IsOrderToAssess(const v1::DisputeStepRecorded& step) {
  return step.step() == v1::DISPUTE_STEP_ORDER_MADE && step.order() == "la_must_assess";
}

const Dispute* FindDispute(const Disputes& disputes, std::string_view dispute_id) {
  for (const Dispute& dispute : disputes.disputes) {
    if (dispute.dispute_id == dispute_id) return &dispute;
  }
  return nullptr;
}

const RightsRequest* FindRightsRequest(const Disputes& disputes, std::string_view id) {
  for (const RightsRequest& request : disputes.rights) {
    if (request.rights_request_id == id) return &request;
  }
  return nullptr;
}

const Dispute* WrittenAfterDispute(const Disputes& disputes, const EffectiveEntry& entry) {
  if (DaysToRecording(entry) <= 1) return nullptr;
  const CivilDate recorded = DayOfMicros(entry.original->recorded_at_us);
  const Dispute* first = nullptr;
  for (const Dispute& dispute : disputes.disputes) {
    if (!dispute.opened) continue;
    const CivilDate opened = dispute.opened.day();
    if (entry.LastDay() >= opened || recorded <= opened) continue;
    if (first == nullptr || opened < first->opened.day()) first = &dispute;
  }
  return first;
}

}  // namespace cairn
