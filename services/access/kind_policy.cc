#include "services/access/kind_policy.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "cairn/v1/entry_kinds.h"

namespace cairn {
namespace {

using Kind = v1::Entry::KindCase;

constexpr uint32_t Only(std::initializer_list<v1::Role> roles) {
  uint32_t bits = 0;
  for (const v1::Role role : roles) bits |= uint32_t{1} << static_cast<uint32_t>(role);
  return bits;
}

constexpr uint32_t kTheServer = 0;  // and no role
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
constexpr uint32_t kSafeguarding = Only({v1::ROLE_SAFEGUARDING_LEAD});
// Who answer for the file: they void entries and decide what becomes of it.
constexpr uint32_t kDeciders = Only({v1::ROLE_SENCO, v1::ROLE_HEAD}) | kOfficer;

struct KindPolicy {
  Kind kind = Kind::KIND_NOT_SET;
  uint32_t writers = 0;            // a bit for each role
  Shelf shelf = Shelf::kOrdinary;  // without a label
  bool governs = false;  // lets somebody in or out, or decides about the record as a whole
};
constexpr bool kGoverns = true;

// In the order of entry.proto.
constexpr KindPolicy kPolicies[] = {
    {Kind::kRecordOpened, kLead | kOffice},
    {Kind::kIdentifierRecorded, kLead | kOffice},
    {Kind::kDetailsRecorded, kLead | kTeacher | kOffice},
    // Gives access: whoever could write it could let themselves in.
    {Kind::kPersonLinked, kLead | kOffice, Shelf::kOrdinary, kGoverns},
    {Kind::kPlacementRecorded, kLead | kOffice},
    {Kind::kSenStatusSet, kLead | kTeacher | kOffice},
    {Kind::kPermissionRecorded, kLead | kTutors | kOffice | kFamily | kSafeguarding},
    {Kind::kPersonUnlinked, kLead | kOffice, Shelf::kOrdinary, kGoverns},
    {Kind::kProfilePublished, kStaff | kProfessional},
    {Kind::kConcernRaised, kStaff | kOfficer | kFamily | kAuthority | kProfessional},
    {Kind::kConcernAnswered, kStaff},
    {Kind::kVoiceCaptured, kStaff | kOfficer | kFamily | kAuthority | kProfessional},
    {Kind::kContactLogged, kStaff | kProfessional},
    {Kind::kDocumentFiled, kStaff | kOffice | kOfficer | kFamily | kAuthority | kProfessional},
    {Kind::kObservationRecorded, kStaff | kProfessional},
    {Kind::kAssessmentRecorded, kStaff | kProfessional},
    {Kind::kNeedsIdentified, kLead | kTeacher},
    {Kind::kSpecialistReported, kLead | kTeacher | kProfessional},
    {Kind::kBarrierRecorded, kStaff | kProfessional},
    {Kind::kSpecialistReferred, kLead | kTutors | kSafeguarding},
    {Kind::kRecommendationAnswered, kLead | kTutors},
    {Kind::kPlanIssued, kLead | kTutors},
    {Kind::kPositionTaken, kStaff | kOfficer | kFamily | kAuthority | kProfessional},
    {Kind::kNoticeSent, kLead | kTutors | kOfficer},
    {Kind::kItemAcknowledged, kStaff},
    {Kind::kPlanProposed, kLead | kTutors},
    {Kind::kPlanClosed, kLead | kTutors},
    {Kind::kProvisionStarted, kStaff | kProfessional},
    {Kind::kProvisionEnded, kStaff | kProfessional},
    {Kind::kDeliveryLogged, kStaff | kProfessional},
    {Kind::kProgressMeasured, kStaff | kProfessional},
    {Kind::kIncidentRecorded, kStaff},
    {Kind::kProvisionChanged, kStaff | kProfessional},
    {Kind::kAttendanceSummarised, kStaff | kOffice},
    {Kind::kMeetingHeld, kStaff},
    {Kind::kPlanReviewed, kLead | kTutors},
    {Kind::kMeetingScheduled, kStaff | kOffice},
    {Kind::kMeetingNotHeld, kStaff},
    {Kind::kEarlyHelpRecorded, kLead | kProfessional | kSafeguarding, Shelf::kEarlyHelp},
    {Kind::kEhcRequested, kLead | kFamily | kAuthority},
    {Kind::kEhcAdviceRequested, kLead | kAuthority},
    {Kind::kEhcAdviceGiven, kLead | kAuthority | kProfessional},
    {Kind::kEhcDecisionNotified, kLead | kAuthority},
    {Kind::kEhcPlanServed, kLead | kAuthority},
    {Kind::kEhcExceptionClaimed, kLead | kAuthority},
    {Kind::kDisputeOpened, kLead | kOfficer | kFamily, Shelf::kDispute},
    {Kind::kDisputeStepRecorded, kLead | kOfficer, Shelf::kDispute},
    {Kind::kDisputeClosed, kLead | kOfficer, Shelf::kDispute},
    {Kind::kRightsRequested, kLead | kOfficer | kFamily, Shelf::kDispute},
    {Kind::kRightsAnswered, kLead | kOfficer, Shelf::kDispute},
    {Kind::kEntryVoided, kDeciders, Shelf::kOrdinary, kGoverns},
    {Kind::kHoldPlaced, kDeciders, Shelf::kOrdinary, kGoverns},
    {Kind::kRecordHandedOver, kLead | kOffice, Shelf::kOrdinary, kGoverns},
    {Kind::kRecordExported, kTheServer},
    {Kind::kHoldReleased, kDeciders, Shelf::kOrdinary, kGoverns},
    {Kind::kDisposalDecided, kDeciders, Shelf::kOrdinary, kGoverns},
    {Kind::kDisclosed, kLead | kOfficer | kSafeguarding, Shelf::kDispute},
    {Kind::kBundleExported, kTheServer},
    {Kind::kRecordReceived, kLead | kOffice},
    {Kind::kRecordJoined, kDeciders, Shelf::kOrdinary, kGoverns},
    // Nobody lets in whom they choose but those who see everything.
    {Kind::kAccessGranted, kDeciders, Shelf::kOrdinary, kGoverns},
    {Kind::kAccessRevoked, kDeciders, Shelf::kOrdinary, kGoverns},
    {Kind::kTermDatesSet, kLead | kOffice},
    {Kind::kStaffRecorded, kLead | kOffice},
    {Kind::kProvisionDefined, kLead},
    {Kind::kReferenceListed, kLead},
};

constexpr size_t CountRows(Kind kind) {
  size_t rows = 0;
  for (const KindPolicy& policy : kPolicies) rows += policy.kind == kind ? 1 : 0;
  return rows;
}
#define CAIRN_HAS_ONE_ROW(Kind, field) \
  static_assert(CountRows(v1::Entry::k##Kind) == 1, "who may write " #Kind "? One row says so.");
CAIRN_FOR_EACH_KIND(CAIRN_HAS_ONE_ROW)
#undef CAIRN_HAS_ONE_ROW

constexpr size_t HighestKind() {
  size_t highest = 0;
  for (const KindPolicy& policy : kPolicies) {
    highest = std::max(highest, static_cast<size_t>(policy.kind));
  }
  return highest;
}

// By number; what is no kind has no writers.
constexpr auto kPolicyOf = [] {
  std::array<KindPolicy, HighestKind() + 1> of{};
  for (const KindPolicy& policy : kPolicies) of[static_cast<size_t>(policy.kind)] = policy;
  return of;
}();

const KindPolicy& PolicyOf(Kind kind) {
  const auto number = static_cast<size_t>(kind);
  return kPolicyOf[number < kPolicyOf.size() ? number : 0];
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
      return PolicyOf(entry.kind_case()).shelf;
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

bool GovernsTheRecord(v1::Entry::KindCase kind) { return PolicyOf(kind).governs; }

bool MayWrite(v1::Role role, v1::Entry::KindCase kind) {
  return v1::Role_IsValid(role) && (PolicyOf(kind).writers & Only({role})) != 0;
}

}  // namespace cairn
