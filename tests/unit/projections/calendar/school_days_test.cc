#include "projections/calendar/school_days.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/calendar_days.h"

namespace cairn {
namespace {

using ::testing::Optional;

// The invented school of case A, 2025/26.
SchoolCalendar HollowtreeTerms() {
  return {.terms = {{On(2025, 9, 3), On(2025, 12, 19)}, {On(2026, 1, 5), On(2026, 3, 27)}},
          .closures = {{On(2025, 10, 27), On(2025, 10, 31)}, {On(2026, 2, 16), On(2026, 2, 20)}}};
}

TEST(SchoolDays, AreWeekdaysInTermOutsideClosures) {
  EXPECT_TRUE(IsSchoolDay(HollowtreeTerms(), On(2025, 12, 19)));
  EXPECT_FALSE(IsSchoolDay(HollowtreeTerms(), On(2025, 12, 20)));  // Saturday
  EXPECT_FALSE(IsSchoolDay(HollowtreeTerms(), On(2025, 12, 22)));  // holidays
  EXPECT_FALSE(IsSchoolDay(HollowtreeTerms(), On(2025, 10, 28)));  // half term
  EXPECT_FALSE(IsSchoolDay(HollowtreeTerms(), On(2026, 1, 10)));
}

TEST(SchoolDays, LeaveOutBankHolidaysInTerm) {
  const SchoolCalendar summer = {.terms = {{On(2025, 4, 28), On(2025, 7, 22)}}, .closures = {}};

  EXPECT_FALSE(IsSchoolDay(summer, On(2025, 5, 5)));
  EXPECT_TRUE(IsSchoolDay(summer, On(2025, 5, 6)));
}

// Case A: left on 19 December, 15 school days.
TEST(SchoolDays, AreCountedThroughTheHolidays) {
  EXPECT_THAT(AddSchoolDays(HollowtreeTerms(), On(2025, 12, 19), 15), Optional(On(2026, 1, 23)));
}

TEST(SchoolDays, EndWhereTheCalendarEnds) {
  EXPECT_EQ(AddSchoolDays(HollowtreeTerms(), On(2026, 3, 20), 6), std::nullopt);
  EXPECT_THAT(AddSchoolDays(HollowtreeTerms(), On(2026, 3, 20), 5), Optional(On(2026, 3, 27)));
  EXPECT_EQ(AddSchoolDays({}, On(2026, 3, 20), 1), std::nullopt);
}

TEST(SchoolDays, AreNotCountedThroughDaysThatTheCalendarDoesNotKnow) {
  SchoolCalendar calendar = HollowtreeTerms();
  calendar.known = DayRange{On(2025, 9, 1), On(2026, 4, 12)};
  calendar.source = "Hollowtree Primary, term dates 2025/26";

  EXPECT_EQ(AddSchoolDays(calendar, On(2025, 7, 22), 5), std::nullopt);
  EXPECT_THAT(AddSchoolDays(calendar, On(2025, 12, 19), 15), Optional(On(2026, 1, 23)));
  EXPECT_EQ(AddSchoolDays(calendar, On(2026, 3, 27), 1), std::nullopt);
}

TEST(SchoolDays, EndWithTheSummerTermsLastOne) {
  const SchoolCalendar summer = {.terms = {{On(2025, 4, 28), On(2025, 7, 26)}}, .closures = {}};

  EXPECT_THAT(EndOfSummerTerm(summer, AcademicYear{2024}), Optional(On(2025, 7, 25)));
  EXPECT_EQ(EndOfSummerTerm(summer, AcademicYear{2025}), std::nullopt);
  EXPECT_EQ(EndOfSummerTerm(HollowtreeTerms(), AcademicYear{2025}), std::nullopt);
}

}  // namespace
}  // namespace cairn
