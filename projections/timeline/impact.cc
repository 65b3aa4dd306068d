#include "projections/timeline/impact.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_format.h"

#include "projections/wording/words.h"

namespace cairn {
namespace {

// Two-sided normal quantiles of the levels that publishers use.
struct Level {
  int percent;
  double quantile;
};
constexpr Level kLevels[] = {{68, 0.9945}, {80, 1.2816}, {85, 1.4395},
                             {90, 1.6449}, {95, 1.9600}, {99, 2.5758}};

constexpr double kReliableQuantile = 1.96;

}  // namespace

std::optional<double> StandardErrorOf(const v1::Score& score) {
  if (score.has_standard_error()) return ValueOf(score.standard_error());
  if (!score.has_interval_low() || !score.has_interval_high()) return std::nullopt;
  const double half = (ValueOf(score.interval_high()) - ValueOf(score.interval_low())) / 2;
  for (const Level& level : kLevels) {
    if (level.percent == score.interval_level_percent()) return half / level.quantile;
  }
  return std::nullopt;
}

ReliableChange JudgeChange(const v1::Score& before, const v1::Score& after) {
  const std::optional<double> error_before = StandardErrorOf(before);
  const std::optional<double> error_after = StandardErrorOf(after);
  if (!error_before.has_value() || !error_after.has_value()) return ReliableChange::kCannotSay;
  const double needed = kReliableQuantile * std::hypot(*error_before, *error_after);
  const double change = ValueOf(after.value()) - ValueOf(before.value());
  return std::abs(change) > needed ? ReliableChange::kReliable : ReliableChange::kWithinError;
}

std::string SignedChange(const v1::Decimal& before, const v1::Decimal& after) {
  const int scale = std::clamp(std::max(before.scale(), after.scale()), 0, 9);
  return absl::StrFormat("%+.*f", scale, ValueOf(after) - ValueOf(before));
}

std::optional<double> RatioGain(double months_gained, int days) {
  if (days <= 0) return std::nullopt;
  return months_gained / (days / kDaysPerMonth);
}

}  // namespace cairn
