#include "projections/impact/reliable_change.h"

#include <utility>

#include "absl/strings/str_format.h"

#include "projections/impact/exact.h"
#include "projections/wording/words.h"

namespace cairn::impact {
namespace {

constexpr int kErrorScale = 4;

// Two-sided normal quantiles of the levels that publishers use, in ten-thousandths.
struct Level {
  int percent;
  int64_t quantile;
};
constexpr Level kLevels[] = {{68, 9'945},  {80, 12'816}, {85, 14'395},
                             {90, 16'449}, {95, 19'600}, {99, 25'758}};

constexpr absl::int128 kReliableQuantileSquared = 196 * 196;  // of 1.96, in hundredths

std::optional<Exact> AboveZero(const v1::Decimal& decimal) {
  const std::optional<Exact> exact = ExactOf(decimal);
  return exact.has_value() && exact->ten_thousandths > 0 ? exact : std::nullopt;
}

std::optional<Exact> WidthOf(const v1::Score& score) {
  if (!score.has_interval_low() || !score.has_interval_high()) return std::nullopt;
  const std::optional<Exact> low = ExactOf(score.interval_low());
  const std::optional<Exact> high = ExactOf(score.interval_high());
  if (!low.has_value() || !high.has_value() || *high <= *low) return std::nullopt;
  return *high - *low;
}

std::optional<v1::Decimal> FromInterval(const v1::Score& score) {
  const std::optional<Exact> width = WidthOf(score);
  if (!width.has_value()) return std::nullopt;
  for (const Level& level : kLevels) {
    if (level.percent != score.interval_level_percent()) continue;
    return RoundedQuotient(width->ten_thousandths, 2 * level.quantile, {.scale = kErrorScale});
  }
  return std::nullopt;
}

std::string IntervalWords(const v1::Score& score) {
  return FormatDecimal(score.interval_low()) + "-" + FormatDecimal(score.interval_high());
}

bool IntervalsOverlap(const v1::Score& a, const v1::Score& b) {
  if (!WidthOf(a).has_value() || !WidthOf(b).has_value()) return false;
  return ExactOf(a.interval_low()) <= ExactOf(b.interval_high()) &&
         ExactOf(b.interval_low()) <= ExactOf(a.interval_high());
}

CannotSay ErrorUnknown(const v1::Score& before, const v1::Score& after) {
  const std::string missing =
      "Neither the standard error of the test nor the level of its confidence interval is known "
      "for "
      "both scores";
  if (!IntervalsOverlap(before, after)) return {WhyNot::kNoStandardError, missing + "."};
  return {WhyNot::kIntervalsOverlap,
          absl::StrFormat("%s, and the intervals %s and %s overlap.", missing,
                          IntervalWords(before), IntervalWords(after))};
}

absl::int128 Square(int64_t number) { return absl::int128(number) * number; }

// A change within the error may be greater in truth when an end of the scale cut it short.
CannotSay CutShort(const Change& change, const v1::Decimal& needed, const TestScore& after) {
  return {
      change.at_end == ScaleEnd::kHighest ? WhyNot::kCeiling : WhyNot::kFloor,
      absl::StrFormat("The change is %s and would have to pass %s, but a score lies at an end of "
                      "the scale of %s, which may hide the rest.",
                      ChangeWords(change), FormatDecimal(needed), Spaced(after.instrument))};
}

}  // namespace

Figure<v1::Decimal> StandardErrorOf(const TestScore& test) {
  const v1::Score& score = test.score;
  if (score.has_standard_error() && AboveZero(score.standard_error())) {
    return {kStandardErrorFormula, score.standard_error()};
  }
  if (std::optional<v1::Decimal> derived = FromInterval(score)) {
    return {kStandardErrorFormula, *std::move(derived)};
  }
  if (test.catalogued_error.has_value() && AboveZero(*test.catalogued_error)) {
    return {kStandardErrorFormula, *test.catalogued_error};
  }
  return {kStandardErrorFormula,
          CannotSay{WhyNot::kNoStandardError,
                    "Neither the standard error of the test nor the level of its confidence "
                    "interval is recorded."}};
}

Figure<v1::Decimal> StandardErrorFromReliability(const v1::Decimal& standard_deviation,
                                                 const v1::Decimal& reliability) {
  const std::optional<Exact> spread = AboveZero(standard_deviation);
  const std::optional<Exact> share = ExactOf(reliability);
  if (!spread.has_value() || !share.has_value() || *share < Exact{0} || Exact{kOne} < *share) {
    return {kStandardErrorFormula,
            CannotSay{WhyNot::kNoSpread,
                      "A standard deviation above 0 and a reliability from 0 to 1 are needed."}};
  }
  const absl::int128 square = Square(spread->ten_thousandths) * (kOne - share->ten_thousandths);
  return {kStandardErrorFormula,
          RoundedRoot(false, square, Square(kOne) * kOne, {.scale = kErrorScale})};
}

Figure<ReliableChange> ReliableChangeBetween(const TestScore& before, const TestScore& after,
                                             const MeasureLimits& limits) {
  const Figure<Change> change = ChangeBetween(before, after, limits);
  if (!change.has_value()) return {kReliableChangeFormula, change.why()};
  const Figure<v1::Decimal> error_before = StandardErrorOf(before);
  const Figure<v1::Decimal> error_after = StandardErrorOf(after);
  if (!error_before.has_value() || !error_after.has_value()) {
    return {kReliableChangeFormula, ErrorUnknown(before.score, after.score)};
  }
  const absl::int128 errors_squared = Square(ExactOf(error_before.value())->ten_thousandths) +
                                      Square(ExactOf(error_after.value())->ten_thousandths);
  const absl::int128 needed_squared = kReliableQuantileSquared * errors_squared;
  const absl::int128 per_point_squared = 100 * 100;  // the quantile counts hundredths

  ReliableChange found{.change = change.value()};
  found.needed_points =
      RoundedRoot(false, needed_squared, per_point_squared * Square(kOne), {.scale = 2});
  const int64_t points = ExactOf(found.change.points)->ten_thousandths;
  found.reliable = per_point_squared * Square(points) > needed_squared;
  if (!found.reliable && found.change.at_least()) {
    return {kReliableChangeFormula, CutShort(found.change, found.needed_points, after)};
  }
  return {kReliableChangeFormula, std::move(found)};
}

}  // namespace cairn::impact
