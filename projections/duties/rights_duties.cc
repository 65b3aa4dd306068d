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

void AddAccessTerms(const v1::RightsRequested& request, rows::DutyLine& line) {
  rows::AccessTerms& terms = *line.mutable_access();
  const AccessRequest stated = AccessRequestOf(request, CivilDate());
  if (stated.identity_proved) terms.set_identity_proved(stated.identity_proved->epoch_days());
  for (const Clarification& asked : stated.clarifications) {
    terms.set_clarification_asked(asked.asked.epoch_days());
    if (asked.answered) terms.set_clarification_given(asked.answered->epoch_days());
  }
  terms.set_extended(stated.extension_told.has_value());
}

}  // namespace

void AddRightsDuties(DutyList& list) {
  for (const RightsRequest& request : list.record.disputes.rights) {
    if (!request.requested) continue;
    const std::string_view rule = AnswerRule(*request.requested);
    if (rule.empty()) continue;
    rows::DutyLine& line =
        list.Add(rule, request.requested.day(), request.requested.entry, AnsweredBy(request));
    if (request.requested->right() == v1::RIGHTS_KIND_ACCESS) {
      AddAccessTerms(*request.requested, line);
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
