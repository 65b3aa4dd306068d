#include "projections/impact/exact.h"

#include <cmath>

#include "eventstore/base/check.h"

namespace cairn::impact {
namespace {

constexpr int kExactScale = 4;
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

// a x b / of, rounded down, by long division of all 256 bits of the product.
absl::int128 QuotientOfProduct(absl::uint128 a, absl::uint128 b, absl::uint128 of) {
  const uint64_t parts[2][2] = {{absl::Uint128Low64(a), absl::Uint128High64(a)},
                                {absl::Uint128Low64(b), absl::Uint128High64(b)}};
  const absl::uint128 low = absl::uint128(parts[0][0]) * parts[1][0];
  const absl::uint128 middle = absl::uint128(parts[0][1]) * parts[1][0] + absl::Uint128High64(low);
  const absl::uint128 other = absl::uint128(parts[0][0]) * parts[1][1] + absl::Uint128Low64(middle);
  absl::uint128 rest = absl::uint128(parts[0][1]) * parts[1][1] + absl::Uint128High64(middle) +
                       absl::Uint128High64(other);
  const absl::uint128 digits =
      absl::MakeUint128(absl::Uint128Low64(other), absl::Uint128Low64(low));
  CAIRN_CHECK(rest < of);  // the quotient fits
  absl::uint128 quotient = 0;
  for (int bit = 127; bit >= 0; --bit) {
    const bool carries = (rest >> 127) != 0;
    rest = (rest << 1) | ((digits >> bit) & 1);
    const bool goes_in = carries || rest >= of;
    if (goes_in) rest -= of;
    quotient = (quotient << 1) | (goes_in ? 1 : 0);
  }
  return absl::int128(quotient);
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
  for (; scale > kExactScale; --scale) {
    if (digits % 10 != 0) return std::nullopt;
    digits /= 10;
  }
  const absl::int128 exact = absl::int128(digits) * PowerOfTen(kExactScale - scale);
  if (exact > kTenThousandthsMax || exact < -kTenThousandthsMax) return std::nullopt;
  return Exact{static_cast<int64_t>(exact)};
}

v1::Decimal ToDecimal(Exact exact, int scale) {
  CAIRN_CHECK(0 <= scale && scale <= kExactScale);
  const int64_t dropped = PowerOfTen(kExactScale - scale);
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

v1::Decimal RoundedRootOfProduct(absl::int128 a, absl::int128 b, absl::int128 denominator,
                                 int scale) {
  CAIRN_CHECK(a >= 0 && b >= 0 && denominator > 0);
  const int64_t power = PowerOfTen(scale);
  const absl::int128 square = QuotientOfProduct(
      absl::uint128(a), absl::uint128(b * power * power * 4), absl::uint128(denominator));
  return Signed(false, (WholeRoot(square) + 1) / 2, scale);
}

}  // namespace cairn::impact
