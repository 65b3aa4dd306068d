#include "services/rules/ehc/ehc_clock.h"

#include <algorithm>

namespace cairn::rules {

namespace {

// What the last request began, or was the same as; nothing while its own day is not known.
std::optional<EhcStart> LastStart(const Ehc& ehc) {
  const auto is_new = [](const auto& request) { return !request->reassessment(); };
  const auto last = std::find_if(ehc.requests.rbegin(), ehc.requests.rend(), is_new);
  if (last == ehc.requests.rend() || !StartOf(**last, LatestDay)) return std::nullopt;
  std::optional<EhcStart> start;
  for (const EhcBegun& begun : BegunRequests(ehc, LatestDay)) {
    if (is_new(*begun.request)) start = begun.start;
  }
  return start;
}

}  // namespace

std::optional<EhcStart> OpenRequest(const Record& record) {
  const std::optional<EhcStart> start = LastStart(record.ehc);
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
      const std::optional<CivilDate> day = LatestDay(step->order_date());
      if (IsOrderToAssess(*step) && day) last = std::max(last, day);
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
