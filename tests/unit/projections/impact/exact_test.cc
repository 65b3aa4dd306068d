#include "projections/impact/exact.h"

#include <gtest/gtest.h>

#include "projections/wording/words.h"
#include "tests/support/test_scores.h"

namespace cairn::impact {
namespace {

constexpr int64_t kOneFourty[] = {140};

TEST(ExactOf, CountsTenThousandths) {
  EXPECT_EQ(ExactOf(Number("4.5")), Exact{45'000});
  EXPECT_EQ(ExactOf(Number("-0.0001")), Exact{-1});
}

TEST(ExactOf, CountsNoZerosAtTheEnd) { EXPECT_EQ(ExactOf(Number("1.500000000")), Exact{15'000}); }

TEST(ExactOf, IsNothingForAFifthDigit) { EXPECT_EQ(ExactOf(Number("0.00001")), std::nullopt); }

TEST(ExactOf, EndsAtAHundredThousand) {
  EXPECT_EQ(ExactOf(Number("100000")), Exact{1'000'000'000});
  EXPECT_EQ(ExactOf(Number("100000.0001")), std::nullopt);
  EXPECT_EQ(ExactOf(Number("-9223372036854775807")), std::nullopt);
}

TEST(ExactOf, IsNothingForAScaleThatNoDecimalHas) {
  v1::Decimal decimal;
  decimal.set_value(1);
  decimal.set_scale(-1);

  EXPECT_EQ(ExactOf(decimal), std::nullopt);
}

TEST(RoundedQuotient, RoundsHalfAwayFromZero) {
  EXPECT_EQ(FormatDecimal(RoundedQuotient(125, 1'000, {.scale = 2})), "0.13");
  EXPECT_EQ(FormatDecimal(RoundedQuotient(-125, 1'000, {.scale = 2})), "-0.13");
  EXPECT_EQ(FormatDecimal(RoundedQuotient(124, 1'000, {.scale = 2})), "0.12");
}

TEST(RoundedQuotient, NeverRoundsUpToALimitThatIsNotReached) {
  const Rounding rounding = {.scale = 2, .limits = kOneFourty};

  EXPECT_EQ(FormatDecimal(RoundedQuotient(1'399, 1'000, rounding)), "1.39");
  EXPECT_EQ(FormatDecimal(RoundedQuotient(-1'399, 1'000, rounding)), "-1.39");
  EXPECT_EQ(FormatDecimal(RoundedQuotient(1'400, 1'000, rounding)), "1.40");
}

TEST(RoundedRoot, IsTheRootToTheLastDigit) {
  EXPECT_EQ(FormatDecimal(RoundedRoot(false, 2, 1, {.scale = 4})), "1.4142");
  EXPECT_EQ(FormatDecimal(RoundedRoot(true, 2, 1, {.scale = 4})), "-1.4142");
  EXPECT_EQ(FormatDecimal(RoundedRoot(false, 0, 7, {.scale = 2})), "0.00");
}

TEST(RoundedRootOfProduct, IsTheRootThoughTheProductWouldNotFit) {
  EXPECT_EQ(FormatDecimal(RoundedRootOfProduct(2, 1, 1, 4)), "1.4142");
  EXPECT_EQ(FormatDecimal(RoundedRootOfProduct(0, 5, 7, 2)), "0.00");
  const absl::int128 great = absl::int128(1'000'000'000'000'000) * 1'000'000'000'000'000;
  EXPECT_EQ(FormatDecimal(RoundedRootOfProduct(great, 2 * great, great * 10'000'000, 2)),
            "447213595499.96");
}

TEST(RoundedRoot, NeverRoundsUpToALimitThatIsNotReached) {
  EXPECT_EQ(FormatDecimal(RoundedRoot(false, 195'999, 100'000, {.scale = 2, .limits = kOneFourty})),
            "1.39");
  EXPECT_EQ(FormatDecimal(RoundedRoot(false, 196, 100, {.scale = 2, .limits = kOneFourty})),
            "1.40");
}

}  // namespace
}  // namespace cairn::impact
