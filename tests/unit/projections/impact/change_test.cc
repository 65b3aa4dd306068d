#include "projections/impact/change.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/wording/words.h"
#include "tests/support/history_builder.h"
#include "tests/support/test_scores.h"

namespace cairn::impact {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ChangeTest : public testing::Test {
 protected:
  Figure<Change> Between() const { return ChangeBetween(before_, after_, limits_); }

  TestScore before_ = StandardScore("76", kOctober);
  TestScore after_ = StandardScore("85", kNextOctober);
  MeasureLimits limits_;
};

TEST_F(ChangeTest, IsTheLastLessTheFirst) {
  const Change change = Between().value();

  EXPECT_EQ(ChangeWords(change), "+9");
  EXPECT_EQ(change.days, 364);
  EXPECT_FALSE(change.at_least());
}

TEST_F(ChangeTest, KeepsTheDigitsOfTheMoreExactFigure) {
  *before_.score.mutable_value() = Number("10");
  *after_.score.mutable_value() = Number("12.50");

  EXPECT_EQ(ChangeWords(Between().value()), "+2.50");
  EXPECT_EQ(ChangeWords(ChangeBetween(after_, before_).value()), "-2.50");
}

TEST_F(ChangeTest, CarriesTheNameAndVersionOfItsFormula) {
  EXPECT_EQ(Between().formula(), (Formula{"change", 1}));
  after_.instrument = "NGRT";
  EXPECT_EQ(Between().formula(), (Formula{"change", 1}));
}

TEST_F(ChangeTest, IsNotSaidOfTwoInstruments) {
  after_.instrument = "NGRT";

  EXPECT_EQ(Between().why().why, WhyNot::kOtherInstrument);
  EXPECT_EQ(Between().why().sentence,
            "The two scores cannot be compared: the test differs (YARC PRIMARY, then NGRT).");
}

TEST_F(ChangeTest, IsNotSaidOfTwoMeasures) {
  after_.measure = "reading_rate";

  EXPECT_EQ(Between().why().why, WhyNot::kOtherMeasure);
  EXPECT_THAT(Between().why().sentence, HasSubstr("reading accuracy, then reading rate"));
}

TEST_F(ChangeTest, IsNotSaidOfTwoSubscales) {
  after_.score.set_subscale("conduct");

  EXPECT_EQ(Between().why().why, WhyNot::kOtherSubscale);
  EXPECT_THAT(Between().why().sentence, HasSubstr("not said, then conduct"));
}

TEST_F(ChangeTest, IsNotSaidOfTwoInformants) {
  before_.informant = "teacher";
  after_.informant = "parent";

  EXPECT_EQ(Between().why().why, WhyNot::kOtherInformant);
}

TEST_F(ChangeTest, IsNotSaidOfTwoScales) {
  after_.score.set_type(v1::SCORE_TYPE_SCALED);

  EXPECT_EQ(Between().why().why, WhyNot::kOtherScale);
  EXPECT_THAT(Between().why().sentence, HasSubstr("the kind of score differs (standard, then"));
}

TEST_F(ChangeTest, IsNotSaidOfAScaleThatNobodyRecorded) {
  before_.score.clear_type();
  after_.score.clear_type();

  EXPECT_EQ(Between().why().why, WhyNot::kOtherScale);
}

TEST_F(ChangeTest, IsNotSaidOfPercentiles) {
  before_.score.set_type(v1::SCORE_TYPE_PERCENTILE);
  after_.score.set_type(v1::SCORE_TYPE_PERCENTILE);

  EXPECT_EQ(Between().why().why, WhyNot::kScaleNotEven);
}

TEST_F(ChangeTest, IsNotSaidOfOneDay) {
  after_.taken_on = before_.taken_on;

  EXPECT_EQ(Between().why().why, WhyNot::kNoTimeBetween);
}

TEST_F(ChangeTest, IsNotSaidSoonerThanThePublisherAllows) {
  after_.taken_on = before_.taken_on.AddDays(89);
  limits_.days_between_min = 90;

  EXPECT_EQ(Between().why().why, WhyNot::kTooSoon);
  EXPECT_EQ(Between().why().sentence,
            "Only 89 days lie between the two scores; the publisher asks for at least 90.");
}

TEST_F(ChangeTest, NotesParallelForms) {
  before_.form = "A";
  after_.form = "B";

  EXPECT_THAT(Between().value().notes, ElementsAre("form A, then form B"));
}

TEST_F(ChangeTest, NotesAFormThatTheChildHadMetBefore) {
  before_.form = "A";
  after_.form = "A";

  EXPECT_THAT(Between().value().notes,
              ElementsAre("form A both times: the child had met it before"));
}

TEST_F(ChangeTest, IsAtLeastWhatAScoreAtTheTopShows) {
  limits_.highest = Number("85");

  EXPECT_EQ(ChangeWords(Between().value()), "at least +9");
  EXPECT_EQ(Between().value().at_end, ScaleEnd::kHighest);
}

TEST_F(ChangeTest, IsAtLeastWhatAStartAtTheBottomShows) {
  limits_.lowest = Number("76");

  EXPECT_EQ(ChangeWords(Between().value()), "at least +9");
  EXPECT_EQ(Between().value().at_end, ScaleEnd::kLowest);
}

TEST_F(ChangeTest, IsNotSaidWhereTheMeasureHasNoRoom) {
  before_.score = after_.score;
  limits_.highest = Number("85");

  EXPECT_EQ(Between().why().why, WhyNot::kCeiling);
  limits_ = {.lowest = Number("85")};
  EXPECT_EQ(Between().why().why, WhyNot::kFloor);
}

TEST_F(ChangeTest, KnowsTheEndsOfStanines) {
  after_.score.set_type(v1::SCORE_TYPE_STANINE);
  *after_.score.mutable_value() = Number("9");
  before_.score = after_.score;

  EXPECT_EQ(Between().why().why, WhyNot::kCeiling);
}

TEST_F(ChangeTest, IsNotSaidOfFiguresBeyondTheRange) {
  *after_.score.mutable_value() = Number("100001");

  EXPECT_EQ(Between().why().why, WhyNot::kFigureOutOfRange);
}

class SeriesTest : public testing::Test {
 protected:
  void Measure(std::string_view day, std::string_view words) {
    points_.push_back({Day(day), Number(words)});
  }
  Figure<Change> Series(const MeasureLimits& limits = {}) const {
    return ChangeOfSeries(points_, limits);
  }

