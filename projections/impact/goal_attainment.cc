#include "projections/impact/goal_attainment.h"

#include <cstdlib>

#include "absl/strings/str_format.h"

#include "projections/impact/exact.h"

namespace cairn::impact {
namespace {

constexpr int kAttainmentMax = 2;
constexpr int kGoalScale = 2;
constexpr int64_t kExpectedInHundredths = 5'000;
// The correlation between goals, and what is left of one, in tenths.
constexpr int64_t kRelatedTenths = 3;
constexpr int64_t kUnrelatedTenths = 7;

std::optional<CannotSay> WrongGoal(size_t number, const Goal& goal) {
  if (!goal.attainment.has_value()) {
    return CannotSay{WhyNot::kGoalNotRated, absl::StrFormat("Goal %d was not rated.", number)};
  }
  if (std::abs(*goal.attainment) > kAttainmentMax) {
    return CannotSay{
        WhyNot::kNotARating,
        absl::StrFormat("Goal %d is rated %d; ratings go from -2 to 2.", number, *goal.attainment)};
  }
  if (goal.weight < 1 || goal.weight > kGoalWeightMax) {
    return CannotSay{WhyNot::kNotAWeight,
                     absl::StrFormat("Goal %d has the weight %d; weights go from 1 to %d.", number,
                                     goal.weight, kGoalWeightMax)};
  }
  return std::nullopt;
}

}  // namespace

Figure<v1::Decimal> GoalAttainmentT(std::span<const Goal> goals) {
  if (goals.empty() || goals.size() > kGoalsMax) {
    return {
        kGoalAttainmentFormula,
        CannotSay{WhyNot::kNoGoals, absl::StrFormat("There must be 1 to %d goals.", kGoalsMax)}};
  }
  int64_t attained = 0;
  int64_t weights = 0;
  int64_t weights_squared = 0;
  for (size_t i = 0; i < goals.size(); ++i) {
    if (auto wrong = WrongGoal(i + 1, goals[i])) return {kGoalAttainmentFormula, *wrong};
    attained += int64_t{goals[i].weight} * *goals[i].attainment;
    weights += goals[i].weight;
    weights_squared += int64_t{goals[i].weight} * goals[i].weight;
  }
  // 10 x / sqrt(v / 10) is sqrt(1000 x^2 / v).
  const absl::int128 variance_tenths =
      kUnrelatedTenths * weights_squared + kRelatedTenths * weights * weights;
  v1::Decimal t = RoundedRoot(attained < 0, absl::int128(1'000) * attained * attained,
                              variance_tenths, {.scale = kGoalScale});
  t.set_value(kExpectedInHundredths + t.value());
  return {kGoalAttainmentFormula, std::move(t)};
}

}  // namespace cairn::impact
