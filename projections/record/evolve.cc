#include "projections/record/evolve.h"

#include <algorithm>

#include "eventstore/base/check.h"
#include "projections/record/visit_kind.h"

namespace cairn {
namespace {

// The element whose `id` member is `key`, made when it is not there yet: what was recorded about
// something need not begin with its beginning.
template <typename Element>
Element& FindOrAdd(std::vector<Element>& list, std::string Element::*id, const std::string& key) {
  for (Element& element : list) {
    if (element.*id == key) return element;
  }
  list.emplace_back().*id = key;
  return list.back();
}

// Puts one kind message where it belongs. One overload a kind, in the order of entry.proto.
class Placer {
 public:
  // `last`: nothing in the record sorts after `entry`.
  Placer(Record& record, const EntryPtr& entry, bool last)
      : record_(record), entry_(entry), last_(last) {}

  void operator()(const v1::RecordOpened& kind) {
    if (!record_.people.opened) record_.people.opened = FactOf(kind);
  }
  void operator()(const v1::IdentifierRecorded& kind) { Add(record_.people.identifiers, kind); }
  void operator()(const v1::DetailsRecorded& kind) { Add(record_.people.details, kind); }
  void operator()(const v1::PersonLinked& kind) { Add(record_.people.linked, kind); }
  void operator()(const v1::PlacementRecorded& kind) { Add(record_.people.placements, kind); }
  void operator()(const v1::SenStatusSet& kind) { Add(record_.people.statuses, kind); }
  void operator()(const v1::PermissionRecorded& kind) { Add(record_.people.permissions, kind); }
  void operator()(const v1::PersonUnlinked& kind) { Add(record_.people.unlinked, kind); }
  void operator()(const v1::ProfilePublished& kind) { Add(record_.people.profiles, kind); }

  void operator()(const v1::ConcernRaised& kind) { Add(record_.concerns.raised, kind); }
  void operator()(const v1::ConcernAnswered& kind) { Add(record_.concerns.answers, kind); }
  void operator()(const v1::VoiceCaptured& kind) { Add(record_.concerns.voices, kind); }
  void operator()(const v1::ContactLogged& kind) { Add(record_.concerns.contacts, kind); }
  void operator()(const v1::DocumentFiled& kind) { Add(record_.concerns.documents, kind); }

  void operator()(const v1::ObservationRecorded& kind) {
    Add(record_.assessments.observations, kind);
  }
  void operator()(const v1::AssessmentRecorded& kind) {
    Add(record_.assessments.assessments, kind);
  }
  void operator()(const v1::NeedsIdentified& kind) { Add(record_.assessments.needs, kind); }
  void operator()(const v1::SpecialistReported& kind) { Add(record_.assessments.reports, kind); }
  void operator()(const v1::BarrierRecorded& kind) { Add(record_.assessments.barriers, kind); }
  void operator()(const v1::SpecialistReferred& kind) { Add(record_.assessments.referrals, kind); }
  void operator()(const v1::RecommendationAnswered& kind) {
    Add(record_.assessments.answers, kind);
  }

  void operator()(const v1::PlanIssued& kind) {
    std::vector<PlanVersion>& versions =
        FindOrAdd(record_.plans.plans, &PlanHistory::plan_id, kind.plan_id()).versions;
    const int next = versions.empty() ? 1 : versions.back().number + 1;
    versions.push_back(
        {.issued = FactOf(kind),
         .number = kind.has_plan_version() ? kind.plan_version() : next,
         .effective_from = EarliestDay(kind.effective_from()).value_or(entry_->FirstDay())});
  }
  void operator()(const v1::PositionTaken& kind) { Add(record_.plans.positions, kind); }
  void operator()(const v1::NoticeSent& kind) { Add(record_.plans.notices, kind); }
  void operator()(const v1::ItemAcknowledged& kind) { Add(record_.plans.acknowledgements, kind); }
  void operator()(const v1::PlanProposed& kind) { Add(record_.plans.proposals, kind); }
  void operator()(const v1::PlanClosed& kind) { Add(record_.plans.closings, kind); }

