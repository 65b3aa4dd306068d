#include "projections/record/evolve.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

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

// The list to which a kind is only added, in the order of entry.proto. A kind without one is placed
// by an overload of Placer, and says in one of Fit when it may come late.
struct Lists {
  Record& record;

  auto& Of(const v1::IdentifierRecorded&) const { return record.people.identifiers; }
  auto& Of(const v1::DetailsRecorded&) const { return record.people.details; }
  auto& Of(const v1::PersonLinked&) const { return record.people.linked; }
  auto& Of(const v1::PlacementRecorded&) const { return record.people.placements; }
  auto& Of(const v1::SenStatusSet&) const { return record.people.statuses; }
  auto& Of(const v1::PermissionRecorded&) const { return record.people.permissions; }
  auto& Of(const v1::PersonUnlinked&) const { return record.people.unlinked; }
  auto& Of(const v1::ProfilePublished&) const { return record.people.profiles; }

  auto& Of(const v1::ConcernRaised&) const { return record.concerns.raised; }
  auto& Of(const v1::ConcernAnswered&) const { return record.concerns.answers; }
  auto& Of(const v1::VoiceCaptured&) const { return record.concerns.voices; }
  auto& Of(const v1::ContactLogged&) const { return record.concerns.contacts; }
  auto& Of(const v1::DocumentFiled&) const { return record.concerns.documents; }

  auto& Of(const v1::ObservationRecorded&) const { return record.assessments.observations; }
  auto& Of(const v1::AssessmentRecorded&) const { return record.assessments.assessments; }
  auto& Of(const v1::NeedsIdentified&) const { return record.assessments.needs; }
  auto& Of(const v1::SpecialistReported&) const { return record.assessments.reports; }
  auto& Of(const v1::BarrierRecorded&) const { return record.assessments.barriers; }
  auto& Of(const v1::SpecialistReferred&) const { return record.assessments.referrals; }
  auto& Of(const v1::RecommendationAnswered&) const { return record.assessments.answers; }

  auto& Of(const v1::PositionTaken&) const { return record.plans.positions; }
  auto& Of(const v1::NoticeSent&) const { return record.plans.notices; }
  auto& Of(const v1::ItemAcknowledged&) const { return record.plans.acknowledgements; }
  auto& Of(const v1::PlanProposed&) const { return record.plans.proposals; }
  auto& Of(const v1::PlanClosed&) const { return record.plans.closings; }

  auto& Of(const v1::IncidentRecorded&) const { return record.provisions.incidents; }
  auto& Of(const v1::AttendanceSummarised&) const { return record.provisions.attendance; }

  auto& Of(const v1::MeetingHeld&) const { return record.reviews.meetings; }
  auto& Of(const v1::PlanReviewed&) const { return record.reviews.reviews; }
  auto& Of(const v1::MeetingScheduled&) const { return record.reviews.scheduled; }
  auto& Of(const v1::MeetingNotHeld&) const { return record.reviews.not_held; }

  auto& Of(const v1::EarlyHelpRecorded&) const { return record.ehc.early_help; }
  auto& Of(const v1::EhcRequested&) const { return record.ehc.requests; }
  auto& Of(const v1::EhcAdviceRequested&) const { return record.ehc.advice_requests; }
  auto& Of(const v1::EhcAdviceGiven&) const { return record.ehc.advice; }
  auto& Of(const v1::EhcDecisionNotified&) const { return record.ehc.decisions; }
  auto& Of(const v1::EhcPlanServed&) const { return record.ehc.served; }
  auto& Of(const v1::EhcExceptionClaimed&) const { return record.ehc.exceptions; }

