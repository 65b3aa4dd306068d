// Every form of words in which a time limit is written.
#include "projections/calendar/counting.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/calendar_days.h"

namespace cairn {
namespace {

using ::testing::Optional;

// The end of a count, moved where its form lets it move.
std::optional<CivilDate> EndOf(Counting counting, int count, CivilDate start,
                               const SchoolCalendar* calendar = nullptr) {
  const CountingForm& form = FormOf(counting);
  const std::optional<CivilDate> counted = CountedEnd(form, count, start, calendar);
  return counted.has_value() ? std::optional(MovedEnd(form, *counted)) : std::nullopt;
}

TEST(Counting, OfWeeksLeavesTheEventDayOutAndNeverRollsOver) {
  EXPECT_THAT(EndOf(Counting::kWeeks, 6, On(2024, 11, 5)), Optional(On(2024, 12, 17)));
  EXPECT_THAT(EndOf(Counting::kWeeks, 6, On(2025, 11, 13)), Optional(On(2025, 12, 25)));
}

TEST(Counting, OfDaysBeginningWithTheEventCountsItsDay) {
  EXPECT_THAT(EndOf(Counting::kDaysBeginningWith, 15, On(2025, 2, 13)), Optional(On(2025, 2, 27)));
  EXPECT_THAT(EndOf(Counting::kDays, 15, On(2025, 2, 13)), Optional(On(2025, 2, 28)));
}

TEST(Counting, OfNoticeGoesBackwards) {
  EXPECT_THAT(EndOf(Counting::kWeeksBefore, 2, On(2025, 11, 12)), Optional(On(2025, 10, 29)));
  EXPECT_THAT(EndOf(Counting::kMonthsBefore, 5, On(2026, 7, 31)), Optional(On(2026, 2, 28)));
}

TEST(Counting, OfMonthsClipsToTheEndOfTheMonth) {
  EXPECT_THAT(EndOf(Counting::kMonths, 2, On(2025, 12, 31)), Optional(On(2026, 2, 28)));
  EXPECT_THAT(EndOf(Counting::kMonthsBeginningWith, 6, On(2025, 3, 10)), Optional(On(2025, 9, 9)));
}

TEST(Counting, OfAMonthToAnswerEndsOnAWorkingDay) {
  EXPECT_THAT(EndOf(Counting::kMonthsThenWorkingDay, 1, On(2025, 3, 12)),
              Optional(On(2025, 4, 14)));
}

TEST(Counting, OfYearsTurnsALeapDayIntoTheLastOfFebruary) {
  EXPECT_THAT(EndOf(Counting::kYears, 31, On(2012, 2, 29)), Optional(On(2043, 2, 28)));
}

TEST(Counting, OfWorkingDaysGoesBothWays) {
  EXPECT_THAT(EndOf(Counting::kWorkingDays, 3, On(2025, 6, 27)), Optional(On(2025, 7, 2)));
  EXPECT_THAT(EndOf(Counting::kWorkingDaysBefore, 3, On(2025, 7, 2)), Optional(On(2025, 6, 27)));
  EXPECT_THAT(EndOf(Counting::kWorkingDaysBefore, 5, On(2025, 4, 23)), Optional(On(2025, 4, 14)));
}

TEST(Counting, OfTribunalDaysLeavesAugustOutInBothDirections) {
  EXPECT_THAT(EndOf(Counting::kTribunalWorkingDays, 30, On(2025, 7, 24)),
              Optional(On(2025, 10, 3)));
  EXPECT_THAT(EndOf(Counting::kTribunalWorkingDaysBefore, 30, On(2025, 10, 3)),
              Optional(On(2025, 7, 24)));
}

TEST(Counting, BeforeADayOfTheYearEndsTheDayBeforeIt) {
  EXPECT_THAT(EndOf(Counting::kBefore15February, 0, On(2026, 9, 1)), Optional(On(2026, 2, 14)));
  EXPECT_THAT(EndOf(Counting::kBefore31March, 0, On(2026, 9, 1)), Optional(On(2026, 3, 30)));
}

TEST(Counting, OfTheAcademicYearEndsOn31August) {
  EXPECT_THAT(EndOf(Counting::kInAcademicYear, 0, On(2024, 11, 12)), Optional(On(2025, 8, 31)));
  EXPECT_THAT(EndOf(Counting::kInAcademicYear, 0, On(2025, 8, 31)), Optional(On(2025, 8, 31)));
}

TEST(Counting, OfTheSummerTermNeedsTheTermToBeKnown) {
  const SchoolCalendar year = {
      .terms = {{On(2024, 9, 3), On(2024, 12, 20)}, {On(2025, 4, 28), On(2025, 7, 22)}},
      .closures = {{On(2025, 7, 21), On(2025, 7, 22)}}};

  EXPECT_THAT(EndOf(Counting::kInSummerTerm, 0, On(2024, 11, 12), &year),
              Optional(On(2025, 7, 18)));
  EXPECT_EQ(EndOf(Counting::kInSummerTerm, 0, On(2025, 9, 12), &year), std::nullopt);
  EXPECT_EQ(EndOf(Counting::kInSummerTerm, 0, On(2024, 11, 12)), std::nullopt);
}

TEST(Counting, AtOnceIsTheDayItself) {
  EXPECT_THAT(EndOf(Counting::kAtOnce, 0, On(2025, 11, 14)), Optional(On(2025, 11, 14)));
}

TEST(Counting, SaysHowItCounted) {
  EXPECT_EQ(HowCounted(FormOf(Counting::kWeeksBefore), 1, On(2025, 11, 12), "it is held"),
            "at least 1 week before 12 Nov 2025, when it is held");
  EXPECT_EQ(HowCounted(FormOf(Counting::kBefore15February), 0, On(2026, 9, 1), "they move"),
            "before 15 February of the year of 1 Sep 2026, when they move");
}

}  // namespace
}  // namespace cairn
