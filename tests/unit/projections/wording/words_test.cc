#include "projections/wording/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/v1/people.pb.h"

#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;

v1::Decimal Decimal(int64_t value, int scale) {
  v1::Decimal decimal;
  decimal.set_value(value);
  decimal.set_scale(scale);
  return decimal;
}

TEST(Words, SpellACodeOut) {
  EXPECT_EQ(Words(v1::CAPACITY_CLASS_TEACHER), "class teacher");
  EXPECT_EQ(Words(v1::OUTSIDE_SERVICE_SPEECH_AND_LANGUAGE_THERAPY), "speech and language therapy");
}

TEST(Words, KeepAcronymsInCapitals) {
  EXPECT_EQ(Words(v1::ROLE_SENCO), "SENCO");
  EXPECT_EQ(Words(v1::OUTSIDE_SERVICE_CAMHS), "CAMHS");
  EXPECT_EQ(Words(v1::CAPACITY_LA_OFFICER), "LA officer");
}

TEST(Words, AreEmptyForWhatIsUnspecifiedOrUnknown) {
  EXPECT_EQ(Words(v1::CAPACITY_UNSPECIFIED), "");
  EXPECT_EQ(Words(static_cast<v1::Capacity>(999)), "");
}

TEST(Code, KeepsCensusCodesAsTheyAre) {
  EXPECT_EQ(Code(v1::SEN_TYPE_SPLD), "SPLD");
  EXPECT_EQ(Code(v1::SEN_PROVISION_K), "K");
}

TEST(FormatDecimal, PutsThePointWhereTheScaleSays) {
  EXPECT_EQ(FormatDecimal(Decimal(159, 2)), "1.59");
  EXPECT_EQ(FormatDecimal(Decimal(5, 2)), "0.05");
  EXPECT_EQ(FormatDecimal(Decimal(-5, 1)), "-0.5");
  EXPECT_EQ(FormatDecimal(Decimal(76, 0)), "76");
}

TEST(FormatPence, GroupsThousands) {
  EXPECT_EQ(FormatPence(318000), "GBP 3,180.00");
  EXPECT_EQ(FormatPence(5), "GBP 0.05");
  EXPECT_EQ(FormatPence(123456789), "GBP 1,234,567.89");
}

TEST(ShortDay, LeavesTheYearOutWhenItIsTheSame) {
  EXPECT_EQ(ShortDay(Day("2024-11-12"), Day("2024-09-01")), "12 Nov");
  EXPECT_EQ(ShortDay(Day("2025-01-14"), Day("2024-09-01")), "14 Jan 2025");
}

TEST(Join, LeavesOutWhatIsEmpty) {
  EXPECT_EQ(Join(std::vector<std::string>{"a", "", "b"}, ", "), "a, b");
}

TEST(DoseWords, SayOnlyWhatIsKnown) {
  v1::PlannedDose dose;
  dose.mutable_sessions_per_week()->set_value(5);
  dose.set_minutes_per_session(20);
  dose.set_group_size(3);

  EXPECT_THAT(DoseWords(dose), ElementsAre("5 x 20 min a week", "group of 3"));
}

TEST(ScoreWords, NameTheScaleAndTheLevelOfTheInterval) {
  v1::Score score;
  score.set_type(v1::SCORE_TYPE_STANDARD);
  *score.mutable_value() = Decimal(85, 0);
  *score.mutable_interval_low() = Decimal(80, 0);
  *score.mutable_interval_high() = Decimal(90, 0);
  score.set_interval_level_percent(95);

  EXPECT_EQ(ScoreWords(score), "SS 85 (80-90, 95%)");
}

}  // namespace
}  // namespace cairn
