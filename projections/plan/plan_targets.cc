#include "projections/plan/plan_targets.h"

#include <algorithm>
#include <optional>

#include "projections/plan/smart.h"

namespace cairn {
namespace {

// One measurement of a target.
struct Result {
  EntryPtr entry;
  std::optional<v1::Decimal> value;
  bool stated_met = false;
};

bool HasPassed(const v1::Date& date, CivilDate day) {
  const std::optional<CivilDate> last = LatestDay(date);
  return last.has_value() && *last < day;
}

// The version under which something of `day` was measured.
const PlanVersion* VersionMeasured(const PlanContext& context, int stated, CivilDate day) {
  const PlanVersion* version = stated > 0 ? FindVersion(context.plan, stated) : nullptr;
  return version != nullptr ? version : VersionOn(context.plan, day);
}

bool MeasuredAlike(const PlanVersion* version, const v1::Target& target) {
  if (version == nullptr) return false;
  const v1::Target* then = FindTarget(version->issued->content(), target.item_id());
  return then != nullptr && then->measure() == target.measure();
}

void KeepLatest(std::optional<Result>& latest, Result result) {
  if (!latest.has_value() || latest->entry->Order() <= result.entry->Order()) {
    latest = std::move(result);
  }
}

void ReadReviews(const PlanContext& context, const v1::Target& target,
                 std::optional<Result>& latest) {
  for (const Fact<v1::PlanReviewed>& review : context.record.reviews.reviews) {
    if (review->plan_id() != context.plan.plan_id) continue;
    const PlanVersion* version = VersionMeasured(context, review->plan_version(), review.day());
    if (!MeasuredAlike(version, target)) continue;
    for (const v1::TargetReview& found : review->targets()) {
      if (found.target_id() != target.item_id()) continue;
      Result result{.entry = review.entry, .stated_met = found.rag() == v1::STATED_RAG_GREEN};
      if (found.has_value()) result.value = found.value();
      KeepLatest(latest, std::move(result));
    }
  }
}

void ReadMeasurements(const PlanContext& context, const v1::Target& target,
                      std::optional<Result>& latest) {
  for (const Fact<v1::ProgressMeasured>& progress : context.record.provisions.measures) {
    if (progress->target_id() != target.item_id()) continue;
    if (!MeasuredAlike(VersionOn(context.plan, progress.day()), target)) continue;
    const v1::Measurement& measurement = progress->measurement();
    if (!measurement.has_value()) continue;
    if (measurement.has_measure() && measurement.measure() != target.measure()) continue;
    KeepLatest(latest, {.entry = progress.entry, .value = measurement.value()});
  }
}

bool IsMet(const v1::Target& target, const Result& result) {
  if (!result.value.has_value()) return result.stated_met;
  return ReachesAim(target, *result.value).value_or(result.stated_met);
}

v1::TargetState StateOf(const PlanContext& context, const v1::Target& target,
                        const std::optional<Result>& latest) {
  if (!latest.has_value()) return v1::TARGET_STATE_OPEN;
  if (IsMet(target, *latest)) return v1::TARGET_STATE_MET;
  return HasPassed(target.due(), context.day) ? v1::TARGET_STATE_NOT_MET : v1::TARGET_STATE_OPEN;
}

// What is missing after the date of the target: a result, or one that was taken late enough.
void FlagMissingResult(const PlanContext& context, const v1::Target& target,
                       const std::optional<Result>& latest, v1::PlanTarget& line) {
  if (!HasPassed(target.due(), context.day)) return;
  if (!latest.has_value()) {
    line.add_flags("date passed, no result recorded");
  } else if (line.state() == v1::TARGET_STATE_NOT_MET &&
             latest->entry->LastDay() < EarliestDay(target.due())) {
    line.add_flags("not measured since it was due");
  }
}

void AddTarget(const PlanContext& context, const v1::Target& target, v1::Plan& plan) {
  std::optional<Result> latest;
  ReadReviews(context, target, latest);
  ReadMeasurements(context, target, latest);

  v1::PlanTarget& line = *plan.add_targets();
  line.set_item_id(target.item_id());
  line.set_state(StateOf(context, target, latest));
  if (latest.has_value()) {
    *line.mutable_measured_on() = ToProto(latest->entry->LastDay());
    if (latest->value.has_value()) *line.mutable_now() = *latest->value;
  }
  for (const std::string& flag : SmartFlags(target)) line.add_flags(flag);
  FlagMissingResult(context, target, latest, line);
}

// A review judged the outcome itself, under its own id.
bool HasResult(const PlanContext& context, const v1::Outcome& outcome) {
  const auto& reviews = context.record.reviews.reviews;
  return std::any_of(reviews.begin(), reviews.end(), [&](const Fact<v1::PlanReviewed>& review) {
    const auto& targets = review->targets();
    return review->plan_id() == context.plan.plan_id &&
           std::any_of(targets.begin(), targets.end(), [&](const v1::TargetReview& found) {
             return found.target_id() == outcome.item_id();
           });
  });
}

bool Serves(const v1::Target& target, const v1::Outcome& outcome) {
  return target.outcome_id() == outcome.item_id();
}

void CheckTargetsOf(const PlanContext& context, const v1::Outcome& outcome, v1::Plan& plan) {
  const auto& targets = context.content().targets();
  bool any = false;
  bool any_current = false;
  for (int i = 0; i < targets.size(); ++i) {
    if (!Serves(targets[i], outcome)) continue;
    any = true;
    any_current = any_current || (plan.targets(i).state() == v1::TARGET_STATE_OPEN &&
                                  !HasPassed(targets[i].due(), context.day));
  }
  if (!any) {
    AddFinding(plan, plan_rules::kTargetCurrent, outcome.item_id(), "No target set");
  } else if (!any_current) {
    AddFinding(plan, plan_rules::kTargetCurrent, outcome.item_id(), "No current target");
  }
}

void CheckOutcome(const PlanContext& context, const v1::Outcome& outcome, v1::Plan& plan) {
  if (!outcome.by().has_year()) {
    AddFinding(plan, plan_rules::kOutcomeDated, outcome.item_id(), "No date set");
  } else if (HasPassed(outcome.by(), context.day) && !HasResult(context, outcome)) {
    AddFinding(plan, plan_rules::kOutcomeResult, outcome.item_id(),
               "Date passed, no result recorded");
  }
  if (!context.IsSuperseded()) CheckTargetsOf(context, outcome, plan);
}

}  // namespace

void AddTargets(const PlanContext& context, v1::Plan& plan) {
  for (const v1::Target& target : context.content().targets()) AddTarget(context, target, plan);
  for (const v1::Outcome& outcome : context.content().outcomes()) {
    CheckOutcome(context, outcome, plan);
  }
}

}  // namespace cairn
