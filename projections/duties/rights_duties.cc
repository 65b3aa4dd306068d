// Requests about data, and the file that goes with the child.
#include "projections/calendar/access_clock.h"
#include "projections/duties/duty_list.h"

namespace cairn {
namespace {

std::string_view ClockOf(v1::RightsKind right) {
  switch (right) {
    case v1::RIGHTS_KIND_RECTIFICATION:
    case v1::RIGHTS_KIND_ERASURE:
    case v1::RIGHTS_KIND_RESTRICTION:
    case v1::RIGHTS_KIND_OBJECTION:
      return "rights.rectification";  // the same article 12(3)
    case v1::RIGHTS_KIND_EDUCATIONAL_RECORD:
      return "rights.educational_record";
    case v1::RIGHTS_KIND_DATA_COMPLAINT:
      return "rights.data_complaint_acknowledged";
    case v1::RIGHTS_KIND_ACCESS:  // runs under a clock of its own
    case v1::RIGHTS_KIND_UNSPECIFIED:
    case v1::RightsKind_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::RightsKind_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "";
}

AccessRequest AccessRequestOf(const Fact<v1::RightsRequested>& requested) {
  AccessRequest request{.received = requested.day(),
                        .identity_proved = EarliestDay(requested->identity_confirmed_on())};
  if (const auto asked = EarliestDay(requested->clarification_asked_on())) {
    request.clarifications.push_back(
        {.asked = *asked, .answered = EarliestDay(requested->clarification_given_on())});
  }
  // The day of telling is not kept apart from the request: it counts as told in time.
  if (requested->extended()) request.extension_told = requested.day();
  return request;
}

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
    if (request.requested->right() == v1::RIGHTS_KIND_ACCESS) {
      list.Add(AccessDueBy(AccessRequestOf(request.requested), list.day).due,
               request.requested.entry, AnsweredBy(request));
    } else {
      list.Add(ClockOf(request.requested->right()), request.requested.day(),
               request.requested.entry, AnsweredBy(request));
    }
  }
  for (const Fact<v1::RecordHandedOver>& handover : list.record.governance.handovers) {
    std::optional<Done> sent;
    if (const auto day = EarliestDay(handover->sen_file_sent())) sent = Done{*day, handover.entry};
    list.Add("record.transfer", EarliestDay(handover->last_day()).value_or(handover.day()),
             handover.entry, sent);
  }
}

}  // namespace cairn
