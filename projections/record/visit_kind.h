// The one switch over the kinds of an Entry. A visitor has one overload for each kind message and
// one for NoKind; forgetting a kind anywhere does not compile.
#pragma once

#include "cairn/v1/entry.pb.h"

#include "eventstore/base/check.h"

namespace cairn {

// An entry without a kind: refused by the rules, but a projection must not fall over it.
struct NoKind {};

// Every kind with its field of Entry, in the order of entry.proto: one row to add for a new kind. A
// macro, because a switch that the compiler checks for completeness cannot be made from a list.
// clang-format off
#define CAIRN_FOR_EACH_KIND(KIND) \
  KIND(RecordOpened, record_opened) \
  KIND(IdentifierRecorded, identifier_recorded) \
  KIND(DetailsRecorded, details_recorded) \
  KIND(PersonLinked, person_linked) \
  KIND(PlacementRecorded, placement_recorded) \
  KIND(SenStatusSet, sen_status_set) \
  KIND(PermissionRecorded, permission_recorded) \
  KIND(PersonUnlinked, person_unlinked) \
  KIND(ProfilePublished, profile_published) \
  KIND(ConcernRaised, concern_raised) \
  KIND(ConcernAnswered, concern_answered) \
  KIND(VoiceCaptured, voice_captured) \
  KIND(ContactLogged, contact_logged) \
  KIND(DocumentFiled, document_filed) \
  KIND(ObservationRecorded, observation_recorded) \
  KIND(AssessmentRecorded, assessment_recorded) \
  KIND(NeedsIdentified, needs_identified) \
  KIND(SpecialistReported, specialist_reported) \
  KIND(BarrierRecorded, barrier_recorded) \
  KIND(SpecialistReferred, specialist_referred) \
  KIND(RecommendationAnswered, recommendation_answered) \
  KIND(PlanIssued, plan_issued) \
  KIND(PositionTaken, position_taken) \
  KIND(NoticeSent, notice_sent) \
  KIND(ItemAcknowledged, item_acknowledged) \
  KIND(PlanProposed, plan_proposed) \
  KIND(PlanClosed, plan_closed) \
  KIND(ProvisionStarted, provision_started) \
  KIND(ProvisionEnded, provision_ended) \
  KIND(DeliveryLogged, delivery_logged) \
  KIND(ProgressMeasured, progress_measured) \
  KIND(IncidentRecorded, incident_recorded) \
  KIND(ProvisionChanged, provision_changed) \
  KIND(AttendanceSummarised, attendance_summarised) \
  KIND(MeetingHeld, meeting_held) \
  KIND(PlanReviewed, plan_reviewed) \
  KIND(MeetingScheduled, meeting_scheduled) \
  KIND(MeetingNotHeld, meeting_not_held) \
  KIND(EarlyHelpRecorded, early_help_recorded) \
  KIND(EhcRequested, ehc_requested) \
  KIND(EhcAdviceRequested, ehc_advice_requested) \
  KIND(EhcAdviceGiven, ehc_advice_given) \
  KIND(EhcDecisionNotified, ehc_decision_notified) \
  KIND(EhcPlanServed, ehc_plan_served) \
  KIND(EhcExceptionClaimed, ehc_exception_claimed) \
  KIND(DisputeOpened, dispute_opened) \
  KIND(DisputeStepRecorded, dispute_step_recorded) \
  KIND(DisputeClosed, dispute_closed) \
  KIND(RightsRequested, rights_requested) \
  KIND(RightsAnswered, rights_answered) \
  KIND(EntryVoided, entry_voided) \
  KIND(HoldPlaced, hold_placed) \
  KIND(RecordHandedOver, record_handed_over) \
  KIND(RecordExported, record_exported) \
  KIND(HoldReleased, hold_released) \
  KIND(DisposalDecided, disposal_decided) \
  KIND(Disclosed, disclosed) \
  KIND(BundleExported, bundle_exported) \
  KIND(RecordReceived, record_received) \
  KIND(RecordJoined, record_joined) \
  KIND(AccessGranted, access_granted) \
  KIND(AccessRevoked, access_revoked) \
  KIND(TermDatesSet, term_dates_set) \
  KIND(StaffRecorded, staff_recorded) \
  KIND(ProvisionDefined, provision_defined) \
  KIND(ReferenceListed, reference_listed)
// clang-format on

// Calls `visitor` with the kind message of `entry` and returns what it returns, the same type for
// every kind. The message lives as long as `entry`.
template <typename Visitor>
auto VisitKind(const v1::Entry& entry, Visitor&& visitor) {
  switch (entry.kind_case()) {  // no default: a kind without a row does not compile
#define CAIRN_VISIT(Kind, field) \
  case v1::Entry::k##Kind:       \
    return visitor(entry.field());
    CAIRN_FOR_EACH_KIND(CAIRN_VISIT)
#undef CAIRN_VISIT
    case v1::Entry::KIND_NOT_SET:
      return visitor(NoKind{});
  }
  CAIRN_CHECK_UNREACHABLE();
}

}  // namespace cairn