  auto& Of(const v1::EntryVoided&) const { return record.governance.voids; }
  auto& Of(const v1::HoldPlaced&) const { return record.governance.holds; }
  auto& Of(const v1::RecordHandedOver&) const { return record.governance.handovers; }
  auto& Of(const v1::RecordExported&) const { return record.governance.exports; }
  auto& Of(const v1::HoldReleased&) const { return record.governance.releases; }
  auto& Of(const v1::DisposalDecided&) const { return record.governance.disposals; }
  auto& Of(const v1::Disclosed&) const { return record.governance.disclosures; }
  auto& Of(const v1::BundleExported&) const { return record.governance.bundles; }
  auto& Of(const v1::RecordReceived&) const { return record.governance.received; }
  auto& Of(const v1::RecordJoined&) const { return record.governance.joined; }
  auto& Of(const v1::AccessGranted&) const { return record.governance.granted; }
  auto& Of(const v1::AccessRevoked&) const { return record.governance.revoked; }
  auto& Of(const v1::TermDatesSet&) const { return record.setting.term_dates; }
  auto& Of(const v1::StaffRecorded&) const { return record.setting.staff; }
  auto& Of(const v1::ProvisionDefined&) const { return record.setting.catalogue; }
  auto& Of(const v1::ReferenceListed&) const { return record.setting.references; }
};

template <typename Kind>
concept KeptInAList = requires(const Lists& lists, const Kind& kind) {
  lists.Of(kind);
};

// Puts one kind message where it belongs.
class Placer {
 public:
  // `last`: nothing in the record sorts after `entry`.
  Placer(Record& record, const EntryPtr& entry, bool last)
      : record_(record), entry_(entry), last_(last) {}

  template <KeptInAList Kind>
  void operator()(const Kind& kind) {
    Add(Lists{record_}.Of(kind), kind);
  }

  void operator()(const v1::RecordOpened& kind) {
    if (!record_.people.opened) record_.people.opened = FactOf(kind);
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
  void operator()(const v1::ProvisionChanged& kind) {
    Add(ProvisionOf(kind.provision_id()).changes, kind);
  }
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

// FitsAnywhere, kind by kind.
class Fit {
 public:
  Fit(const Record& record, const EffectiveEntry& entry) : record_(record), entry_(entry) {}

  template <KeptInAList Kind>
  bool operator()(const Kind&) const {
    return true;
  }

  bool operator()(const v1::DeliveryLogged& kind) const { return FollowsStart(kind); }
  bool operator()(const v1::ProvisionChanged& kind) const { return FollowsStart(kind); }
  bool operator()(const v1::ProvisionEnded& kind) const {
    return FollowsStart(kind) && !ProvisionOf(kind.provision_id())->ended;
  }
  bool operator()(const v1::ProgressMeasured& kind) const {
    return !kind.has_provision_id() || FollowsStart(kind);
  }
  bool operator()(const v1::DisputeStepRecorded& kind) const { return FollowsOpening(kind); }
  bool operator()(const v1::DisputeClosed& kind) const { return FollowsOpening(kind); }
  bool operator()(const v1::RightsAnswered& kind) const {
    const RightsRequest* request = FindRightsRequest(record_.disputes, kind.rights_request_id());
    return request != nullptr && Follows(request->requested, entry_);
  }

  bool operator()(const v1::RecordOpened&) const { return false; }
  bool operator()(const v1::PlanIssued&) const { return false; }
  bool operator()(const v1::ProvisionStarted&) const { return false; }
  bool operator()(const v1::DisputeOpened&) const { return false; }
  bool operator()(const v1::RightsRequested&) const { return false; }
  bool operator()(NoKind) const { return false; }

 private:
  const Provision* ProvisionOf(std::string_view id) const {
    return FindProvision(record_.provisions, id);
  }
  template <typename Kind>
  bool FollowsStart(const Kind& kind) const {
    const Provision* provision = ProvisionOf(kind.provision_id());
    return provision != nullptr && Follows(provision->started, entry_);
  }
  template <typename Kind>
  bool FollowsOpening(const Kind& kind) const {
    const Dispute* dispute = FindDispute(record_.disputes, kind.dispute_id());
    return dispute != nullptr && Follows(dispute->opened, entry_);
  }

  const Record& record_;
  const EffectiveEntry& entry_;
};

}  // namespace

bool FitsAnywhere(const Record& record, const EffectiveEntry& entry) {
  return VisitKind(entry.entry(), Fit(record, entry));
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
