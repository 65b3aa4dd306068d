// Decimals of a record as whole ten-thousandths, and quotients and roots of them. A figure that
// somebody is told thus never depends on how a machine rounds. Pure; safe to call from any thread.
//
// Range: a figure lies within +-100,000 and has at most four digits after the point; zeros at its
// end do not count. Scores, words and minutes do. The range keeps every product below 2^127.
//
// Rounding: half away from zero, but never up to a limit that the exact figure does not
// reach. 1.398 is 1.39 where 1.40 would bear another label: what is printed and what is said always
// agree, and what is said rests on the exact figure.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>

#include "absl/numeric/int128.h"

#include "cairn/v1/time.pb.h"

namespace cairn::impact {

inline constexpr int64_t kOne = 10'000;  // in ten-thousandths

struct Exact {
  int64_t ten_thousandths = 0;

  friend constexpr auto operator<=>(const Exact&, const Exact&) = default;
  friend constexpr Exact operator-(Exact a, Exact b) {
    return {a.ten_thousandths - b.ten_thousandths};
  }
};

// Nothing outside the range.
std::optional<Exact> ExactOf(const v1::Decimal& decimal);

// With `scale` digits after the point, 0 to 4; further digits must be zeros.
v1::Decimal ToDecimal(Exact exact, int scale);

struct Rounding {
  int scale = 0;  // digits after the point, 0 to 4
  // In units of the last digit, above 0; the same below zero.
  std::span<const int64_t> limits = {};
};

// `denominator` is above 0.
v1::Decimal RoundedQuotient(absl::int128 numerator, absl::int128 denominator,
                            const Rounding& rounding);
// Of sqrt(numerator / denominator), below zero when `negative`. `numerator` is not below 0.
v1::Decimal RoundedRoot(bool negative, absl::int128 numerator, absl::int128 denominator,
                        const Rounding& rounding);

// Of sqrt(a x b / denominator), without limits, where a x b need not fit: none of them is below 0,
// `denominator` is above 0, and the quotient is below 2^100.
v1::Decimal RoundedRootOfProduct(absl::int128 a, absl::int128 b, absl::int128 denominator,
                                 int scale);

}  // namespace cairn::impact
