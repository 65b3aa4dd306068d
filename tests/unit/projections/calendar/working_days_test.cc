#include "projections/calendar/working_days.h"

#include <gtest/gtest.h>

#include "tests/support/calendar_days.h"

namespace cairn {
namespace {

TEST(WorkingDays, LeaveOutWeekendsAndHolidays) {
  EXPECT_TRUE(IsWorkingDay(On(2025, 4, 17)));
  EXPECT_FALSE(IsWorkingDay(On(2025, 4, 18)));  // Good Friday
  EXPECT_FALSE(IsWorkingDay(On(2025, 4, 19)));
  EXPECT_FALSE(IsWorkingDay(On(2025, 4, 20)));
  EXPECT_FALSE(IsWorkingDay(On(2025, 4, 21)));  // Easter Monday
}

// A mediation certificate: within three working days.
TEST(WorkingDays, AreCountedFromTheDayAfter) {
  EXPECT_EQ(AddWorkingDays(On(2025, 6, 27), 3), On(2025, 7, 2));
  EXPECT_EQ(AddWorkingDays(On(2025, 6, 28), 0), On(2025, 6, 28));
}

TEST(WorkingDays, RollForwardOnlyFromADayThatIsNone) {
  EXPECT_EQ(WorkingDayOnOrAfter(On(2025, 4, 12)), On(2025, 4, 14));
  EXPECT_EQ(WorkingDayOnOrAfter(On(2025, 4, 18)), On(2025, 4, 22));
  EXPECT_EQ(WorkingDayOnOrAfter(On(2025, 4, 14)), On(2025, 4, 14));
}

// Tribunal Procedure (HESC) Rules 2008, rule 12(3)(b): 3 October; 5 September if August were
// counted.
TEST(TribunalDays, SkipAugustForEveryActButTheAppeal) {
  EXPECT_EQ(AddTribunalWorkingDays(On(2025, 7, 24), 30), On(2025, 10, 3));
  EXPECT_EQ(AddWorkingDays(On(2025, 7, 24), 30), On(2025, 9, 5));
}

TEST(TribunalDays, SkipTheDaysFromChristmasToNewYear) {
  EXPECT_EQ(AddTribunalWorkingDays(On(2025, 12, 24), 1), On(2026, 1, 2));
  EXPECT_FALSE(IsTribunalHoliday(On(2025, 12, 24)));
  EXPECT_TRUE(IsTribunalHoliday(On(2025, 12, 25)));
  EXPECT_TRUE(IsTribunalHoliday(On(2026, 1, 1)));
  EXPECT_FALSE(IsTribunalHoliday(On(2026, 1, 2)));
}

TEST(AppealTime, MovesItsEndOutOfTheTribunalsHolidays) {
  EXPECT_EQ(EndOfAppealTime(On(2025, 8, 17)), On(2025, 9, 1));
  EXPECT_EQ(EndOfAppealTime(On(2025, 12, 29)), On(2026, 1, 2));
  EXPECT_EQ(EndOfAppealTime(On(2024, 8, 31)), On(2024, 9, 2));  // 1 Sep 2024 is a Sunday
}

TEST(AppealTime, ThatEndsAtAWeekendBeforeAugustEndsAfterAugust) {
  EXPECT_EQ(EndOfAppealTime(On(2005, 7, 30)), On(2005, 9, 1));  // a Saturday; Monday is 1 August
}

TEST(AppealTime, MovesAnyOtherEndToAWorkingDay) {
  EXPECT_EQ(EndOfAppealTime(On(2025, 9, 7)), On(2025, 9, 8));
  EXPECT_EQ(EndOfAppealTime(On(2025, 9, 9)), On(2025, 9, 9));
}

}  // namespace
}  // namespace cairn
