#include "projections/impact/exact.h"

#include <cmath>

#include "eventstore/base/check.h"

namespace cairn::impact {
namespace {

constexpr int kScale = 4;
constexpr int kDecimalScaleMax = 9;
constexpr int64_t kTenThousandthsMax = 100'000LL * 10'000;

int64_t PowerOfTen(int exponent) {
  int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// The greatest whole number whose square is not above `square`.
absl::int128 WholeRoot(absl::int128 square) {
  auto root = static_cast<absl::int128>(std::sqrt(static_cast<double>(square)));
  while (root * root > square) --root;
  while ((root + 1) * (root + 1) <= square) ++root;
  return root;
}

v1::Decimal Signed(bool negative, absl::int128 magnitude, int scale) {
  v1::Decimal decimal;
  const auto digits = static_cast<int64_t>(magnitude);
  decimal.set_value(negative ? -digits : digits);
  if (scale > 0) decimal.set_scale(scale);
  return decimal;
}

// `reaches(limit)` says whether the exact figure does.
template <typename Reaches>
absl::int128 HeldBelow(absl::int128 rounded, std::span<const int64_t> limits, Reaches reaches) {
  for (const int64_t limit : limits) {
    if (rounded >= limit && !reaches(limit)) return limit - 1;
  }
  return rounded;
}

}  // namespace

std::optional<Exact> ExactOf(const v1::Decimal& decimal) {
  int64_t digits = decimal.value();
  int scale = decimal.scale();
  if (scale < 0 || scale > kDecimalScaleMax) return std::nullopt;
  for (; scale > kScale; --scale) {
    if (digits % 10 != 0) return std::nullopt;
    digits /= 10;
  }
  const absl::int128 exact = absl::int128(digits) * PowerOfTen(kScale - scale);
  if (exact > kTenThousandthsMax || exact < -kTenThousandthsMax) return std::nullopt;
  return Exact{static_cast<int64_t>(exact)};
}

v1::Decimal ToDecimal(Exact exact, int scale) {
  CAIRN_CHECK(0 <= scale && scale <= kScale);
  const int64_t dropped = PowerOfTen(kScale - scale);
  CAIRN_CHECK(exact.ten_thousandths % dropped == 0);
  const int64_t digits = exact.ten_thousandths / dropped;
  return Signed(digits < 0, digits < 0 ? -digits : digits, scale);
}

v1::Decimal RoundedQuotient(absl::int128 numerator, absl::int128 denominator,
                            const Rounding& rounding) {
  CAIRN_CHECK(denominator > 0);
  const bool negative = numerator < 0;
  const absl::int128 scaled = (negative ? -numerator : numerator) * PowerOfTen(rounding.scale);
  const absl::int128 rounded = (2 * scaled + denominator) / (2 * denominator);
  const absl::int128 held = HeldBelow(rounded, rounding.limits,
                                      [&](int64_t limit) { return scaled >= limit * denominator; });
  return Signed(negative, held, rounding.scale);
}

v1::Decimal RoundedRoot(bool negative, absl::int128 numerator, absl::int128 denominator,
                        const Rounding& rounding) {
  CAIRN_CHECK(numerator >= 0 && denominator > 0);
  const int64_t power = PowerOfTen(rounding.scale);
  const absl::int128 scaled = numerator * power * power;  // its square, in units of the last digit
  const absl::int128 rounded = (WholeRoot(4 * scaled / denominator) + 1) / 2;
  const absl::int128 held = HeldBelow(rounded, rounding.limits, [&](int64_t limit) {
    return scaled >= absl::int128(limit) * limit * denominator;
  });
  return Signed(negative, held, rounding.scale);
}

}  // namespace cairn::impact
