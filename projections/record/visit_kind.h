// The one switch over the kinds of an Entry. A visitor has one overload for each kind message and
// one for NoKind; forgetting a kind anywhere does not compile.
#pragma once

#include "cairn/v1/entry.pb.h"

#include "eventstore/base/check.h"

namespace cairn {

// An entry without a kind: refused by the rules, but a projection must not fall over it.
struct NoKind {};

// Calls `visitor` with the kind message of `entry` and returns what it returns, the same type for
// every kind. The message lives as long as `entry`.
template <typename Visitor>
auto VisitKind(const v1::Entry& entry, Visitor&& visitor) {
  using Kind = v1::Entry::KindCase;
  // clang-format off
  switch (entry.kind_case()) {  // no default: a new kind must be handled
    case Kind::kRecordOpened: return visitor(entry.record_opened());
    case Kind::kIdentifierRecorded: return visitor(entry.identifier_recorded());
    case Kind::kDetailsRecorded: return visitor(entry.details_recorded());
    case Kind::kPersonLinked: return visitor(entry.person_linked());
    case Kind::kPlacementRecorded: return visitor(entry.placement_recorded());
    case Kind::kSenStatusSet: return visitor(entry.sen_status_set());
    case Kind::kPermissionRecorded: return visitor(entry.permission_recorded());
    case Kind::kPersonUnlinked: return visitor(entry.person_unlinked());
    case Kind::kProfilePublished: return visitor(entry.profile_published());
    case Kind::kConcernRaised: return visitor(entry.concern_raised());
    case Kind::kConcernAnswered: return visitor(entry.concern_answered());
    case Kind::kVoiceCaptured: return visitor(entry.voice_captured());
    case Kind::kContactLogged: return visitor(entry.contact_logged());
    case Kind::kDocumentFiled: return visitor(entry.document_filed());
    case Kind::kObservationRecorded: return visitor(entry.observation_recorded());
    case Kind::kAssessmentRecorded: return visitor(entry.assessment_recorded());
    case Kind::kNeedsIdentified: return visitor(entry.needs_identified());
    case Kind::kSpecialistReported: return visitor(entry.specialist_reported());
    case Kind::kBarrierRecorded: return visitor(entry.barrier_recorded());
    case Kind::kSpecialistReferred: return visitor(entry.specialist_referred());
    case Kind::kRecommendationAnswered: return visitor(entry.recommendation_answered());
    case Kind::kPlanIssued: return visitor(entry.plan_issued());
    case Kind::kPositionTaken: return visitor(entry.position_taken());
    case Kind::kNoticeSent: return visitor(entry.notice_sent());
    case Kind::kItemAcknowledged: return visitor(entry.item_acknowledged());
    case Kind::kPlanProposed: return visitor(entry.plan_proposed());
    case Kind::kPlanClosed: return visitor(entry.plan_closed());
    case Kind::kProvisionStarted: return visitor(entry.provision_started());
    case Kind::kProvisionEnded: return visitor(entry.provision_ended());
    case Kind::kDeliveryLogged: return visitor(entry.delivery_logged());
    case Kind::kProgressMeasured: return visitor(entry.progress_measured());
    case Kind::kIncidentRecorded: return visitor(entry.incident_recorded());
    case Kind::kProvisionChanged: return visitor(entry.provision_changed());
    case Kind::kAttendanceSummarised: return visitor(entry.attendance_summarised());
    case Kind::kMeetingHeld: return visitor(entry.meeting_held());
    case Kind::kPlanReviewed: return visitor(entry.plan_reviewed());
    case Kind::kMeetingScheduled: return visitor(entry.meeting_scheduled());
    case Kind::kMeetingNotHeld: return visitor(entry.meeting_not_held());
    case Kind::kEarlyHelpRecorded: return visitor(entry.early_help_recorded());
    case Kind::kEhcRequested: return visitor(entry.ehc_requested());
    case Kind::kEhcAdviceRequested: return visitor(entry.ehc_advice_requested());
    case Kind::kEhcAdviceGiven: return visitor(entry.ehc_advice_given());
    case Kind::kEhcDecisionNotified: return visitor(entry.ehc_decision_notified());
    case Kind::kEhcPlanServed: return visitor(entry.ehc_plan_served());
    case Kind::kEhcExceptionClaimed: return visitor(entry.ehc_exception_claimed());
    case Kind::kDisputeOpened: return visitor(entry.dispute_opened());
    case Kind::kDisputeStepRecorded: return visitor(entry.dispute_step_recorded());
    case Kind::kDisputeClosed: return visitor(entry.dispute_closed());
    case Kind::kRightsRequested: return visitor(entry.rights_requested());
    case Kind::kRightsAnswered: return visitor(entry.rights_answered());
    case Kind::kEntryVoided: return visitor(entry.entry_voided());
    case Kind::kHoldPlaced: return visitor(entry.hold_placed());
    case Kind::kRecordHandedOver: return visitor(entry.record_handed_over());
    case Kind::kRecordExported: return visitor(entry.record_exported());
    case Kind::kHoldReleased: return visitor(entry.hold_released());
    case Kind::kDisposalDecided: return visitor(entry.disposal_decided());
    case Kind::kDisclosed: return visitor(entry.disclosed());
    case Kind::kBundleExported: return visitor(entry.bundle_exported());
    case Kind::kRecordReceived: return visitor(entry.record_received());
    case Kind::kRecordJoined: return visitor(entry.record_joined());
    case Kind::kAccessGranted: return visitor(entry.access_granted());
    case Kind::kAccessRevoked: return visitor(entry.access_revoked());
    case Kind::kTermDatesSet: return visitor(entry.term_dates_set());
    case Kind::kStaffRecorded: return visitor(entry.staff_recorded());
    case Kind::kProvisionDefined: return visitor(entry.provision_defined());
    case Kind::kReferenceListed: return visitor(entry.reference_listed());
    case Kind::KIND_NOT_SET: return visitor(NoKind{});
  }
  // clang-format on
  CAIRN_CHECK_UNREACHABLE();
}

}  // namespace cairn
