// The visitor behind TextOf: one overload a kind, in the order of entry.proto, defined in one file
// a stage. Used inside this folder only.
#pragma once

#include <string>
#include <string_view>

#include "projections/record/visit_kind.h"
#include "projections/wording/entry_text.h"
#include "projections/wording/words.h"

namespace cairn {

class EntryTeller {
 public:
  // Both outlive the teller; `record` may be null.
  EntryTeller(const v1::Recorded& recorded, const Record* record)
      : recorded_(recorded), record_(record) {}

  // entry_text_people.cc
  EntryText operator()(const v1::RecordOpened& kind) const;
  EntryText operator()(const v1::IdentifierRecorded& kind) const;
  EntryText operator()(const v1::DetailsRecorded& kind) const;
  EntryText operator()(const v1::PersonLinked& kind) const;
  EntryText operator()(const v1::PlacementRecorded& kind) const;
  EntryText operator()(const v1::SenStatusSet& kind) const;
  EntryText operator()(const v1::PermissionRecorded& kind) const;
  EntryText operator()(const v1::PersonUnlinked& kind) const;
  EntryText operator()(const v1::ProfilePublished& kind) const;
  // entry_text_assess.cc
  EntryText operator()(const v1::ConcernRaised& kind) const;
  EntryText operator()(const v1::ConcernAnswered& kind) const;
  EntryText operator()(const v1::VoiceCaptured& kind) const;
  EntryText operator()(const v1::ContactLogged& kind) const;
  EntryText operator()(const v1::DocumentFiled& kind) const;
  EntryText operator()(const v1::ObservationRecorded& kind) const;
  EntryText operator()(const v1::AssessmentRecorded& kind) const;
  EntryText operator()(const v1::NeedsIdentified& kind) const;
  EntryText operator()(const v1::SpecialistReported& kind) const;
  EntryText operator()(const v1::BarrierRecorded& kind) const;
  EntryText operator()(const v1::SpecialistReferred& kind) const;
  EntryText operator()(const v1::RecommendationAnswered& kind) const;
  // entry_text_plan.cc
  EntryText operator()(const v1::PlanIssued& kind) const;
  EntryText operator()(const v1::PositionTaken& kind) const;
  EntryText operator()(const v1::NoticeSent& kind) const;
  EntryText operator()(const v1::ItemAcknowledged& kind) const;
  EntryText operator()(const v1::PlanProposed& kind) const;
  EntryText operator()(const v1::PlanClosed& kind) const;
  // entry_text_do.cc
  EntryText operator()(const v1::ProvisionStarted& kind) const;
  EntryText operator()(const v1::ProvisionEnded& kind) const;
  EntryText operator()(const v1::DeliveryLogged& kind) const;
  EntryText operator()(const v1::ProgressMeasured& kind) const;
  EntryText operator()(const v1::IncidentRecorded& kind) const;
  EntryText operator()(const v1::ProvisionChanged& kind) const;
  EntryText operator()(const v1::AttendanceSummarised& kind) const;
  // entry_text_review.cc
  EntryText operator()(const v1::MeetingHeld& kind) const;
  EntryText operator()(const v1::PlanReviewed& kind) const;
  EntryText operator()(const v1::MeetingScheduled& kind) const;
  EntryText operator()(const v1::MeetingNotHeld& kind) const;
  // entry_text_ehc.cc
  EntryText operator()(const v1::EarlyHelpRecorded& kind) const;
  EntryText operator()(const v1::EhcRequested& kind) const;
  EntryText operator()(const v1::EhcAdviceRequested& kind) const;
  EntryText operator()(const v1::EhcAdviceGiven& kind) const;
  EntryText operator()(const v1::EhcDecisionNotified& kind) const;
  EntryText operator()(const v1::EhcPlanServed& kind) const;
  EntryText operator()(const v1::EhcExceptionClaimed& kind) const;
  // entry_text_dispute.cc
  EntryText operator()(const v1::DisputeOpened& kind) const;
  EntryText operator()(const v1::DisputeStepRecorded& kind) const;
  EntryText operator()(const v1::DisputeClosed& kind) const;
  EntryText operator()(const v1::RightsRequested& kind) const;
  EntryText operator()(const v1::RightsAnswered& kind) const;
  // entry_text_governance.cc
  EntryText operator()(const v1::EntryVoided& kind) const;
  EntryText operator()(const v1::HoldPlaced& kind) const;
  EntryText operator()(const v1::RecordHandedOver& kind) const;
  EntryText operator()(const v1::RecordExported& kind) const;
  EntryText operator()(const v1::HoldReleased& kind) const;
  EntryText operator()(const v1::DisposalDecided& kind) const;
  EntryText operator()(const v1::Disclosed& kind) const;
  EntryText operator()(const v1::BundleExported& kind) const;
  EntryText operator()(const v1::RecordReceived& kind) const;
  EntryText operator()(const v1::RecordJoined& kind) const;
  EntryText operator()(const v1::AccessGranted& kind) const;
  EntryText operator()(const v1::AccessRevoked& kind) const;
  // entry_text_setting.cc
  EntryText operator()(const v1::TermDatesSet& kind) const;
  EntryText operator()(const v1::StaffRecorded& kind) const;
  EntryText operator()(const v1::ProvisionDefined& kind) const;
  EntryText operator()(const v1::ReferenceListed& kind) const;
  EntryText operator()(NoKind) const;

 private:
  const v1::Entry& entry() const { return recorded_.entry(); }
  std::string Speaker() const { return SpeakerOf(recorded_, record_); }
  // What a person is called in this record: "Mother", or the name.
  std::string Called(std::string_view name) const;
  // The name that a provision was started under, else its id.
  std::string ProvisionName(std::string_view provision_id) const;
  // Weeks it was planned to run; 0 when that is not known.
  int PlannedWeeks(std::string_view provision_id) const;
  // The labels of what the entry links to with `relation`: "A05, A19".
  std::string LinkedLabels(v1::Relation relation) const;

  const v1::Recorded& recorded_;
  const Record* record_;
};

// "Mother" or "Father" when exactly one such person is linked under that name; empty otherwise.
std::string RelationshipWord(const Record& record, std::string_view name);

// "without permission: safeguarding, told the designated lead"; nothing when there was no override.
template <typename Kind>
std::string OverrideWords(const Kind& kind) {
  if (kind.override_ground() == v1::OVERRIDE_GROUND_UNSPECIFIED) return "";
  return "without permission: " +
         Join({Words(kind.override_ground()), kind.override_reason()}, ", ");
}

// The numbers and texts of one fact, put together; nothing for an absent date.
std::string Dated(std::string_view words, bool present, const v1::Date& date);

}  // namespace cairn
