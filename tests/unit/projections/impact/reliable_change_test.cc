#include "projections/impact/reliable_change.h"

#include <gtest/gtest.h>

#include "projections/wording/words.h"
#include "tests/support/history_builder.h"
#include "tests/support/test_scores.h"

namespace cairn::impact {
namespace {

ReliableChange Judged(std::string_view before, std::string_view after) {
  return ReliableChangeBetween(StandardScore(before, kOctober, "4.5"),
                               StandardScore(after, kNextOctober, "4.5"))
      .value();
}

TEST(StandardErrorOf, IsTheRecordedOne) {
  EXPECT_EQ(FormatDecimal(StandardErrorOf(StandardScore("76", kOctober, "4.5")).value()), "4.5");
}

TEST(StandardErrorOf, IsDerivedFromTheIntervalAndItsLevel) {
  const TestScore test = ScoreWithInterval("76", kOctober, "71", "81", 95);

  EXPECT_EQ(FormatDecimal(StandardErrorOf(test).value()), "2.5510");
}

TEST(StandardErrorOf, IsTheCataloguedOneWhenTheRecordHasNone) {
  TestScore test = ScoreWithInterval("76", kOctober, "71", "81", 0);
  test.catalogued_error = Number("3.9");

  EXPECT_EQ(FormatDecimal(StandardErrorOf(test).value()), "3.9");
}

TEST(StandardErrorOf, CannotBeDerivedFromAnIntervalOfUnknownLevel) {
  const Figure<v1::Decimal> error =
      StandardErrorOf(ScoreWithInterval("76", kOctober, "71", "81", 0));

  EXPECT_EQ(error.why().why, WhyNot::kNoStandardError);
  EXPECT_EQ(error.why().sentence,
            "Neither the standard error of the test nor the level of its confidence interval is "
            "recorded.");
}

TEST(StandardErrorOf, IsNeverZero) {
  EXPECT_FALSE(StandardErrorOf(StandardScore("76", kOctober, "0")).has_value());
  EXPECT_FALSE(StandardErrorOf(ScoreWithInterval("76", kOctober, "76", "76", 95)).has_value());
}

TEST(StandardErrorFromReliability, OfNinetyOneHundredthsIsFourAndAHalf) {
  EXPECT_EQ(FormatDecimal(StandardErrorFromReliability(Number("15"), Number("0.91")).value()),
            "4.5000");
}

TEST(StandardErrorFromReliability, NeedsAReliabilityUpToOne) {
  EXPECT_EQ(StandardErrorFromReliability(Number("15"), Number("1.01")).why().why,
            WhyNot::kNoSpread);
  EXPECT_EQ(StandardErrorFromReliability(Number("0"), Number("0.91")).why().why, WhyNot::kNoSpread);
}

TEST(ReliableChange, NeedsTwelveAndAHalfPointsAtAnErrorOfFourAndAHalf) {
  EXPECT_EQ(FormatDecimal(Judged("76", "89").needed_points), "12.47");
  EXPECT_TRUE(Judged("76", "89").reliable);
  EXPECT_TRUE(Judged("89", "76").reliable);
  EXPECT_FALSE(Judged("76", "88").reliable);
}

TEST(ReliableChange, IsDecidedBeforeAnythingIsRounded) {
  EXPECT_FALSE(Judged("76", "88.4733").reliable);
  EXPECT_TRUE(Judged("76", "88.4734").reliable);
}

TEST(ReliableChange, CannotBeSaidWhereTheIntervalsOverlapAndTheirLevelIsUnknown) {
  const Figure<ReliableChange> change =
      ReliableChangeBetween(ScoreWithInterval("76", kOctober, "71", "81", 0),
                            ScoreWithInterval("85", kNextOctober, "80", "90", 0));

  EXPECT_EQ(change.why().why, WhyNot::kIntervalsOverlap);
  EXPECT_EQ(change.why().sentence,
            "Neither the standard error of the test nor the level of its confidence interval is "
            "known for both scores, and the intervals 71-81 and 80-90 overlap.");
}

TEST(ReliableChange, CannotBeSaidOfIntervalsApartWhoseLevelIsUnknown) {
  const Figure<ReliableChange> change =
      ReliableChangeBetween(ScoreWithInterval("76", kOctober, "71", "81", 0),
                            ScoreWithInterval("95", kNextOctober, "90", "100", 0));

  EXPECT_EQ(change.why().why, WhyNot::kNoStandardError);
}

TEST(ReliableChange, CannotBeSaidWhenOneScoreHasNoError) {
  const Figure<ReliableChange> change = ReliableChangeBetween(StandardScore("76", kOctober, "4.5"),
                                                              StandardScore("95", kNextOctober));

  EXPECT_EQ(change.why().why, WhyNot::kNoStandardError);
}

TEST(ReliableChange, MayBeSaidOfIntervalsThatOverlapWhenTheirLevelIsKnown) {
  const Figure<ReliableChange> change =
      ReliableChangeBetween(ScoreWithInterval("76", kOctober, "71", "81", 95),
                            ScoreWithInterval("85", kNextOctober, "80", "90", 95));

  EXPECT_EQ(FormatDecimal(change.value().needed_points), "7.07");
  EXPECT_TRUE(change.value().reliable);
}

TEST(ReliableChange, CannotBeDeniedWhereTheTopOfTheScaleMayHideTheRest) {
  const Figure<ReliableChange> change =
      ReliableChangeBetween(StandardScore("125", kOctober, "4.5"),
                            StandardScore("131", kNextOctober, "4.5"), {.highest = Number("131")});

  EXPECT_EQ(change.why().why, WhyNot::kCeiling);
  EXPECT_EQ(change.why().sentence,
            "The change is at least +6 and would have to pass 12.47, but a score lies at an end of "
            "the scale of YARC PRIMARY, which may hide the rest.");
}

TEST(ReliableChange, CannotBeDeniedOfAStartAtTheBottomOfTheScale) {
  const Figure<ReliableChange> change =
      ReliableChangeBetween(StandardScore("69", kOctober, "4.5"),
                            StandardScore("75", kNextOctober, "4.5"), {.lowest = Number("69")});

  EXPECT_EQ(change.why().why, WhyNot::kFloor);
}

TEST(ReliableChange, RefusesWhatChangeRefusesAndSaysWhichFormulaWasAsked) {
  TestScore other = StandardScore("89", kNextOctober, "4.5");
  other.instrument = "NGRT";
  const Figure<ReliableChange> change =
      ReliableChangeBetween(StandardScore("76", kOctober, "4.5"), other);

  EXPECT_EQ(change.why().why, WhyNot::kOtherInstrument);
  EXPECT_EQ(change.formula(), (Formula{"reliable change", 1}));
}

}  // namespace
}  // namespace cairn::impact
