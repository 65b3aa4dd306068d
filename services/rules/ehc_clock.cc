#include "services/rules/ehc_clock.h"

#include <algorithm>

namespace cairn::rules {

std::optional<EhcStart> OpenRequest(const Record& record) {
  std::optional<EhcStart> start;
  for (const auto& request : record.ehc.requests) {
    if (request->reassessment()) continue;
    if (const auto received = LatestDay(request->received_by_authority())) {
      start = {*received, "ehc.decide_whether_to_assess", "ehc.final_plan"};
    } else if (const auto responsible = LatestDay(request->responsible_from())) {
      start = {*responsible, "ehc.decide_whether_to_assess_after_move",
               "ehc.final_plan_after_move"};
    } else {
      start.reset();
    }
  }
  const bool refused = std::any_of(
      record.ehc.decisions.begin(), record.ehc.decisions.end(), [&](const auto& decision) {
        return decision->decision() == v1::EHC_DECISION_REFUSE_TO_ASSESS && start &&
               LatestDay(decision->notice_sent()) >= start->day;
      });
  return refused ? std::nullopt : start;
}

std::optional<CivilDate> LastOrderToAssess(const Record& record) {
  std::optional<CivilDate> last;
  for (const Dispute& dispute : record.disputes.disputes) {
    for (const auto& step : dispute.steps) {
      const bool is_order =
          step->step() == v1::DISPUTE_STEP_ORDER_MADE && step->order() == "la_must_assess";
      const std::optional<CivilDate> day = LatestDay(step->order_date());
      if (is_order && day) last = std::max(last, day);
    }
  }
  const std::optional<EhcStart> request = OpenRequest(record);
  const bool is_about_an_earlier_one = last && request && request->day > *last;
  return is_about_an_earlier_one ? std::nullopt : last;
}

std::optional<CivilDate> LastNotice(const Record& record, v1::EhcDecision decision) {
  std::optional<CivilDate> last;
  for (const auto& notice : record.ehc.decisions) {
    if (notice->decision() == decision) last = LatestDay(notice->notice_sent());
  }
  return last;
}

}  // namespace cairn::rules
