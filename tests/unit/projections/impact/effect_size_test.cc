#include "projections/impact/effect_size.h"

#include <array>

#include <gtest/gtest.h>

#include "projections/wording/words.h"
#include "tests/support/history_builder.h"
#include "tests/support/test_scores.h"

namespace cairn::impact {
namespace {

EffectSize OfChild(std::string_view before, std::string_view after) {
  return EffectSizeOfChild(StandardScore(before, kOctober), StandardScore(after, kNextOctober))
      .value();
}

GroupScores Group(std::string_view mean, std::string_view standard_deviation, int children) {
  return {Number(mean), Number(standard_deviation), children};
}

TEST(EffectSizeOfChild, IsTheChangeInStandardDeviationsOfTheScale) {
  const EffectSize size = OfChild("76", "85");

  EXPECT_EQ(FormatDecimal(size.standard_deviations), "0.60");
  EXPECT_EQ(EffectWords(size.label), "medium");
}

TEST(EffectSizeOfChild, BearsTheLabelsOfCohenEitherWay) {
  EXPECT_EQ(OfChild("76", "78").label, EffectLabel::kBelowSmall);
  EXPECT_EQ(OfChild("76", "79").label, EffectLabel::kSmall);
  EXPECT_EQ(OfChild("76", "88").label, EffectLabel::kLarge);
  EXPECT_EQ(OfChild("88", "76").label, EffectLabel::kLarge);
}

TEST(EffectSizeOfChild, IsNotRoundedUpIntoALabelThatItDoesNotReach) {
  const EffectSize size = OfChild("76", "78.99");

  EXPECT_EQ(FormatDecimal(size.standard_deviations), "0.19");
  EXPECT_EQ(size.label, EffectLabel::kBelowSmall);
}

TEST(EffectSizeOfChild, NeedsAScaleWithADeviationOfItsOwn) {
  const Figure<EffectSize> size =
      EffectSizeOfChild(AgeInMonths("73", kOctober), AgeInMonths("92", kNextOctober));

  EXPECT_EQ(size.why().why, WhyNot::kNoSpread);
  EXPECT_EQ(size.why().sentence, "This kind of score has no standard deviation of its own.");
}

TEST(EffectSizeOfGroup, IsTheMeanChangeInStandardDeviations) {
  const std::array<ScorePair, 3> children = {
      {{Number("76"), Number("85")}, {Number("80"), Number("83")}, {Number("90"), Number("90")}}};

  const EffectSize size = EffectSizeOfGroup(children, Number("15")).value();

  EXPECT_EQ(FormatDecimal(size.standard_deviations), "0.27");
  EXPECT_EQ(size.label, EffectLabel::kSmall);
}

TEST(EffectSizeOfGroup, IsNotSaidOfOneChild) {
  const std::array<ScorePair, 1> child = {{{Number("76"), Number("85")}}};

  EXPECT_EQ(EffectSizeOfGroup(child, Number("15")).why().why, WhyNot::kTooFewChildren);
  EXPECT_EQ(EffectSizeOfGroup(child, Number("15")).why().sentence,
            "A group has 2 to 100000 children.");
}

TEST(EffectSizeOfGroup, NeedsASpread) {
  const std::array<ScorePair, 2> children = {
      {{Number("76"), Number("85")}, {Number("80"), Number("83")}}};

  EXPECT_EQ(EffectSizeOfGroup(children, Number("0")).why().why, WhyNot::kNoSpread);
}

// d = 6 / 12 = 0.5; with 38 degrees of freedom the correction is 148 / 151, and g is 0.4901.
TEST(HedgesG, CorrectsForSmallGroups) {
  const EffectSize size = HedgesG(Group("96", "12", 20), Group("90", "12", 20)).value();

  EXPECT_EQ(FormatDecimal(size.standard_deviations), "0.49");
  EXPECT_EQ(size.label, EffectLabel::kSmall);
}

// The pooled variance is (9 x 100 + 29 x 196) / 38 = 173.26, d is -5 / 13.163, g is -0.3723.
TEST(HedgesG, WeighsTheSpreadOfBothGroupsByTheirSize) {
  const EffectSize size = HedgesG(Group("85", "10", 10), Group("90", "14", 30)).value();

  EXPECT_EQ(FormatDecimal(size.standard_deviations), "-0.37");
}

TEST(HedgesG, NeedsASpreadInOneGroupAtLeast) {
  EXPECT_TRUE(HedgesG(Group("85", "0", 10), Group("90", "14", 10)).has_value());
  EXPECT_EQ(HedgesG(Group("85", "0", 10), Group("90", "0", 10)).why().why, WhyNot::kNoSpread);
}

TEST(HedgesG, NeedsTwoChildrenInEachGroup) {
  EXPECT_EQ(HedgesG(Group("85", "10", 10), Group("90", "14", 1)).why().why,
            WhyNot::kTooFewChildren);
}

}  // namespace
}  // namespace cairn::impact