  void operator()(const v1::ProvisionStarted& kind) {
    ProvisionOf(kind.provision_id()).started = FactOf(kind);
  }
  void operator()(const v1::ProvisionEnded& kind) {
    ProvisionOf(kind.provision_id()).ended = FactOf(kind);
  }
  void operator()(const v1::DeliveryLogged& kind) {
    Add(ProvisionOf(kind.provision_id()).deliveries, kind);
  }
  void operator()(const v1::ProgressMeasured& kind) {
    Add(record_.provisions.measures, kind);
    if (kind.has_provision_id()) Add(ProvisionOf(kind.provision_id()).measures, kind);
  }
  void operator()(const v1::IncidentRecorded& kind) { Add(record_.provisions.incidents, kind); }
  void operator()(const v1::ProvisionChanged& kind) {
    Add(ProvisionOf(kind.provision_id()).changes, kind);
  }
  void operator()(const v1::AttendanceSummarised& kind) {
    Add(record_.provisions.attendance, kind);
  }

  void operator()(const v1::MeetingHeld& kind) { Add(record_.reviews.meetings, kind); }
  void operator()(const v1::PlanReviewed& kind) { Add(record_.reviews.reviews, kind); }
  void operator()(const v1::MeetingScheduled& kind) { Add(record_.reviews.scheduled, kind); }
  void operator()(const v1::MeetingNotHeld& kind) { Add(record_.reviews.not_held, kind); }

  void operator()(const v1::EarlyHelpRecorded& kind) { Add(record_.ehc.early_help, kind); }
  void operator()(const v1::EhcRequested& kind) { Add(record_.ehc.requests, kind); }
  void operator()(const v1::EhcAdviceRequested& kind) { Add(record_.ehc.advice_requests, kind); }
  void operator()(const v1::EhcAdviceGiven& kind) { Add(record_.ehc.advice, kind); }
  void operator()(const v1::EhcDecisionNotified& kind) { Add(record_.ehc.decisions, kind); }
  void operator()(const v1::EhcPlanServed& kind) { Add(record_.ehc.served, kind); }
  void operator()(const v1::EhcExceptionClaimed& kind) { Add(record_.ehc.exceptions, kind); }

  void operator()(const v1::DisputeOpened& kind) {
    Dispute& dispute = DisputeOf(kind.dispute_id());
    if (!dispute.opened) dispute.opened = FactOf(kind);
  }
  void operator()(const v1::DisputeStepRecorded& kind) {
    Add(DisputeOf(kind.dispute_id()).steps, kind);
  }
  void operator()(const v1::DisputeClosed& kind) {
    Add(DisputeOf(kind.dispute_id()).closings, kind);
  }
  void operator()(const v1::RightsRequested& kind) {
    RightsRequestOf(kind.rights_request_id()).requested = FactOf(kind);
  }
  void operator()(const v1::RightsAnswered& kind) {
    Add(RightsRequestOf(kind.rights_request_id()).answers, kind);
  }

