#include "projections/impact/target_rag.h"

#include <gtest/gtest.h>

#include "tests/support/test_scores.h"

namespace cairn::impact {
namespace {

// From 41 words to 70.
WayToTarget Words(std::string_view now) {
  return WayTo({.baseline = Number("41"), .aim = Number("70"), .now = Number(now)}).value();
}

TEST(WayToTarget, OfCaseATurnsFromRedToGreen) {
  EXPECT_EQ(Words("52").rag, Rag::kRed);
  EXPECT_EQ(Words("52").percent, 38);
  EXPECT_EQ(Words("63").rag, Rag::kAmber);
  EXPECT_EQ(Words("63").percent, 76);
  EXPECT_EQ(Words("74").rag, Rag::kGreen);
  EXPECT_EQ(Words("74").percent, 114);
}

TEST(WayToTarget, IsAmberFromHalfWay) {
  EXPECT_EQ(Words("55.5").rag, Rag::kAmber);
  EXPECT_EQ(Words("55.4").rag, Rag::kRed);
  EXPECT_EQ(Words("55.4").percent, 49);
}

TEST(WayToTarget, IsGreenOnlyWhenTheAimIsReached) {
  EXPECT_EQ(Words("70").rag, Rag::kGreen);
  EXPECT_EQ(Words("69.99").rag, Rag::kAmber);
  EXPECT_EQ(Words("69.99").percent, 99);
}

TEST(WayToTarget, LeadsDownWhereLessIsAimedAt) {
  const TargetFigures exits = {.baseline = Number("11"), .aim = Number("3"), .now = Number("9")};

  EXPECT_EQ(WayTo(exits).value().percent, 25);
  EXPECT_EQ(WayTo(exits).value().rag, Rag::kRed);
}

TEST(WayToTarget, IsRedFurtherOffThanAtTheStart) {
  EXPECT_EQ(Words("30").rag, Rag::kRed);
  EXPECT_EQ(Words("30").percent, -38);
}

TEST(WayToTarget, NeedsAnAimABaselineAndAMeasurement) {
  EXPECT_EQ(WayTo({.baseline = Number("1"), .now = Number("2")}).why().why, WhyNot::kNoAim);
  EXPECT_EQ(WayTo({.aim = Number("1"), .now = Number("2")}).why().why, WhyNot::kNoBaseline);
  EXPECT_EQ(WayTo({.baseline = Number("1"), .aim = Number("2")}).why().why,
            WhyNot::kNothingMeasuredAfter);
}

TEST(WayToTarget, IsNoneWhereTheAimIsTheStart) {
  const Figure<WayToTarget> way =
      WayTo({.baseline = Number("5"), .aim = Number("5.0"), .now = Number("5")});

  EXPECT_EQ(way.why().why, WhyNot::kNothingToGain);
  EXPECT_EQ(way.why().sentence, "The aim is where the child started.");
}

}  // namespace
}  // namespace cairn::impact
