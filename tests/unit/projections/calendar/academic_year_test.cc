#include "projections/calendar/academic_year.h"

#include <gtest/gtest.h>

#include "tests/support/calendar_days.h"

namespace cairn {
namespace {

TEST(AcademicYear, MayBeginBeforeAndEndAfterTheYearsThatCanBeWritten) {
  EXPECT_EQ(AcademicYearOf(On(1900, 3, 1)).first().AddDays(122), On(1900, 1, 1));
  EXPECT_EQ(AcademicYearOf(On(2199, 9, 1)).last().AddDays(-243), On(2199, 12, 31));
}

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

TEST(AcademicYear, IsFoundByItsName) {
  EXPECT_EQ(AcademicYearNamed("2024/25"), AcademicYearOf(On(2024, 9, 1)));
  EXPECT_EQ(AcademicYearNamed("2099/00"), AcademicYearOf(On(2099, 9, 1)));
}

TEST(AcademicYear, IsNotFoundByAnyOtherText) {
  for (const char* name : {"", "2024", "2024/2025", "2024/26", "24/25", "2024-25", " 024/25",
                           "2024/25 ", "+024/25", "9999/00", "year"}) {
    EXPECT_EQ(AcademicYearNamed(name), std::nullopt) << name;
  }
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