  void operator()(const v1::EntryVoided& kind) { Add(record_.governance.voids, kind); }
  void operator()(const v1::HoldPlaced& kind) { Add(record_.governance.holds, kind); }
  void operator()(const v1::RecordHandedOver& kind) { Add(record_.governance.handovers, kind); }
  void operator()(const v1::RecordExported& kind) { Add(record_.governance.exports, kind); }
  void operator()(const v1::HoldReleased& kind) { Add(record_.governance.releases, kind); }
  void operator()(const v1::DisposalDecided& kind) { Add(record_.governance.disposals, kind); }
  void operator()(const v1::Disclosed& kind) { Add(record_.governance.disclosures, kind); }
  void operator()(const v1::BundleExported& kind) { Add(record_.governance.bundles, kind); }
  void operator()(const v1::RecordReceived& kind) { Add(record_.governance.received, kind); }
  void operator()(const v1::RecordJoined& kind) { Add(record_.governance.joined, kind); }
  void operator()(const v1::AccessGranted& kind) { Add(record_.governance.granted, kind); }
  void operator()(const v1::AccessRevoked& kind) { Add(record_.governance.revoked, kind); }
  void operator()(const v1::TermDatesSet& kind) { Add(record_.setting.term_dates, kind); }
  void operator()(const v1::StaffRecorded& kind) { Add(record_.setting.staff, kind); }
  void operator()(const v1::ProvisionDefined& kind) { Add(record_.setting.catalogue, kind); }
  void operator()(const v1::ReferenceListed& kind) { Add(record_.setting.references, kind); }

  void operator()(NoKind) {}

 private:
  template <typename Kind>
  Fact<Kind> FactOf(const Kind& kind) {
    return {entry_, &kind};
  }
  template <typename Kind>
  void Add(FactList<Kind>& list, const Kind& kind) {
    auto at = list.end();
    if (!last_) {
      at = std::upper_bound(list.begin(), list.end(), entry_->Order(),
                            [](const OccurredOrder& order, const Fact<Kind>& fact) {
                              return order < fact.entry->Order();
                            });
    }
    list.insert(at, FactOf(kind));
  }

  Provision& ProvisionOf(const std::string& id) {
    return FindOrAdd(record_.provisions.provisions, &Provision::provision_id, id);
  }
  Dispute& DisputeOf(const std::string& id) {
    return FindOrAdd(record_.disputes.disputes, &Dispute::dispute_id, id);
  }
  RightsRequest& RightsRequestOf(const std::string& id) {
    return FindOrAdd(record_.disputes.rights, &RightsRequest::rights_request_id, id);
  }

