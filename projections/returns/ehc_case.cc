#include "projections/returns/ehc_case.h"

#include <limits>
#include <string_view>

namespace cairn {
namespace {

// The days from one request to the next one.
struct Span {
  int32_t first;
  int32_t end;
  bool Has(int32_t day) const { return first <= day && day < end; }
};

void Decide(const rows::DecisionRow& row, EhcCase& of) {
  switch (row.decision()) {
    case v1::EHC_DECISION_REFUSE_TO_ASSESS:
      of.to_assess.refused = true;
      [[fallthrough]];
    case v1::EHC_DECISION_ASSESS:
      of.to_assess.decision = &row;
      break;
    case v1::EHC_DECISION_REFUSE_TO_ISSUE:
      of.to_issue.refused = true;
      [[fallthrough]];
    case v1::EHC_DECISION_ISSUE:
      of.to_issue.decision = &row;
      break;
    case v1::EHC_DECISION_CEASE:
      of.ceased = &row;
      break;
    default:  // about a plan that goes on
      break;
  }
}

void Serve(const rows::ServedRow& row, EhcCase& of) {
  if (row.stage() == v1::EHC_PLAN_STAGE_DRAFT) return;
  if (of.plan == nullptr) of.plan = &row;
  of.latest_plan = &row;
}

// The stage that a dispute is about: as an appeal says, else the refusal that stood on its day.
DecisionStage* StageOf(const rows::DisputeRow& row, EhcCase& of) {
  const std::string_view type = row.appeal_type();
  if (type == "refusal_to_assess") return &of.to_assess;
  if (type == "refusal_to_issue") return &of.to_issue;
  const bool has_plan = of.plan != nullptr && of.plan->from() <= row.from();
  if (!type.empty() || has_plan) return nullptr;
  if (of.to_issue.refused) return &of.to_issue;
  return of.to_assess.refused ? &of.to_assess : nullptr;
}

void TakeDispute(const rows::DisputeRow& row, EhcCase& of) {
  const bool is_appeal = row.kind() == v1::DISPUTE_KIND_APPEAL;
  DecisionStage* stage = StageOf(row, of);
  if (stage != nullptr) {
    (is_appeal ? stage->appealed : stage->mediated) = true;
  } else {
    (is_appeal ? of.other_appealed : of.other_mediated) = true;
  }
}

EhcCase CaseOf(const rows::ReturnRows& rows, const rows::RequestRow* request, Span span) {
  EhcCase found{.request = request};
  for (const rows::DecisionRow& row : rows.decisions()) {
    if (span.Has(row.from())) Decide(row, found);
  }
  for (const rows::ServedRow& row : rows.served()) {
    if (span.Has(row.from())) Serve(row, found);
  }
  for (const rows::ExceptionRow& row : rows.exceptions()) {
    if (span.Has(row.from())) found.exception_claimed = true;
  }
  for (const rows::DisputeRow& row : rows.disputes()) {
    if (span.Has(row.from())) TakeDispute(row, found);
  }
  // A plan that came after it ceased is another one, and in use.
  if (found.ceased != nullptr && found.latest_plan != nullptr &&
      found.ceased->sent() < found.latest_plan->plan_date()) {
    found.ceased = nullptr;
  }
  return found;
}

}  // namespace

bool EhcCase::IsAssessed() const {
  if (plan != nullptr || to_issue.decision != nullptr) return true;
  return to_assess.decision != nullptr && to_assess.decision->decision() == v1::EHC_DECISION_ASSESS;
}

std::vector<EhcCase> EhcCasesOn(const rows::ReturnRows& rows, CivilDate day) {
  std::vector<EhcCase> cases;
  const int32_t after = day.epoch_days() + 1;
  int32_t first = std::numeric_limits<int32_t>::min();
  const rows::RequestRow* request = nullptr;
  for (const rows::RequestRow& next : rows.requests()) {
    if (next.from() >= after) continue;
    const EhcCase earlier = CaseOf(rows, request, {first, next.from()});
    if (earlier.request != nullptr || earlier.plan != nullptr) cases.push_back(earlier);
    request = &next;
    first = next.from();
  }
  const EhcCase last = CaseOf(rows, request, {first, after});
  if (last.request != nullptr || last.plan != nullptr) cases.push_back(last);
  return cases;
}

}  // namespace cairn
