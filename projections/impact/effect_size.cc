#include "projections/impact/effect_size.h"

#include <cstdlib>
#include <optional>
#include <utility>

#include "absl/strings/str_format.h"

#include "projections/impact/exact.h"

namespace cairn::impact {
namespace {

constexpr int kEffectScale = 2;
// In hundredths of a standard deviation.
constexpr int64_t kSmallFrom = 20;
constexpr int64_t kMediumFrom = 50;
constexpr int64_t kLargeFrom = 80;
constexpr int64_t kLimits[] = {kSmallFrom, kMediumFrom, kLargeFrom};
constexpr Rounding kRounding = {.scale = kEffectScale, .limits = kLimits};

EffectSize Labelled(v1::Decimal size) {
  const int64_t hundredths = std::abs(size.value());
  EffectLabel label = EffectLabel::kBelowSmall;
  if (hundredths >= kSmallFrom) label = EffectLabel::kSmall;
  if (hundredths >= kMediumFrom) label = EffectLabel::kMedium;
  if (hundredths >= kLargeFrom) label = EffectLabel::kLarge;
  return {std::move(size), label};
}

CannotSay TooFewChildren(int max) {
  return {WhyNot::kTooFewChildren,
          absl::StrFormat("A group has %d to %d children.", kGroupChildrenMin, max)};
}
CannotSay NoSpread() { return {WhyNot::kNoSpread, "A standard deviation above 0 is needed."}; }
CannotSay EffectOutOfRange() {
  return {WhyNot::kFigureOutOfRange,
          "A figure is above 100,000 or has more than four digits after the point."};
}

bool IsGroup(int64_t children, int max) { return kGroupChildrenMin <= children && children <= max; }

absl::int128 Square(absl::int128 number) { return number * number; }

}  // namespace

std::optional<int> ScaleDeviation(v1::ScoreType type) {
  switch (type) {
    case v1::SCORE_TYPE_STANDARD:
      return 15;
    case v1::SCORE_TYPE_T:
      return 10;
    case v1::SCORE_TYPE_SCALED:
      return 3;
    case v1::SCORE_TYPE_STANINE:
      return 2;
    case v1::SCORE_TYPE_UNSPECIFIED:
    case v1::SCORE_TYPE_PERCENTILE:
    case v1::SCORE_TYPE_RAW:
    case v1::SCORE_TYPE_AGE_EQUIVALENT_MONTHS:
    case v1::SCORE_TYPE_COUNT:
    case v1::ScoreType_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::ScoreType_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return std::nullopt;
}

Figure<EffectSize> EffectSizeOfChild(const TestScore& before, const TestScore& after,
                                     const MeasureLimits& limits) {
  const Figure<Change> change = ChangeBetween(before, after, limits);
  if (!change.has_value()) return {kChildEffectFormula, change.why()};
  const std::optional<int> deviation = ScaleDeviation(after.score.type());
  if (!deviation.has_value()) {
    return {
        kChildEffectFormula,
        CannotSay{WhyNot::kNoSpread, "This kind of score has no standard deviation of its own."}};
  }
  const Exact points = *ExactOf(change.value().points);
  EffectSize found =
      Labelled(RoundedQuotient(points.ten_thousandths, 10'000 * *deviation, kRounding));
  found.at_least = change.value().at_least();
  return {kChildEffectFormula, std::move(found)};
}

Figure<EffectSize> EffectSizeOfGroup(std::span<const ScorePair> children,
                                     const v1::Decimal& standard_deviation) {
  const auto count = static_cast<int64_t>(children.size());
  if (!IsGroup(count, kCohortChildrenMax)) {
    return {kGroupEffectFormula, TooFewChildren(kCohortChildrenMax)};
  }
  const std::optional<Exact> deviation = ExactOf(standard_deviation);
  if (!deviation.has_value() || *deviation <= Exact{0}) return {kGroupEffectFormula, NoSpread()};
  absl::int128 changes = 0;
  for (const ScorePair& child : children) {
    const std::optional<Exact> before = ExactOf(child.before);
    const std::optional<Exact> after = ExactOf(child.after);
    if (!before.has_value() || !after.has_value()) return {kGroupEffectFormula, EffectOutOfRange()};
    changes += (*after - *before).ten_thousandths;
  }
  const absl::int128 whole = absl::int128(deviation->ten_thousandths) * count;
  return {kGroupEffectFormula, Labelled(RoundedQuotient(changes, whole, kRounding))};
}

Figure<EffectSize> HedgesG(const GroupScores& taught, const GroupScores& compared) {
  if (!IsGroup(taught.children, kGroupChildrenMax) ||
      !IsGroup(compared.children, kGroupChildrenMax)) {
    return {kHedgesFormula, TooFewChildren(kGroupChildrenMax)};
  }
  const std::optional<Exact> mean_taught = ExactOf(taught.mean);
  const std::optional<Exact> mean_compared = ExactOf(compared.mean);
  const std::optional<Exact> spread_taught = ExactOf(taught.standard_deviation);
  const std::optional<Exact> spread_compared = ExactOf(compared.standard_deviation);
  if (!mean_taught || !mean_compared || !spread_taught || !spread_compared) {
    return {kHedgesFormula, EffectOutOfRange()};
  }
  const absl::int128 squares = (taught.children - 1) * Square(spread_taught->ten_thousandths) +
                               (compared.children - 1) * Square(spread_compared->ten_thousandths);
  if (*spread_taught < Exact{0} || *spread_compared < Exact{0} || squares == 0) {
    return {kHedgesFormula, NoSpread()};
  }
  const int64_t df = taught.children + compared.children - 2;
  const int64_t difference = (*mean_taught - *mean_compared).ten_thousandths;
  // 1 - 3 / (4 df - 1) is (4 df - 4) / (4 df - 1).
  const absl::int128 numerator = Square(difference) * df * Square(4 * df - 4);
  const absl::int128 denominator = squares * Square(4 * df - 1);
  return {kHedgesFormula, Labelled(RoundedRoot(difference < 0, numerator, denominator, kRounding))};
}

std::string_view EffectWords(EffectLabel label) {
  switch (label) {
    case EffectLabel::kBelowSmall:
      return "below small";
    case EffectLabel::kSmall:
      return "small";
    case EffectLabel::kMedium:
      return "medium";
    case EffectLabel::kLarge:
      return "large";
  }
  CAIRN_CHECK_UNREACHABLE();
}

}  // namespace cairn::impact