  Record& record_;
  const EntryPtr& entry_;
  const bool last_;
};

// Whether what `entry` adds to began before it happened: its place among others of its sort is then
// the same, whenever `entry` comes.
template <typename Kind>
bool Follows(const Fact<Kind>& beginning, const EffectiveEntry& entry) {
  return beginning && beginning.entry->Order() < entry.Order();
}
bool FollowsStart(const Record& record, std::string_view id, const EffectiveEntry& entry) {
  const Provision* provision = FindProvision(record.provisions, id);
  return provision != nullptr && Follows(provision->started, entry);
}
bool FollowsOpening(const Record& record, std::string_view id, const EffectiveEntry& entry) {
  const Dispute* dispute = FindDispute(record.disputes, id);
  return dispute != nullptr && Follows(dispute->opened, entry);
}
bool FollowsRequest(const Record& record, std::string_view id, const EffectiveEntry& entry) {
  const RightsRequest* request = FindRightsRequest(record.disputes, id);
  return request != nullptr && Follows(request->requested, entry);
}

}  // namespace

bool FitsAnywhere(const Record& record, const EffectiveEntry& entry) {
  const v1::Entry& fact = entry.entry();
  switch (fact.kind_case()) {
    case v1::Entry::kIdentifierRecorded:
    case v1::Entry::kDetailsRecorded:
    case v1::Entry::kPersonLinked:
    case v1::Entry::kPlacementRecorded:
    case v1::Entry::kSenStatusSet:
    case v1::Entry::kPermissionRecorded:
    case v1::Entry::kPersonUnlinked:
    case v1::Entry::kProfilePublished:
    case v1::Entry::kConcernRaised:
    case v1::Entry::kConcernAnswered:
    case v1::Entry::kVoiceCaptured:
    case v1::Entry::kContactLogged:
    case v1::Entry::kDocumentFiled:
    case v1::Entry::kObservationRecorded:
    case v1::Entry::kAssessmentRecorded:
    case v1::Entry::kNeedsIdentified:
    case v1::Entry::kSpecialistReported:
    case v1::Entry::kBarrierRecorded:
    case v1::Entry::kSpecialistReferred:
    case v1::Entry::kRecommendationAnswered:
    case v1::Entry::kPositionTaken:
    case v1::Entry::kNoticeSent:
    case v1::Entry::kItemAcknowledged:
    case v1::Entry::kPlanProposed:
    case v1::Entry::kPlanClosed:
    case v1::Entry::kIncidentRecorded:
    case v1::Entry::kAttendanceSummarised:
    case v1::Entry::kMeetingHeld:
    case v1::Entry::kPlanReviewed:
    case v1::Entry::kMeetingScheduled:
    case v1::Entry::kMeetingNotHeld:
    case v1::Entry::kEarlyHelpRecorded:
    case v1::Entry::kEhcRequested:
    case v1::Entry::kEhcAdviceRequested:
    case v1::Entry::kEhcAdviceGiven:
    case v1::Entry::kEhcDecisionNotified:
    case v1::Entry::kEhcPlanServed:
    case v1::Entry::kEhcExceptionClaimed:
    case v1::Entry::kEntryVoided:
    case v1::Entry::kHoldPlaced:
    case v1::Entry::kRecordHandedOver:
    case v1::Entry::kRecordExported:
    case v1::Entry::kHoldReleased:
    case v1::Entry::kDisposalDecided:
    case v1::Entry::kDisclosed:
    case v1::Entry::kBundleExported:
    case v1::Entry::kRecordReceived:
    case v1::Entry::kRecordJoined:
    case v1::Entry::kAccessGranted:
    case v1::Entry::kAccessRevoked:
    case v1::Entry::kTermDatesSet:
    case v1::Entry::kStaffRecorded:
    case v1::Entry::kProvisionDefined:
    case v1::Entry::kReferenceListed:
      return true;
    case v1::Entry::kDeliveryLogged:
      return FollowsStart(record, fact.delivery_logged().provision_id(), entry);
    case v1::Entry::kProvisionChanged:
      return FollowsStart(record, fact.provision_changed().provision_id(), entry);
    case v1::Entry::kProvisionEnded:
      return FollowsStart(record, fact.provision_ended().provision_id(), entry) &&
             !FindProvision(record.provisions, fact.provision_ended().provision_id())->ended;
    case v1::Entry::kProgressMeasured:
      return !fact.progress_measured().has_provision_id() ||
             FollowsStart(record, fact.progress_measured().provision_id(), entry);
    case v1::Entry::kDisputeStepRecorded:
      return FollowsOpening(record, fact.dispute_step_recorded().dispute_id(), entry);
    case v1::Entry::kDisputeClosed:
      return FollowsOpening(record, fact.dispute_closed().dispute_id(), entry);
    case v1::Entry::kRightsAnswered:
      return FollowsRequest(record, fact.rights_answered().rights_request_id(), entry);
    case v1::Entry::kRecordOpened:
    case v1::Entry::kPlanIssued:
    case v1::Entry::kProvisionStarted:
    case v1::Entry::kDisputeOpened:
    case v1::Entry::kRightsRequested:
    case v1::Entry::KIND_NOT_SET:
      return false;
  }
  CAIRN_CHECK_UNREACHABLE();
}

bool IsLast(const Record& record, const EffectiveEntry& entry) {
  return record.entries.empty() || record.entries.back()->Order() < entry.Order();
}

void Evolve(Record& record, const EntryPtr& entry, bool last) {
  GrowingList<EntryPtr>& entries = record.entries;
  const auto at = last ? entries.end()
                       : std::upper_bound(entries.begin(), entries.end(), entry->Order(),
                                          [](const OccurredOrder& order, const EntryPtr& other) {
                                            return order < other->Order();
                                          });
  entries.insert(at, entry);
  VisitKind(entry->entry(), Placer(record, entry, last));
}

}  // namespace cairn
