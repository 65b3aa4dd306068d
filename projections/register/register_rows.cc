#include "projections/register/register_rows.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "projections/cohort/child.h"
#include "projections/cohort/links.h"
#include "projections/cohort/plans.h"
#include "projections/record/disagreements.h"
#include "projections/record/support_time.h"

namespace cairn {
namespace {

bool IsNamedInRegister(v1::Relationship relationship) {
  return relationship == v1::RELATIONSHIP_KEYWORKER ||
         relationship == v1::RELATIONSHIP_CLASS_TEACHER;
}

void AddProvisions(const Provisions& provisions, rows::RegisterRows& rows) {
  for (const Provision& provision : provisions.provisions) {
    const SupportTime time = TimeOf(provision);
    if (time.source == nullptr) continue;
    rows::RegisterSpan& span = *rows.add_provisions();
    span.set_from(time.from.epoch_days());
    if (time.to.has_value()) span.set_over(time.to->AddDays(1).epoch_days());
  }
}

void AddDisagreements(const Record& record, rows::RegisterRows& rows) {
  for (const Disagreement& disagreement : DisagreementsOf(record)) {
    const Fact<v1::PositionTaken>& position = disagreement.taken.position;
    if (!position->has_plan_id()) continue;
    rows::RegisterSpan& span = *rows.add_disputes();
    span.set_from(position.day().epoch_days());
    if (disagreement.ended_by == nullptr) continue;
    span.set_over(disagreement.ended_by->FirstDay().epoch_days());
  }
}

// A step that ends a dispute of that kind without anybody closing it.
bool Ends(v1::DisputeStep step, v1::DisputeKind kind) {
  if (kind == v1::DISPUTE_KIND_MEDIATION) return step == v1::DISPUTE_STEP_CERTIFICATE_ISSUED;
  if (kind == v1::DISPUTE_KIND_APPEAL) return step == v1::DISPUTE_STEP_ORDER_MADE;
  return false;
}

std::optional<CivilDate> EndOf(const Dispute& dispute) {
  std::optional<CivilDate> end;
  const auto reach = [&](CivilDate day) { end = std::min(end.value_or(day), day); };
  if (!dispute.closings.empty()) reach(dispute.closings.back().day());
  for (const Fact<v1::DisputeStepRecorded>& step : dispute.steps) {
    if (Ends(step->step(), dispute.opened->dispute())) reach(step.day());
  }
  return end;
}

void AddDisputes(const Disputes& disputes, rows::RegisterRows& rows) {
  for (const Dispute& dispute : disputes.disputes) {
    if (!dispute.opened) continue;
    rows::RegisterSpan& span = *rows.add_disputes();
    span.set_from(dispute.opened.day().epoch_days());
    if (const auto end = EndOf(dispute)) span.set_over(end->epoch_days());
  }
}

}  // namespace

rows::RegisterRows RegisterRowsOf(const Record& record) {
  rows::RegisterRows rows;
  AddChild(record, *rows.mutable_child());
  AddIdentifiers(record.people, v1::IDENTIFIER_TYPE_UPN, *rows.mutable_upns());
  AddStatuses(record.people, *rows.mutable_statuses());
  AddNeeds(record.assessments, *rows.mutable_needs());
  AddLinks(record.people, IsNamedInRegister, *rows.mutable_links());
  AddReviewedPlans(record.plans, record.reviews, *rows.mutable_plans());
  AddProvisions(record.provisions, rows);
  AddDisagreements(record, rows);
  AddDisputes(record.disputes, rows);
  return rows;
}

}  // namespace cairn
