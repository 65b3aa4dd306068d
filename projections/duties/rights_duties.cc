// Requests about data, and the file that goes with the child.
#include "projections/duties/duty_list.h"
#include "projections/record/rights_clock.h"

namespace cairn {
namespace {

std::optional<Done> AnsweredBy(const RightsRequest& request) {
  const bool acknowledging = request.requested->right() == v1::RIGHTS_KIND_DATA_COMPLAINT;
  return FirstFrom(request.answers, request.requested.day(), [&](const v1::RightsAnswered& one) {
    return acknowledging || one.answer() != v1::RIGHTS_ANSWER_ACKNOWLEDGED;
  });
}

}  // namespace

void AddRightsDuties(DutyList& list) {
  for (const RightsRequest& request : list.record.disputes.rights) {
    if (!request.requested) continue;
    const std::optional<SchoolCalendar> calendar = list.CalendarAround(request.requested.day());
    std::optional<DueDate> due =
        AnswerDue(request.requested, list.day, calendar.has_value() ? &*calendar : nullptr);
    if (due.has_value()) list.Add(*due, request.requested.entry, AnsweredBy(request));
  }
  for (const Fact<v1::RecordHandedOver>& handover : list.record.governance.handovers) {
    std::optional<Done> sent;
    if (const auto day = EarliestDay(handover->sen_file_sent())) sent = Done{*day, handover.entry};
    list.Add("record.transfer", EarliestDay(handover->last_day()).value_or(handover.day()),
             handover.entry, sent);
  }
}

}  // namespace cairn
