#include "projections/codes/nc_years.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cairn::codes {
namespace {

CivilDate DayOf(int year, int month, int day) { return *CivilDate::Of(year, month, day); }

TEST(NcYears, FollowTheAgeOn31August) {
  EXPECT_EQ(NcYearForAge(2)->code, "N1");
  EXPECT_EQ(NcYearForAge(3)->code, "N2");
  EXPECT_EQ(NcYearForAge(4)->code, "R");
  EXPECT_EQ(NcYearForAge(5)->code, "1");
  EXPECT_EQ(NcYearForAge(15)->code, "11");
  EXPECT_EQ(NcYearForAge(18)->code, "14");
}

TEST(NcYears, AreUsualForNoOtherAge) {
  EXPECT_EQ(NcYearForAge(-1), nullptr);
  EXPECT_EQ(NcYearForAge(1), nullptr);
  EXPECT_EQ(NcYearForAge(19), nullptr);
}

TEST(NcYears, AreTheAgeLessFour) {
  for (int year = 1; year <= 14; ++year) {
    ASSERT_NE(NcYearForAge(year + 4), nullptr) << year;
    EXPECT_EQ(NcYearForAge(year + 4)->code, std::to_string(year));
  }
}

// The children of the two cases.
TEST(NcYears, FollowFromTheBirthDate) {
  EXPECT_EQ(UsualNcYear(DayOf(2017, 2, 11), DayOf(2024, 9, 4))->code, "3");
  EXPECT_EQ(UsualNcYear(DayOf(2017, 2, 11), DayOf(2025, 9, 10))->code, "4");
  EXPECT_EQ(UsualNcYear(DayOf(2012, 1, 19), DayOf(2024, 9, 3))->code, "8");
}

TEST(NcYears, BeginOn1SeptemberForTheNextCohort) {
  EXPECT_EQ(UsualNcYear(DayOf(2018, 8, 31), DayOf(2024, 9, 1))->code, "2");
  EXPECT_EQ(UsualNcYear(DayOf(2018, 9, 1), DayOf(2024, 9, 1))->code, "1");
  EXPECT_EQ(UsualNcYear(DayOf(2018, 9, 1), DayOf(2024, 8, 31))->code, "R");
}

TEST(NcYears, AreNoneBeforeBirthAndAfterSchool) {
  EXPECT_EQ(UsualNcYear(DayOf(2024, 3, 1), DayOf(2023, 9, 1)), nullptr);
  EXPECT_EQ(UsualNcYear(DayOf(2000, 3, 1), DayOf(2024, 9, 1)), nullptr);
}

TEST(NcYears, BelongToKeyStages) {
  EXPECT_EQ(FindNcYear("R")->stage, KeyStage::kFoundation);
  EXPECT_EQ(FindNcYear("2")->stage, KeyStage::kOne);
  EXPECT_EQ(FindNcYear("3")->stage, KeyStage::kTwo);
  EXPECT_EQ(FindNcYear("9")->stage, KeyStage::kThree);
  EXPECT_EQ(FindNcYear("10")->stage, KeyStage::kFour);
  EXPECT_EQ(FindNcYear("12")->stage, KeyStage::kFive);
  EXPECT_EQ(FindNcYear("X")->stage, KeyStage::kNone);
}

TEST(NcYears, AreFoundAsTheyAreWritten) {
  EXPECT_EQ(FindNcYear("r"), nullptr);
  EXPECT_EQ(FindNcYear("01"), nullptr);
  EXPECT_EQ(FindNcYear("15"), nullptr);
  EXPECT_EQ(NcYears().size(), 20u);
}

}  // namespace
}  // namespace cairn::codes
