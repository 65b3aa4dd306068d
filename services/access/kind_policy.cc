// What an entry is about: who may write it, and on which shelf it stands without a label.
#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <iterator>

#include "eventstore/base/check.h"
#include "services/access/policy.h"

namespace cairn {
namespace {

using Kind = v1::Entry::KindCase;

constexpr uint32_t Only(std::initializer_list<v1::Role> roles) {
  uint32_t bits = 0;
  for (const v1::Role role : roles) bits |= uint32_t{1} << static_cast<uint32_t>(role);
  return bits;
}

constexpr uint32_t kNobody = 0;
// Systems import whatever an older system holds, so they stand wherever the SENCO stands.
constexpr uint32_t kLead = Only({v1::ROLE_SENCO, v1::ROLE_HEAD, v1::ROLE_INTEGRATION});
constexpr uint32_t kStaff = kLead | Only({v1::ROLE_SAFEGUARDING_LEAD, v1::ROLE_TEACHER,
                                          v1::ROLE_TEACHING_ASSISTANT, v1::ROLE_PASTORAL});
constexpr uint32_t kTeacher = Only({v1::ROLE_TEACHER});
constexpr uint32_t kTutors = Only({v1::ROLE_TEACHER, v1::ROLE_PASTORAL});
constexpr uint32_t kOffice = Only({v1::ROLE_OFFICE});
constexpr uint32_t kOfficer = Only({v1::ROLE_DATA_PROTECTION_OFFICER});
constexpr uint32_t kFamily = Only({v1::ROLE_PARENT, v1::ROLE_YOUNG_PERSON});
constexpr uint32_t kAuthority = Only({v1::ROLE_LA_CASEWORKER});
constexpr uint32_t kProfessional = Only({v1::ROLE_EXTERNAL_PROFESSIONAL});

// What lets somebody in or out, or decides about the record as a whole.
constexpr Kind kGoverning[] = {
    Kind::kPersonLinked,     Kind::kPersonUnlinked, Kind::kAccessGranted, Kind::kAccessRevoked,
    Kind::kEntryVoided,      Kind::kHoldPlaced,     Kind::kHoldReleased,  Kind::kDisposalDecided,
    Kind::kRecordHandedOver, Kind::kRecordJoined};

uint32_t WritersOf(Kind kind) {
  switch (kind) {
    case Kind::kRecordOpened:
    case Kind::kIdentifierRecorded:
    case Kind::kPersonLinked:  // gives access: whoever could write it could let themselves in
    case Kind::kPersonUnlinked:
    case Kind::kPlacementRecorded:
    case Kind::kRecordReceived:
    case Kind::kTermDatesSet:
    case Kind::kStaffRecorded:
      return kLead | kOffice;
    case Kind::kDetailsRecorded:
    case Kind::kSenStatusSet:
      return kLead | kTeacher | kOffice;
    case Kind::kPermissionRecorded:
      return kLead | kTutors | kOffice | kFamily | Only({v1::ROLE_SAFEGUARDING_LEAD});
    case Kind::kConcernRaised:
    case Kind::kVoiceCaptured:
    case Kind::kPositionTaken:
      return kStaff | kOfficer | kFamily | kAuthority | kProfessional;
    case Kind::kConcernAnswered:
    case Kind::kItemAcknowledged:
    case Kind::kIncidentRecorded:
    case Kind::kMeetingHeld:
    case Kind::kMeetingNotHeld:
      return kStaff;
    case Kind::kProfilePublished:
    case Kind::kContactLogged:
    case Kind::kBarrierRecorded:
      return kStaff | kProfessional;
    case Kind::kMeetingScheduled:
    case Kind::kAttendanceSummarised:
      return kStaff | kOffice;
    case Kind::kDocumentFiled:
      return kStaff | kOffice | kOfficer | kFamily | kAuthority | kProfessional;
    case Kind::kObservationRecorded:
    case Kind::kAssessmentRecorded:
    case Kind::kProvisionStarted:
    case Kind::kProvisionEnded:
    case Kind::kDeliveryLogged:
    case Kind::kProgressMeasured:
    case Kind::kProvisionChanged:
      return kStaff | kProfessional;
    case Kind::kNeedsIdentified:
      return kLead | kTeacher;
    case Kind::kSpecialistReported:
      return kLead | kTeacher | kProfessional;
    case Kind::kPlanIssued:
    case Kind::kPlanProposed:
    case Kind::kPlanClosed:
    case Kind::kPlanReviewed:
    case Kind::kRecommendationAnswered:
      return kLead | kTutors;
    case Kind::kSpecialistReferred:
      return kLead | kTutors | Only({v1::ROLE_SAFEGUARDING_LEAD});
    case Kind::kNoticeSent:
      return kLead | kTutors | kOfficer;
    case Kind::kEarlyHelpRecorded:
      return kLead | kProfessional | Only({v1::ROLE_SAFEGUARDING_LEAD});
    case Kind::kEhcRequested:
      return kLead | kFamily | kAuthority;
    case Kind::kEhcAdviceGiven:
      return kLead | kAuthority | kProfessional;
    case Kind::kEhcAdviceRequested:
    case Kind::kEhcDecisionNotified:
    case Kind::kEhcPlanServed:
    case Kind::kEhcExceptionClaimed:
      return kLead | kAuthority;
    case Kind::kDisputeOpened:
    case Kind::kRightsRequested:
      return kLead | kOfficer | kFamily;
    case Kind::kDisputeStepRecorded:
    case Kind::kDisputeClosed:
    case Kind::kRightsAnswered:
      return kLead | kOfficer;
    case Kind::kEntryVoided:
    case Kind::kHoldPlaced:
    case Kind::kHoldReleased:
    case Kind::kDisposalDecided:
    case Kind::kRecordJoined:
    case Kind::kAccessGranted:  // nobody lets in whom they choose but those who see everything
    case Kind::kAccessRevoked:
      return Only({v1::ROLE_SENCO, v1::ROLE_HEAD}) | kOfficer;
    case Kind::kDisclosed:
      return kLead | kOfficer | Only({v1::ROLE_SAFEGUARDING_LEAD});
    case Kind::kProvisionDefined:
    case Kind::kReferenceListed:
      return kLead;
    case Kind::kRecordHandedOver:
      return kLead | kOffice;
    case Kind::kRecordExported:
    case Kind::kBundleExported:
    case Kind::KIND_NOT_SET:
      return kNobody;
  }
  CAIRN_CHECK_UNREACHABLE();
}

Shelf ShelfOfKind(Kind kind) {
  switch (kind) {
    case Kind::kDisputeOpened:
    case Kind::kDisputeStepRecorded:
    case Kind::kDisputeClosed:
    case Kind::kRightsRequested:
    case Kind::kRightsAnswered:
    case Kind::kDisclosed:
      return Shelf::kDispute;
    case Kind::kEarlyHelpRecorded:
      return Shelf::kEarlyHelp;
    case Kind::kRecordOpened:
    case Kind::kIdentifierRecorded:
    case Kind::kDetailsRecorded:
    case Kind::kPersonLinked:
    case Kind::kPlacementRecorded:
    case Kind::kSenStatusSet:
    case Kind::kPermissionRecorded:
    case Kind::kConcernRaised:
    case Kind::kConcernAnswered:
    case Kind::kVoiceCaptured:
    case Kind::kObservationRecorded:
    case Kind::kAssessmentRecorded:
    case Kind::kNeedsIdentified:
    case Kind::kSpecialistReported:
    case Kind::kPlanIssued:
    case Kind::kPositionTaken:
    case Kind::kNoticeSent:
    case Kind::kItemAcknowledged:
    case Kind::kProvisionStarted:
    case Kind::kProvisionEnded:
    case Kind::kDeliveryLogged:
    case Kind::kProgressMeasured:
    case Kind::kIncidentRecorded:
    case Kind::kMeetingHeld:
    case Kind::kPlanReviewed:
    case Kind::kEhcRequested:
    case Kind::kEhcAdviceRequested:
    case Kind::kEhcAdviceGiven:
    case Kind::kEhcDecisionNotified:
    case Kind::kEhcPlanServed:
    case Kind::kEntryVoided:
    case Kind::kHoldPlaced:
    case Kind::kHoldReleased:
    case Kind::kRecordHandedOver:
    case Kind::kRecordExported:
    case Kind::kPersonUnlinked:
    case Kind::kProfilePublished:
    case Kind::kContactLogged:
    case Kind::kDocumentFiled:
    case Kind::kBarrierRecorded:
    case Kind::kSpecialistReferred:
    case Kind::kRecommendationAnswered:
    case Kind::kPlanProposed:
    case Kind::kPlanClosed:
    case Kind::kProvisionChanged:
    case Kind::kAttendanceSummarised:
    case Kind::kMeetingScheduled:
    case Kind::kMeetingNotHeld:
    case Kind::kEhcExceptionClaimed:
    case Kind::kDisposalDecided:
    case Kind::kBundleExported:
    case Kind::kRecordReceived:
    case Kind::kRecordJoined:
    case Kind::kAccessGranted:
    case Kind::kAccessRevoked:
    case Kind::kTermDatesSet:
    case Kind::kStaffRecorded:
    case Kind::kProvisionDefined:
    case Kind::kReferenceListed:
    case Kind::KIND_NOT_SET:
      return Shelf::kOrdinary;
  }
  CAIRN_CHECK_UNREACHABLE();
}

}  // namespace

bool WithholdsContact(const v1::Entry& entry) {
  const v1::PersonLinked& link = entry.person_linked();
  const bool labelled_closer =
      entry.label() != v1::LABEL_UNSPECIFIED && entry.label() != v1::LABEL_ORDINARY;
  return !labelled_closer && (link.contact_withheld() || !link.court_order().empty());
}

Shelf ShelfOf(const v1::Entry& entry) {
  if (WithholdsContact(entry)) return Shelf::kThirdParty;
  switch (entry.label()) {
    case v1::LABEL_UNSPECIFIED:
    case v1::LABEL_ORDINARY:
      return ShelfOfKind(entry.kind_case());
    case v1::LABEL_CONFIDENTIAL:
      return Shelf::kConfidential;
    case v1::LABEL_THIRD_PARTY:
      return Shelf::kThirdParty;
    case v1::LABEL_SAFEGUARDING:
      return Shelf::kSafeguarding;
    case v1::LABEL_LEGAL:
      return Shelf::kLegal;
    case v1::Label_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Label_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return Shelf::kSafeguarding;  // a label of a newer version: as closely held as can be
}

bool GovernsTheRecord(v1::Entry::KindCase kind) {
  return std::find(std::begin(kGoverning), std::end(kGoverning), kind) != std::end(kGoverning);
}

bool MayWrite(v1::Role role, v1::Entry::KindCase kind) {
  return v1::Role_IsValid(role) && (WritersOf(kind) & Only({role})) != 0;
}

}  // namespace cairn
