#include "projections/record/school_years.h"

#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

// Two terms of one year and the first of the next, with a week off.
Record School() {
  HistoryBuilder history;
  history
      .Add("2024-09-01",
           "term_dates_set { school_year: '2024/25' terms { from { year: 2024 month: 9 day: 2 } to "
           "{ year: 2024 month: 12 day: 20 } } terms { from { year: 2025 month: 1 day: 6 } to { "
           "year: 2025 month: 7 day: 22 } } closures { from { year: 2024 month: 10 day: 28 } to { "
           "year: 2024 month: 11 day: 1 } } }")
      .Add("2025-08-01",
           "term_dates_set { school_year: '2025/26' terms { from { year: 2025 month: 9 day: 1 } to "
           "{ year: 2026 month: 7 day: 21 } } }");
  return Fold({}, history.events());
}

TEST(SchoolYears, CountTheDaysOnWhichSchoolIsInSession) {
  const Record school = School();
  SchoolYears years(&school.setting);

  EXPECT_EQ(years.SchoolDays(Day("2024-10-21"), Day("2024-11-08")), 10);
  EXPECT_EQ(years.SchoolDays(Day("2024-12-20"), Day("2025-01-06")), 2);
  EXPECT_EQ(years.SchoolDays(Day("2024-11-08"), Day("2024-11-07")), 0);
}

TEST(SchoolYears, CountFromOneYearIntoTheNext) {
  const Record school = School();
  SchoolYears years(&school.setting);

  EXPECT_EQ(years.SchoolDays(Day("2025-07-21"), Day("2025-09-02")), 4);
}

TEST(SchoolYears, CountAsDayAfterDayWould) {
  const Record school = School();
  SchoolYears years(&school.setting);
  const SchoolCalendar calendar = *SchoolCalendarAround(school.setting, Day("2025-03-03"));
  int count = 0;
  for (CivilDate day = Day("2024-09-01"); day <= Day("2026-08-31"); day = day.AddDays(1)) {
    count += IsSchoolDay(calendar, day) ? 1 : 0;
    ASSERT_EQ(years.SchoolDays(Day("2024-09-01"), day), count) << FormatDate(day);
  }
}

TEST(SchoolYears, KnowNothingBeyondTheTermsThatWereSet) {
  const Record school = School();
  SchoolYears years(&school.setting);
  SchoolYears none(nullptr);

  EXPECT_EQ(years.SchoolDays(Day("2026-08-31"), Day("2026-09-01")), std::nullopt);
  EXPECT_EQ(years.SchoolDays(Day("2024-08-30"), Day("2024-09-03")), std::nullopt);
  EXPECT_EQ(none.SchoolDays(Day("2025-03-03"), Day("2025-03-03")), std::nullopt);
  EXPECT_EQ(none.Around(Day("2025-03-03")), nullptr);
}

}  // namespace
}  // namespace cairn
