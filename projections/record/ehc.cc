#include "projections/record/ehc.h"

#include <algorithm>

#include "projections/calendar/statutory_clocks.h"

namespace cairn {
namespace {

bool IsSameRequest(const Ehc& ehc, const EhcStart& first, CivilDate later) {
  const auto due = ComputeDue(first.decide_rule, first.day);
  const bool decided = std::any_of(
      ehc.decisions.begin(), ehc.decisions.end(), [&](const Fact<v1::EhcDecisionNotified>& one) {
        const CivilDate sent = NoticeSentOn(one);
        return IsWhetherToAssess(one->decision()) && first.day <= sent && sent < later;
      });
  return !decided && due.has_value() && later <= due->due;
}

}  // namespace

std::optional<EhcStart> StartOf(const v1::EhcRequested& request,
                                std::optional<CivilDate> (*day_of)(const v1::Date&)) {
  if (const auto received = day_of(request.received_by_authority())) {
    return EhcStart{*received, "ehc.decide_whether_to_assess", "ehc.final_plan"};
  }
  if (const auto responsible = day_of(request.responsible_from())) {
    return EhcStart{*responsible, "ehc.decide_whether_to_assess_after_move",
                    "ehc.final_plan_after_move"};
  }
  return std::nullopt;
}

bool IsWhetherToAssess(v1::EhcDecision decision) {
  return decision == v1::EHC_DECISION_ASSESS || decision == v1::EHC_DECISION_REFUSE_TO_ASSESS;
}

bool IsWhetherToReassess(v1::EhcDecision decision) {
  return decision == v1::EHC_DECISION_REASSESS || decision == v1::EHC_DECISION_REFUSE_TO_REASSESS;
}

CivilDate NoticeSentOn(const Fact<v1::EhcDecisionNotified>& decision) {
  return EarliestDay(decision->notice_sent()).value_or(decision.day());
}

std::vector<EhcBegun> BegunRequests(const Ehc& ehc,
                                    std::optional<CivilDate> (*day_of)(const v1::Date&)) {
  std::vector<EhcBegun> begun;
  for (const Fact<v1::EhcRequested>& request : ehc.requests) {
    const std::optional<EhcStart> start = StartOf(*request, day_of);
    if (!start.has_value()) continue;
    const bool may_be_same =
        !begun.empty() && !request->reassessment() && !(*begun.back().request)->reassessment();
    const bool same = may_be_same && IsSameRequest(ehc, begun.back().start, start->day);
    if (!same) begun.push_back({&request, *start});
  }
  return begun;
}

}  // namespace cairn
