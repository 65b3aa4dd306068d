#include "projections/cohort_impact.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/escaping.h"

#include "projections/cohort/child.h"
#include "projections/cohort/filters.h"
#include "projections/cohort/name_words.h"
#include "projections/impact/dose_share.h"
#include "projections/impact/mean_change.h"
#include "projections/provision/grouping.h"
#include "projections/provision/provision_figures.h"
#include "projections/timeline/printed_impact.h"

namespace cairn {
namespace {

struct LackWords {
  rows::EvidenceLack lack;
  std::string_view words;
};
constexpr LackWords kLacks[] = {
    {rows::EVIDENCE_LACK_DOSE, "less than 60% of what was planned was given"},
    {rows::EVIDENCE_LACK_BASELINE, "no baseline"},
    {rows::EVIDENCE_LACK_EXIT, "nothing measured at the end"},
    {rows::EVIDENCE_LACK_SAME_MEASURE, "the measure was changed"},
    {rows::EVIDENCE_LACK_POINTS, "fewer than three measurements"},
};

// A child's first and last figure of one measure.
struct Measured {
  const ChildProvision* of = nullptr;
  int32_t first_day = 0;
  v1::Decimal first;
  int32_t last_day = 0;
  v1::Decimal last;
};

// One measure over the children of a group.
struct MeasureOfGroup {
  int scale_deviation = 0;
  std::vector<Measured> children;  // the figures of one child stand together
};

struct Group {
  v1::ImpactRow row;
  const ChildProvision* last_child = nullptr;
  std::map<int, int> lacks;
  // Of the provisions of which both are known.
  int64_t planned = 0;
  int64_t given = 0;
  // By measure and unit.
  std::map<std::pair<std::string, std::string>, MeasureOfGroup> measures;
};

void CountVerdict(v1::Verdict verdict, v1::ImpactRow& row) {
  switch (verdict) {
    case v1::VERDICT_CHANGE:
      return row.set_changed(row.changed() + 1);
    case v1::VERDICT_NO_RELIABLE_CHANGE:
      return row.set_no_reliable_change(row.no_reliable_change() + 1);
    case v1::VERDICT_CAUSE_UNKNOWN:
      return row.set_cause_unknown(row.cause_unknown() + 1);
    case v1::VERDICT_NOT_EVIDENCE:
      return row.set_no_evidence(row.no_evidence() + 1);
    case v1::VERDICT_CANNOT_TELL:
    case v1::VERDICT_UNSPECIFIED:
    case v1::Verdict_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Verdict_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  row.set_cannot_tell(row.cannot_tell() + 1);
}

void AddDose(const rows::ProvisionRow& provision, Group& group) {
  v1::ImpactRow& row = group.row;
  if (provision.has_delivered_sessions()) {
    row.set_delivered_sessions(row.delivered_sessions() + provision.delivered_sessions());
  }
  for (const rows::GivenSpan& span : provision.given()) {
    row.set_delivered_minutes(row.delivered_minutes() + span.minutes());
  }
  if (!provision.has_delivered_sessions() || !provision.has_planned_sessions()) return;
  row.set_planned_sessions(row.planned_sessions() + provision.planned_sessions());
  group.planned += provision.planned_sessions();
  group.given += provision.delivered_sessions();
}

void AddChange(const ChildProvision& child, const rows::MeasuredChange& change, Group& group) {
  MeasureOfGroup& measure = group.measures[{change.measure(), change.unit()}];
  measure.scale_deviation = change.scale_deviation();
  if (measure.children.empty() || measure.children.back().of != &child) {
    measure.children.push_back(
        {&child, change.first_day(), change.first(), change.last_day(), change.last()});
    return;
  }
  Measured& known = measure.children.back();
  if (change.first_day() < known.first_day) {
    known.first_day = change.first_day();
    known.first = change.first();
  }
  if (change.last_day() > known.last_day) {
    known.last_day = change.last_day();
    known.last = change.last();
  }
}

void AddProvision(const ChildProvision& child, const rows::ProvisionRow& provision, Group& group) {
  v1::ImpactRow& row = group.row;
  if (group.last_child != &child) row.set_children(row.children() + 1);
  group.last_child = &child;
  row.set_provisions(row.provisions() + 1);
  CountVerdict(provision.verdict(), row);
  for (const int lack : provision.lacks()) ++group.lacks[lack];
  AddDose(provision, group);
  if (provision.has_change()) AddChange(child, provision.change(), group);
}

void AddReasons(const std::map<int, int>& lacks, v1::ImpactRow& row) {
  std::vector<std::pair<int, std::string_view>> reasons;
  for (const LackWords& known : kLacks) {
    const auto found = lacks.find(known.lack);
    if (found != lacks.end()) reasons.emplace_back(found->second, known.words);
  }
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (const auto& [provisions, words] : reasons) {
    v1::NoEvidenceReason& reason = *row.add_no_evidence_reasons();
    reason.set_reason(std::string(words));
    reason.set_provisions(provisions);
  }
}

void AddFigures(const MeasureOfGroup& measure, v1::MeasureChange& change) {
  std::vector<impact::ScorePair> pairs;
  for (const Measured& child : measure.children) pairs.push_back({child.first, child.last});
  change.set_children(static_cast<int32_t>(pairs.size()));
  const impact::Figure<impact::MeanChange> mean = impact::MeanChangeOf(pairs);
  change.set_formula_version(mean.formula().version);
  if (!mean.has_value()) return;
  *change.mutable_mean_change() = mean.value().mean;
  if (mean.value().interval.has_value()) {
    *change.mutable_interval_low() = mean.value().interval->low;
    *change.mutable_interval_high() = mean.value().interval->high;
    change.set_interval_percent(impact::kIntervalPercent);
  }
  v1::Decimal deviation;
  deviation.set_value(measure.scale_deviation);
  if (measure.scale_deviation == 0) {
    const impact::Figure<v1::Decimal> spread = impact::SpreadAtStart(pairs);
    if (!spread.has_value()) return;
    deviation = spread.value();
  }
  const auto effect = impact::EffectSizeOfGroup(pairs, deviation);
  if (effect.has_value()) *change.mutable_effect_size() = effect.value().standard_deviations;
}

v1::ImpactRow Finished(Group group) {
  v1::ImpactRow& row = group.row;
  AddReasons(group.lacks, row);
  const auto share = impact::DoseShareOf(group.given, group.planned, impact::DoseUnit::kSessions);
  row.set_dose_percent(share.has_value() ? static_cast<int32_t>(share.value().percent) : -1);
  for (const auto& [name, measure] : group.measures) {
    v1::MeasureChange& change = *row.add_measures();
    change.set_measure(name.first);
    change.set_unit(name.second);
    AddFigures(measure, change);
  }
  std::stable_sort(row.mutable_measures()->pointer_begin(), row.mutable_measures()->pointer_end(),
                   [](const v1::MeasureChange* a, const v1::MeasureChange* b) {
                     return a->children() > b->children();
                   });
  return std::move(group.row);
}

SumGroup GroupOf(const ChildProvision& child, const rows::ProvisionRow& provision,
                 v1::ImpactGrouping grouping, CivilDate day) {
  switch (grouping) {
    case v1::IMPACT_GROUPING_NEED:
      return GroupByNeed(LastOn(child.rows->needs(), day));
    case v1::IMPACT_GROUPING_SETTING:
      if (child.child->setting_id().empty()) return {std::string(kNoKey), "no setting"};
      return {absl::BytesToHexString(child.child->setting_id()), std::string(child.setting_name)};
    case v1::IMPACT_GROUPING_PROVISION:
    case v1::IMPACT_GROUPING_UNSPECIFIED:
    case v1::ImpactGrouping_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::ImpactGrouping_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return GroupByWords(provision.what(), "not recorded");
}

// The filters of one request, read once.
struct ImpactFilter {
  ImpactFilter(const v1::GetImpactRequest& of, CivilDate today)
      : request(of), from(EarliestDay(of.from())), to(LatestDay(of.to()).value_or(today)) {}

  bool Takes(const ChildProvision& child) const {
    return AnyIsWanted(request.needs(), LastOn(child.rows->needs(), to));
  }

  bool Takes(const ChildProvision& child, const rows::ProvisionRow& provision) const {
    const CivilDate began = CivilDate::FromEpochDays(provision.from());
    // What nobody ended has ended when the child left.
    const std::optional<CivilDate> ended =
        provision.has_to() ? std::optional(CivilDate::FromEpochDays(provision.to())) : child.left;
    const bool over = from.has_value() && ended.has_value() && *ended < *from;
    return began <= to && !over && IsWanted(request.types(), provision.type()) &&
           BeginsWords(request.search(), provision.what());
  }

  const v1::GetImpactRequest& request;
  const std::optional<CivilDate> from;
  const CivilDate to;
};

}  // namespace

uint32_t ImpactRulesVersion() { return kImpactFormulaVersion; }

std::vector<v1::ImpactRow> ImpactOf(std::span<const ChildProvision> children,
                                    const v1::GetImpactRequest& request, CivilDate today) {
  const ImpactFilter filter(request, today);
  std::map<std::string, Group> groups;
  for (const ChildProvision& child : children) {
    if (!filter.Takes(child)) continue;
    for (const rows::ProvisionRow& provision : child.rows->provisions()) {
      if (!filter.Takes(child, provision)) continue;
      SumGroup found = GroupOf(child, provision, request.grouping(), filter.to);
      Group& group = groups[found.key];
      if (group.row.key().empty()) {
        group.row.set_key(std::move(found.key));
        group.row.set_label(std::move(found.label));
      }
      AddProvision(child, provision, group);
    }
  }
  std::vector<v1::ImpactRow> impact;
  for (auto& [key, group] : groups) impact.push_back(Finished(std::move(group)));
  std::stable_sort(impact.begin(), impact.end(), [](const auto& a, const auto& b) {
    return std::tuple(-a.provisions(), std::string_view(a.label())) <
           std::tuple(-b.provisions(), std::string_view(b.label()));
  });
  return impact;
}

}  // namespace cairn