  std::vector<CountedPoint> points_;
};

TEST_F(SeriesTest, GoesFromTheFirstPointToTheLast) {
  Measure("2025-01-27", "46");
  Measure("2025-02-11", "52");
  Measure("2025-04-25", "61");

  EXPECT_EQ(ChangeWords(Series().value()), "+15");
  EXPECT_EQ(Series().value().days, 88);
}

TEST_F(SeriesTest, SaysNothingWithoutABaseline) {
  EXPECT_EQ(Series().why().why, WhyNot::kNoBaseline);
}

TEST_F(SeriesTest, SaysNothingBeforeASecondMeasurement) {
  Measure("2025-01-27", "46");

  EXPECT_EQ(Series().why().why, WhyNot::kNothingMeasuredAfter);
}

TEST_F(SeriesTest, SaysNothingFromTwoPoints) {
  Measure("2025-01-27", "46");
  Measure("2025-04-25", "61");

  EXPECT_EQ(Series().why().why, WhyNot::kTooFewMeasurements);
  EXPECT_EQ(Series().why().sentence, "Measured 2 times; a line needs at least 3 points.");
}

TEST_F(SeriesTest, SaysNothingWhereEveryWordWasKnownFromTheStart) {
  Measure("2025-01-27", "100");
  Measure("2025-02-11", "99");
  Measure("2025-04-25", "100");

  EXPECT_EQ(Series({.highest = Number("100")}).why().why, WhyNot::kCeiling);
  EXPECT_EQ(Series({.highest = Number("100")}).why().sentence,
            "Both figures are the highest that the measure can give; it has no room to show more.");
}

}  // namespace
}  // namespace cairn::impact
