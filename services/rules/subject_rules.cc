#include "services/rules/subject_rules.h"

#include "eventstore/base/check.h"

namespace cairn::rules {
namespace {

constexpr Rule kKindFits = {"record.kind_fits_the_subject", Effect::kRefuse, "",
                            "This does not belong here: what is about a setting stands in the "
                            "record of the setting, what is about a child in the child's.",
                            "WRONG_SUBJECT"};
constexpr Rule kIdentifierFits = {"record.identifier_fits_the_subject", Effect::kRefuse, "",
                                  "A child has no such number, or a setting has none.",
                                  "WRONG_SUBJECT"};
constexpr Rule kSubjectStays = {"record.subject_stays", Effect::kRefuse, "",
                                "A record stays what it began as, a child's or a setting's. Open "
                                "another one.",
                                "WRONG_SUBJECT"};

enum class Whose { kChild, kSetting, kEither };

Whose WhoseKind(v1::Entry::KindCase kind) {
  using Kind = v1::Entry::KindCase;
  switch (kind) {
    case Kind::kTermDatesSet:
    case Kind::kStaffRecorded:
    case Kind::kProvisionDefined:
    case Kind::kReferenceListed:
      return Whose::kSetting;
    case Kind::kRecordOpened:
    case Kind::kIdentifierRecorded:
    case Kind::kDocumentFiled:
    // Staff have rights over what is recorded about them, and their data is held and let go of by
    // the same rules.
    case Kind::kRightsRequested:
    case Kind::kRightsAnswered:
    case Kind::kEntryVoided:
    case Kind::kHoldPlaced:
    case Kind::kHoldReleased:
    case Kind::kDisposalDecided:
    case Kind::kDisclosed:
    case Kind::kRecordExported:
    case Kind::KIND_NOT_SET:  // refused by its shape
      return Whose::kEither;
    case Kind::kDetailsRecorded:
    case Kind::kPersonLinked:  // gives families access
    case Kind::kPersonUnlinked:
    case Kind::kPlacementRecorded:
    case Kind::kSenStatusSet:
    case Kind::kPermissionRecorded:
    case Kind::kProfilePublished:
    case Kind::kConcernRaised:
    case Kind::kConcernAnswered:
    case Kind::kVoiceCaptured:
    case Kind::kContactLogged:
    case Kind::kObservationRecorded:
    case Kind::kAssessmentRecorded:
    case Kind::kNeedsIdentified:
    case Kind::kSpecialistReported:
    case Kind::kBarrierRecorded:
    case Kind::kSpecialistReferred:
    case Kind::kRecommendationAnswered:
    case Kind::kPlanIssued:
    case Kind::kPositionTaken:
    case Kind::kNoticeSent:
    case Kind::kItemAcknowledged:
    case Kind::kPlanProposed:
    case Kind::kPlanClosed:
    case Kind::kProvisionStarted:
    case Kind::kProvisionEnded:
    case Kind::kDeliveryLogged:
    case Kind::kProgressMeasured:
    case Kind::kIncidentRecorded:
    case Kind::kProvisionChanged:
    case Kind::kAttendanceSummarised:
    case Kind::kMeetingHeld:
    case Kind::kPlanReviewed:
    case Kind::kMeetingScheduled:
    case Kind::kMeetingNotHeld:
    case Kind::kEarlyHelpRecorded:
    case Kind::kEhcRequested:
    case Kind::kEhcAdviceRequested:
    case Kind::kEhcAdviceGiven:
    case Kind::kEhcDecisionNotified:
    case Kind::kEhcPlanServed:
    case Kind::kEhcExceptionClaimed:
    case Kind::kDisputeOpened:
    case Kind::kDisputeStepRecorded:
    case Kind::kDisputeClosed:
    case Kind::kRecordHandedOver:
    case Kind::kBundleExported:
    case Kind::kRecordReceived:
    case Kind::kRecordJoined:
    case Kind::kAccessGranted:
    case Kind::kAccessRevoked:
      return Whose::kChild;
  }
  CAIRN_CHECK_UNREACHABLE();
}

Whose WhoseIdentifier(v1::IdentifierType type) {
  switch (type) {
    case v1::IDENTIFIER_TYPE_UPN:
    case v1::IDENTIFIER_TYPE_ULN:
    case v1::IDENTIFIER_TYPE_NHS:
    case v1::IDENTIFIER_TYPE_ADMISSION:
      return Whose::kChild;
    case v1::IDENTIFIER_TYPE_URN:
    case v1::IDENTIFIER_TYPE_LAESTAB:
    case v1::IDENTIFIER_TYPE_UKPRN:
      return Whose::kSetting;
    case v1::IDENTIFIER_TYPE_UNSPECIFIED:
    case v1::IdentifierType_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::IdentifierType_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return Whose::kEither;  // no type, or one of a newer version
}

bool Fits(Whose whose, v1::SubjectKind subject) {
  if (whose == Whose::kEither || subject == v1::SUBJECT_KIND_UNSPECIFIED) return true;
  return (whose == Whose::kSetting) == (subject == v1::SUBJECT_KIND_SETTING);
}

}  // namespace

void CheckSubject(const Situation& at, Verdict& verdict) {
  const v1::SubjectKind subject = SubjectOf(at.before.people);
  const v1::Entry& entry = at.entry;
  if (!Fits(WhoseKind(entry.kind_case()), subject)) {
    Report(kKindFits, KindPath(entry, ""), verdict);
  }
  if (!Fits(WhoseIdentifier(entry.identifier_recorded().type()), subject)) {
    Report(kIdentifierFits, KindPath(entry, "type"), verdict);
  }
  const v1::SubjectKind stated = entry.record_opened().subject();
  const bool both_known =
      subject != v1::SUBJECT_KIND_UNSPECIFIED && stated != v1::SUBJECT_KIND_UNSPECIFIED;
  if (both_known && stated != subject) Report(kSubjectStays, KindPath(entry, "subject"), verdict);
}

void ListSubjectRules(std::vector<Rule>& list) {
  list.insert(list.end(), {kKindFits, kIdentifierFits, kSubjectStays});
}

}  // namespace cairn::rules
