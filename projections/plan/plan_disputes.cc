#include "projections/plan/plan_disputes.h"

#include <algorithm>

#include "absl/strings/str_format.h"

#include "projections/plan/plan_words.h"

namespace cairn {
namespace {

const StandingDisagreement* FindStanding(const std::vector<StandingDisagreement>& standing,
                                         const EntryPtr& position) {
  const auto found =
      std::find_if(standing.begin(), standing.end(),
                   [&](const StandingDisagreement& one) { return one.position.entry == position; });
  return found == standing.end() ? nullptr : &*found;
}

EntryPtr FirstResolving(const Record& record, const EffectiveEntry& position) {
  const std::vector<EntryPtr> resolving = LinkingTo(record, position, v1::RELATION_RESOLVES);
  return resolving.empty() ? nullptr : resolving.front();
}

// "v1", and what it is about: "t1 and p1 of v1".
std::string Subject(const v1::PositionTaken& position) {
  const std::vector<std::string> items(position.items().begin(), position.items().end());
  const std::string version = absl::StrFormat("v%d", position.plan_version());
  return items.empty() ? version : absl::StrFormat("%s of %s", Listed(items), version);
}

// "in v2" when a version of a plan dealt with it, else "by A18".
std::string DealtWith(const PlanContext& context, const EntryPtr& entry) {
  for (const PlanVersion& version : context.plan.versions) {
    if (version.issued.entry == entry) return absl::StrFormat("in v%d", version.number);
  }
  return absl::StrFormat("by %s", PrintedLabel(*entry));
}

std::string OpenSentence(const PlanContext& context, const PlanDispute& dispute) {
  const CivilDate since = dispute.position.day();
  const std::string rest = dispute.dealt_with_by == nullptr
                               ? ""
                               : absl::StrFormat(", partly resolved %s of %s, the rest open",
                                                 DealtWith(context, dispute.dealt_with_by),
                                                 FormatDate(dispute.dealt_with_by->FirstDay()));
  return absl::StrFormat("%s disputes %s since %s (%d days)%s", dispute.position.entry->Party(),
                         Subject(*dispute.position), FormatDate(since), context.day - since, rest);
}

std::string ClosedSentence(const PlanContext& context, const PlanDispute& dispute) {
  const std::string subject = Subject(*dispute.position);
  if (dispute.dealt_with_by == nullptr) {
    return absl::StrFormat("No open dispute; %s no longer disputes %s",
                           dispute.position.entry->Party(), subject);
  }
  return absl::StrFormat("No open dispute; that of %s about %s was resolved %s",
                         FormatDate(dispute.position.day()), subject,
                         DealtWith(context, dispute.dealt_with_by));
}

// A dispute about a later version says nothing about this one.
bool BearsOn(const PlanDispute& dispute, const PlanContext& context) {
  const int version = dispute.position->plan_version();
  return version == 0 || version <= context.version.number;
}

}  // namespace

std::vector<PlanDispute> DisputesAbout(const Record& record, std::string_view plan_id) {
  const std::vector<StandingDisagreement> standing = StandingDisagreements(record);
  std::vector<PlanDispute> disputes;
  for (const Fact<v1::PositionTaken>& position : record.plans.positions) {
    if (position->plan_id() != plan_id || position->stance() != v1::STANCE_DISAGREE) continue;
    const StandingDisagreement* still = FindStanding(standing, position.entry);
    disputes.push_back({.position = position,
                        .open = still != nullptr,
                        .dealt_with_by = still != nullptr
                                             ? still->partly_resolved_by
                                             : FirstResolving(record, *position.entry)});
  }
  return disputes;
}

void AddDisputes(const PlanContext& context, v1::Plan& plan) {
  const PlanDispute* last_closed = nullptr;
  const std::vector<PlanDispute> disputes = DisputesAbout(context.record, context.plan.plan_id);
  for (const PlanDispute& dispute : disputes) {
    if (!BearsOn(dispute, context)) continue;
    if (!dispute.open) {
      last_closed = &dispute;
      continue;
    }
    plan.set_disputed(true);
    AddFinding(plan, plan_rules::kDispute, "disputes", OpenSentence(context, dispute));
  }
  if (plan.disputed() || last_closed == nullptr) return;
  AddFinding(plan, plan_rules::kDispute, "disputes", ClosedSentence(context, *last_closed));
}

}  // namespace cairn
