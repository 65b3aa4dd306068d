#include "projections/impact/mean_change.h"

#include <utility>

#include "absl/strings/str_format.h"

#include "projections/impact/exact.h"
#include "projections/impact/student_t.h"

namespace cairn::impact {
namespace {

constexpr int kMeanScale = 2;
constexpr Exact kChangeMax = {100'000 * kOne};
constexpr int64_t kHundredth = 100;  // in ten-thousandths

CannotSay TooFew(int min) {
  return {WhyNot::kTooFewChildren,
          absl::StrFormat("A group has %d to %d children.", min, kCohortChildrenMax)};
}
CannotSay ChangeOutOfRange() {
  return {WhyNot::kFigureOutOfRange,
          "A figure or a change is above 100,000 or has more than four digits after the point."};
}

// Sums of n figures, in ten-thousandths: n and these two say what mean and deviation are.
struct Sums {
  absl::int128 of_figures = 0;
  absl::int128 of_squares = 0;

  void Add(Exact figure) {
    of_figures += figure.ten_thousandths;
    of_squares += absl::int128(figure.ten_thousandths) * figure.ten_thousandths;
  }
  // n times the sum of the squared distances from the mean.
  absl::int128 Scatter(int64_t n) const { return n * of_squares - of_figures * of_figures; }
};

std::optional<Sums> SumsOfChanges(std::span<const ScorePair> children) {
  Sums sums;
  for (const ScorePair& child : children) {
    const std::optional<Exact> before = ExactOf(child.before);
    const std::optional<Exact> after = ExactOf(child.after);
    if (!before.has_value() || !after.has_value()) return std::nullopt;
    const Exact change = *after - *before;
    if (change > kChangeMax || Exact{0} - change > kChangeMax) return std::nullopt;
    sums.Add(change);
  }
  return sums;
}

// t x s / sqrt(n): its square is t^2 x scatter / (n^2 (n - 1)).
v1::Decimal HalfInterval(const Sums& sums, int64_t n) {
  const absl::int128 quantile = StudentQuantile95(static_cast<int>(n - 1));
  return RoundedRootOfProduct(quantile * quantile, sums.Scatter(n),
                              absl::int128(kOne * kOne) * (kOne * kOne) * (n * n * (n - 1)),
                              kMeanScale);
}

v1::Decimal Hundredths(int64_t hundredths) {
  return ToDecimal({hundredths * kHundredth}, kMeanScale);
}

}  // namespace

Figure<MeanChange> MeanChangeOf(std::span<const ScorePair> children) {
  const auto n = static_cast<int64_t>(children.size());
  if (n < 1 || n > kCohortChildrenMax) return {kMeanChangeFormula, TooFew(1)};
  const std::optional<Sums> sums = SumsOfChanges(children);
  if (!sums.has_value()) return {kMeanChangeFormula, ChangeOutOfRange()};
  MeanChange found{.children = static_cast<int>(n)};
  found.mean = RoundedQuotient(sums->of_figures, absl::int128(kOne) * n, {.scale = kMeanScale});
  if (n >= kIntervalChildrenMin) {
    const int64_t half = HalfInterval(*sums, n).value();
    found.interval = {Hundredths(found.mean.value() - half), Hundredths(found.mean.value() + half)};
  }
  return {kMeanChangeFormula, std::move(found)};
}

Figure<v1::Decimal> SpreadAtStart(std::span<const ScorePair> children) {
  const auto n = static_cast<int64_t>(children.size());
  if (n < kGroupChildrenMin || n > kCohortChildrenMax) {
    return {kMeanChangeFormula, TooFew(kGroupChildrenMin)};
  }
  Sums sums;
  for (const ScorePair& child : children) {
    const std::optional<Exact> before = ExactOf(child.before);
    if (!before.has_value()) return {kMeanChangeFormula, ChangeOutOfRange()};
    sums.Add(*before);
  }
  if (sums.Scatter(n) == 0) {
    return {kMeanChangeFormula, CannotSay{WhyNot::kNoSpread, "The first figures are all alike."}};
  }
  return {kMeanChangeFormula, RoundedRoot(false, sums.Scatter(n),
                                          absl::int128(kOne * kOne) * (n * (n - 1)), {.scale = 4})};
}

}  // namespace cairn::impact
