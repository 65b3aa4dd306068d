#include "services/rules/required_fields.h"

#include <algorithm>
#include <iterator>

#include <google/protobuf/descriptor.h>

#include "projections/codes/sen_codes.h"

namespace cairn::rules {
namespace {

// Left out: Occurred, Date and Decimal, which occurred_rules.h and entry_shape.h look at whole, and
// `Entry.occurred`.
struct Required {
  std::string_view message;
  std::string_view fields[3];  // filled from the front
};
constexpr Required kRequired[] = {
    {"AccessGranted", {"sign_in_subject", "reason"}},
    {"AccessRevoked", {"sign_in_subject"}},
    {"Aspiration", {"text"}},
    {"AssessmentRecorded", {"instrument", "scores"}},
    {"AttendanceCount", {"code", "sessions"}},
    {"AttendanceSummarised", {"possible_sessions", "attended_sessions"}},
    {"Attendee", {"name"}},
    {"BarrierRecorded", {"barrier_id", "status"}},
    {"BundleExported", {"preset", "to_version"}},
    {"ConcernAnswered", {"text"}},
    {"ConcernRaised", {"text"}},
    {"Contact", {"purpose", "name"}},
    {"ContactLogged", {"with", "text"}},
    {"DatedRate", {"from", "cost_per_hour_pence"}},
    {"DaySpan", {"from", "to"}},
    {"DeliveryLogged", {"provision_id", "delivered_sessions"}},
    {"Disclosed", {"to", "what"}},
    {"DisposalDecided", {"decision", "decided_by", "authority"}},
    {"DisputeClosed", {"dispute_id", "outcome"}},
    {"DisputeOpened", {"dispute_id", "dispute"}},
    {"DisputeStepRecorded", {"dispute_id", "step"}},
    {"DocumentFiled", {"title"}},
    {"EarlyHelpRecorded", {"assessment"}},
    {"EhcAdviceGiven", {"given_by"}},
    {"EhcAdviceRequested", {"asked_of"}},
    {"EhcDecisionNotified", {"decision", "notice_sent"}},
    {"EhcExceptionClaimed", {"ground", "limit"}},
    {"EhcPlanServed", {"stage", "plan_date"}},
    {"EhcRequested", {"requester"}},
    {"EntryCorrected", {"target"}},
    {"EntryVoided", {"reason"}},
    {"EvidenceItem", {"type"}},
    {"HoldPlaced", {"hold_id", "reason"}},
    {"HoldReleased", {"hold_id", "reason"}},
    {"IdentifierRecorded", {"type", "value"}},
    {"IncidentRecorded", {"incident"}},
    {"ItemAcknowledged", {"plan_id"}},
    {"Link", {"relation", "entry"}},
    {"MeetingHeld", {"meeting"}},
    {"MeetingNotHeld", {"meeting", "reason"}},
    {"MeetingScheduled", {"meeting", "scheduled_for"}},
    {"Need", {"type"}},
    {"NeedsIdentified", {"needs"}},
    {"NoticeSent", {"notice", "recipients"}},
    {"ObservationRecorded", {"text"}},
    {"Outcome", {"item_id", "text"}},
    {"PermissionRecorded", {"act", "services"}},
    {"PersonLinked", {"name", "relationship"}},
    {"PersonUnlinked", {"name", "relationship"}},
    {"PlacementRecorded", {"school"}},
    {"PlanClosed", {"plan_id", "reason"}},
    {"PlanIssued", {"plan_id", "plan_kind", "content"}},
    {"PlanProposed", {"plan_id", "plan_kind", "content"}},
    {"PlanReviewed", {"plan_id", "decisions"}},
    {"PositionTaken", {"stance"}},
    {"ProfilePublished", {"important_to_me"}},
    {"ProgressMeasured", {"measurement"}},
    {"ProvisionChanged", {"provision_id"}},
    {"ProvisionDefined", {"catalogue_code", "name", "provision_type"}},
    {"ProvisionEnded", {"provision_id", "reason"}},
    {"ProvisionLine", {"item_id", "what"}},
    {"ProvisionReview", {"provision_id"}},
    {"ProvisionStarted", {"provision_id", "provision_type"}},
    {"Recommendation", {"text"}},
    {"RecommendationAnswered", {"report_id", "item_id", "answer"}},
    {"RecordExported", {"to_version"}},
    {"RecordHandedOver", {"to_school"}},
    {"RecordJoined", {"record_id", "reason"}},
    {"RecordOpened", {"subject", "name"}},
    {"RecordReceived", {"from_school"}},
    {"Redaction", {"what", "ground"}},
    {"ReferenceListed", {"reference_id", "title"}},
    {"Responsibility", {"text"}},
    {"RightsAnswered", {"rights_request_id"}},
    {"RightsRequested", {"rights_request_id", "right"}},
    {"Score", {"type", "value"}},
    {"SenStatusSet", {"status"}},
    {"SessionsMissed", {"reason", "sessions"}},
    {"SpecialistReferred", {"service", "reason"}},
    {"SpecialistReported", {"profession"}},
    {"StaffRecorded", {"staff_id", "name"}},
    {"Target", {"item_id", "text"}},
    {"TargetReview", {"target_id"}},
    {"TermDatesSet", {"school_year", "terms"}},
    {"Training", {"name"}},
};

template <typename Row>
bool IsRetiredRow(const Row* row) {
  return row != nullptr && row->valid.IsRetired();
}

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
  if (&type == v1::SenProvision_descriptor()) {
    return IsRetiredRow(codes::FindSenProvision(static_cast<v1::SenProvision>(number)));
  }
  return &type == v1::SenType_descriptor() &&
         IsRetiredRow(codes::FindSenType(static_cast<v1::SenType>(number)));
}

}  // namespace cairn::rules
