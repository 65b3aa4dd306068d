#include "projections/calendar/academic_year.h"

#include <gtest/gtest.h>

#include "tests/support/calendar_days.h"

namespace cairn {
namespace {

TEST(AcademicYear, RunsFromSeptemberToAugust) {
  const AcademicYear year = AcademicYearOf(On(2025, 2, 11));

  EXPECT_EQ(year.Name(), "2024/25");
  EXPECT_EQ(year.first(), On(2024, 9, 1));
  EXPECT_EQ(year.last(), On(2025, 8, 31));
}

TEST(AcademicYear, ChangesOnTheFirstOfSeptember) {
  EXPECT_EQ(AcademicYearOf(On(2025, 8, 31)).Name(), "2024/25");
  EXPECT_EQ(AcademicYearOf(On(2025, 9, 1)).Name(), "2025/26");
  EXPECT_EQ(AcademicYearOf(On(2099, 9, 1)).Name(), "2099/00");
}

// Education Act 1996 section 8: the last Friday in June.
TEST(CompulsorySchoolAge, EndsOnTheLastFridayInJuneOfTheYearTheyTurnSixteen) {
  EXPECT_EQ(EndOfCompulsorySchoolAge(On(2010, 2, 3)), On(2026, 6, 26));
  EXPECT_EQ(EndOfCompulsorySchoolAge(On(2010, 8, 31)), On(2026, 6, 26));
  EXPECT_EQ(EndOfCompulsorySchoolAge(On(2010, 9, 1)), On(2027, 6, 25));
}

TEST(CompulsorySchoolAge, HoldsForALeapDay) {
  EXPECT_EQ(EndOfCompulsorySchoolAge(On(2012, 2, 29)), On(2028, 6, 30));
}

}  // namespace
}  // namespace cairn
