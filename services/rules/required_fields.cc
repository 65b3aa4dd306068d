#include "services/rules/required_fields.h"

#include <algorithm>
#include <iterator>

#include <google/protobuf/descriptor.h>

namespace cairn::rules {
namespace {

// Left out: Occurred, Date and Decimal, which occurred_rules.h and entry_shape.h look at whole, and
// `Entry.occurred`.
struct Required {
  std::string_view message;
  std::string_view fields[3];  // filled from the front
};
constexpr Required kRequired[] = {
    {"Aspiration", {"text"}},
    {"AssessmentRecorded", {"instrument", "scores"}},
    {"Attendee", {"name"}},
    {"ConcernAnswered", {"text"}},
    {"ConcernRaised", {"text"}},
    {"DeliveryLogged", {"provision_id", "delivered_sessions"}},
    {"DisputeClosed", {"dispute_id", "outcome"}},
    {"DisputeOpened", {"dispute_id", "dispute"}},
    {"DisputeStepRecorded", {"dispute_id", "step"}},
    {"EarlyHelpRecorded", {"assessment"}},
    {"EhcAdviceGiven", {"given_by"}},
    {"EhcAdviceRequested", {"asked_of"}},
    {"EhcDecisionNotified", {"decision", "notice_sent"}},
    {"EhcPlanServed", {"stage", "plan_date"}},
    {"EhcRequested", {"requester"}},
    {"EntryCorrected", {"target", "reason"}},
    {"EntryVoided", {"reason"}},
    {"EvidenceItem", {"type"}},
    {"HoldPlaced", {"hold_id", "reason"}},
    {"HoldReleased", {"hold_id", "reason"}},
    {"IdentifierRecorded", {"type", "value"}},
    {"IncidentRecorded", {"incident"}},
    {"ItemAcknowledged", {"plan_id"}},
    {"Link", {"relation", "entry"}},
    {"MeetingHeld", {"meeting"}},
    {"Need", {"type"}},
    {"NeedsIdentified", {"needs"}},
    {"NoticeSent", {"notice", "recipients"}},
    {"ObservationRecorded", {"text"}},
    {"Outcome", {"item_id", "text"}},
    {"PermissionRecorded", {"act", "services"}},
    {"PersonLinked", {"name", "relationship"}},
    {"PlacementRecorded", {"school"}},
    {"PlanIssued", {"plan_id", "plan_kind", "content"}},
    {"PlanReviewed", {"plan_id", "decisions"}},
    {"PositionTaken", {"stance"}},
    {"ProgressMeasured", {"measurement"}},
    {"ProvisionEnded", {"provision_id", "reason"}},
    {"ProvisionLine", {"item_id", "what"}},
    {"ProvisionReview", {"provision_id"}},
    {"ProvisionStarted", {"provision_id", "provision_type"}},
    {"Recommendation", {"text"}},
    {"RecordExported", {"to_version"}},
    {"RecordHandedOver", {"to_school"}},
    {"RecordOpened", {"subject", "name"}},
    {"Redaction", {"what", "ground"}},
    {"Responsibility", {"text"}},
    {"RightsAnswered", {"rights_request_id"}},
    {"RightsRequested", {"rights_request_id", "right"}},
    {"Score", {"type", "value"}},
    {"SenStatusSet", {"status"}},
    {"SessionsMissed", {"reason", "sessions"}},
    {"SpecialistReported", {"profession"}},
    {"Target", {"item_id", "text"}},
    {"TargetReview", {"target_id"}},
};

struct Retired {
  std::string_view code_list;
  int number;
};
constexpr Retired kRetired[] = {
    {"SenProvision", 4},  // A, School Action, until 2014
    {"SenProvision", 5},  // P, School Action Plus, until 2014
    {"SenProvision", 6},  // S, statement, until 2018
    {"SenType", 15},      // BESD, until 2014
};

}  // namespace

std::span<const std::string_view> RequiredFieldsOf(const google::protobuf::Descriptor& type) {
  const auto* row =
      std::find_if(std::begin(kRequired), std::end(kRequired),
                   [&](const Required& known) { return known.message == type.name(); });
  if (row == std::end(kRequired)) return {};
  const auto* end = std::find(std::begin(row->fields), std::end(row->fields), std::string_view());
  return {std::begin(row->fields), end};
}

bool IsRetired(const google::protobuf::EnumDescriptor& type, int number) {
  return std::any_of(std::begin(kRetired), std::end(kRetired), [&](const Retired& code) {
    return code.code_list == type.name() && code.number == number;
  });
}

}  // namespace cairn::rules
