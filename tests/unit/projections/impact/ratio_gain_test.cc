#include "projections/impact/ratio_gain.h"

#include <gtest/gtest.h>

#include "projections/wording/words.h"
#include "tests/support/history_builder.h"
#include "tests/support/test_scores.h"

namespace cairn::impact {
namespace {

// Over 487 days, which are sixteen months.
RatioGain OverSixteenMonths(std::string_view months_gained) {
  return RatioGainBetween(AgeInMonths("0", kOctober),
                          AgeInMonths(months_gained, kOctober.AddDays(487)))
      .value();
}

TEST(RatioGain, OfCaseAIsOnePointFiveNine) {
  const RatioGain gain =
      RatioGainBetween(AgeInMonths("73", kOctober), AgeInMonths("92", kNextOctober)).value();

  EXPECT_EQ(FormatDecimal(gain.months_gained), "19");
  EXPECT_EQ(FormatDecimal(gain.months_elapsed), "11.96");
  EXPECT_EQ(FormatDecimal(gain.ratio), "1.59");
  EXPECT_EQ(RatioGainWords(gain.label), "modest");
}

TEST(RatioGain, BearsTheLabelsOfBrooks) {
  EXPECT_EQ(OverSixteenMonths("22.3").label, RatioGainLabel::kVerySmall);
  EXPECT_EQ(OverSixteenMonths("22.4").label, RatioGainLabel::kModest);
  EXPECT_EQ(OverSixteenMonths("32").label, RatioGainLabel::kUseful);
  EXPECT_EQ(OverSixteenMonths("48").label, RatioGainLabel::kSubstantial);
  EXPECT_EQ(OverSixteenMonths("64").label, RatioGainLabel::kRemarkable);
}

TEST(RatioGain, IsNotRoundedUpIntoALabelThatItDoesNotReach) {
  const RatioGain gain = OverSixteenMonths("22.39");

  EXPECT_EQ(FormatDecimal(gain.ratio), "1.39");
  EXPECT_EQ(gain.label, RatioGainLabel::kVerySmall);
}

TEST(RatioGain, IsNoGainWhenMonthsWereLost) {
  const RatioGain gain = OverSixteenMonths("-8");

  EXPECT_EQ(FormatDecimal(gain.ratio), "-0.50");
  EXPECT_EQ(gain.label, RatioGainLabel::kNoGain);
}

TEST(RatioGain, IsAtLeastWhatTheHighestAgeOfTheTestShows) {
  const Figure<RatioGain> gain = RatioGainBetween(
      AgeInMonths("73", kOctober), AgeInMonths("92", kNextOctober), {.highest = Number("92")});

  EXPECT_TRUE(gain.value().at_least);
}

TEST(RatioGain, NeedsAgeEquivalents) {
  const Figure<RatioGain> gain =
      RatioGainBetween(StandardScore("76", kOctober), StandardScore("85", kNextOctober));

  EXPECT_EQ(gain.why().why, WhyNot::kOtherScale);
  EXPECT_EQ(gain.why().sentence, "A ratio gain needs an age equivalent in months at both times.");
}

TEST(RatioGain, NeedsTimeToGoBy) {
  EXPECT_EQ(RatioGainBetween(AgeInMonths("73", kOctober), AgeInMonths("92", kOctober)).why().why,
            WhyNot::kNoTimeBetween);
  EXPECT_EQ(
      RatioGainBetween(AgeInMonths("73", kNextOctober), AgeInMonths("92", kOctober)).why().why,
      WhyNot::kNoTimeBetween);
}

}  // namespace
}  // namespace cairn::impact
