#include "projections/calendar/date.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/calendar_days.h"
#include "tests/support/entries.h"

namespace cairn {
namespace {

using ::testing::Optional;

constexpr int64_t kMicrosPerSecond = 1'000'000;

// An instant from its Unix seconds.
constexpr int64_t AtSecond(int64_t seconds) { return seconds * kMicrosPerSecond; }

TEST(CivilDate, KnowsWhichDaysExist) {
  EXPECT_THAT(CivilDate::Of(2024, 2, 29), Optional(On(2024, 2, 29)));
  EXPECT_EQ(CivilDate::Of(2025, 2, 29), std::nullopt);
  EXPECT_EQ(CivilDate::Of(2025, 4, 31), std::nullopt);
  EXPECT_EQ(CivilDate::Of(2025, 0, 1), std::nullopt);
  EXPECT_EQ(CivilDate::Of(2025, 13, 1), std::nullopt);
  EXPECT_EQ(CivilDate::Of(1899, 12, 31), std::nullopt);
  EXPECT_EQ(CivilDate::Of(2200, 1, 1), std::nullopt);
}

TEST(CivilDate, GivesItsPartsBack) {
  const CivilDate date = On(2024, 11, 12);

  EXPECT_EQ(date.year(), 2024);
  EXPECT_EQ(date.month(), 11);
  EXPECT_EQ(date.day(), 12);
  EXPECT_EQ(date.weekday(), Weekday::kTuesday);
}

TEST(CivilDate, CountsDaysAcrossMonthsAndLeapYears) {
  EXPECT_EQ(On(2024, 2, 28).AddDays(2), On(2024, 3, 1));
  EXPECT_EQ(On(2025, 3, 1).AddDays(-1), On(2025, 2, 28));
  EXPECT_EQ(On(2025, 3, 1) - On(2024, 3, 1), 365);
  EXPECT_EQ(On(2024, 9, 27).AddWeeks(2), On(2024, 10, 11));
}

TEST(CivilDate, ClipsMonthsToTheLastDayThatExists) {
  EXPECT_EQ(On(2025, 12, 31).AddMonths(2), On(2026, 2, 28));
  EXPECT_EQ(On(2025, 12, 31).AddMonths(-10), On(2025, 2, 28));
  EXPECT_EQ(On(2024, 2, 29).AddYears(1), On(2025, 2, 28));
  EXPECT_EQ(On(2025, 1, 15).AddMonths(12), On(2026, 1, 15));
}

TEST(CivilDate, OrdersByDay) {
  EXPECT_LT(On(2024, 12, 31), On(2025, 1, 1));
  EXPECT_EQ(On(1970, 1, 1), CivilDate());
}

TEST(CivilDate, SpansWhatAnUncertainDateCanMean) {
  EXPECT_THAT(EarliestDay(DateOf(2024)), Optional(On(2024, 1, 1)));
  EXPECT_THAT(LatestDay(DateOf(2024)), Optional(On(2024, 12, 31)));
  EXPECT_THAT(EarliestDay(DateOf(2024, 2)), Optional(On(2024, 2, 1)));
  EXPECT_THAT(LatestDay(DateOf(2024, 2)), Optional(On(2024, 2, 29)));
  EXPECT_EQ(EarliestDay(v1::Date()), std::nullopt);
  EXPECT_EQ(LatestDay(v1::Date()), std::nullopt);
  EXPECT_EQ(LatestDay(DateOf(2024, 13)), std::nullopt);
}

TEST(CivilDate, PrintsAsExactlyAsItIsKnown) {
  EXPECT_EQ(FormatDate(On(2024, 11, 12)), "12 Nov 2024");
  EXPECT_EQ(FormatDate(DateOf(2024, 11)), "Nov 2024");
  EXPECT_EQ(FormatDate(DateOf(2024)), "2024");
  EXPECT_EQ(FormatDate(v1::Date()), "");
}

TEST(CivilDate, SurvivesTheWayThroughProto) {
  EXPECT_THAT(EarliestDay(ToProto(On(2017, 2, 11))), Optional(On(2017, 2, 11)));
}

TEST(London, IsOnSummerTimeBetweenTheLastSundaysOfMarchAndOctober) {
  EXPECT_EQ(LondonOffsetMinutes(AtSecond(1743296399)), 0);   // 30 Mar 2025 00:59:59 UTC
  EXPECT_EQ(LondonOffsetMinutes(AtSecond(1743296400)), 60);  // 30 Mar 2025 01:00:00 UTC
  EXPECT_EQ(LondonOffsetMinutes(AtSecond(1761440399)), 60);  // 26 Oct 2025 00:59:59 UTC
  EXPECT_EQ(LondonOffsetMinutes(AtSecond(1761440400)), 0);   // 26 Oct 2025 01:00:00 UTC
}

TEST(London, BeginsItsDayAnHourBeforeUtcInSummer) {
  EXPECT_EQ(DayOfMicros(AtSecond(1751410799)), On(2025, 7, 1));  // 1 Jul 2025 22:59:59 UTC
  EXPECT_EQ(DayOfMicros(AtSecond(1751410800)), On(2025, 7, 2));  // 1 Jul 2025 23:00:00 UTC
  EXPECT_EQ(DayOfMicros(AtSecond(1734566399)), On(2024, 12, 18));
  EXPECT_EQ(DayOfMicros(AtSecond(1734566400)), On(2024, 12, 19));
  EXPECT_EQ(DayOfMicros(-1), On(1969, 12, 31));
}

TEST(London, StartsEveryDayAtItsOwnMidnight) {
  EXPECT_EQ(StartOfDayMicros(On(2025, 3, 30)), AtSecond(1743292800));   // still GMT
  EXPECT_EQ(StartOfDayMicros(On(2025, 3, 31)), AtSecond(1743375600));   // BST
  EXPECT_EQ(StartOfDayMicros(On(2025, 10, 26)), AtSecond(1761433200));  // still BST
  EXPECT_EQ(StartOfDayMicros(On(2025, 10, 27)), AtSecond(1761523200));  // GMT
}

TEST(Occurred, SpansFromTheFirstDayOfFromToTheLastOfTo) {
  v1::Occurred occurred;
  *occurred.mutable_from() = DateOf(2024, 9);
  *occurred.mutable_to() = DateOf(2024, 11);

  EXPECT_THAT(EarliestDay(occurred), Optional(On(2024, 9, 1)));
  EXPECT_THAT(LatestDay(occurred), Optional(On(2024, 11, 30)));
}

TEST(Occurred, EndsWithItsOnlyDayWhenThereIsNoOther) {
  v1::Occurred occurred;
  *occurred.mutable_from() = DateOf(2024, 9, 27);

  EXPECT_THAT(LatestDay(occurred), Optional(On(2024, 9, 27)));
}

TEST(Occurred, StartsAtMidnightInLondonWhenOnlyTheDayIsKnown) {
  v1::Occurred occurred;
  *occurred.mutable_from() = DateOf(2025, 7, 2);

  EXPECT_THAT(EarliestInstantMicros(occurred), Optional(AtSecond(1751410800)));
}

TEST(Occurred, StartsAtItsMinuteAtTheOffsetGiven) {
  v1::Occurred occurred;
  *occurred.mutable_from() = DateOf(2025, 7, 2);
  occurred.set_from_minute(9 * 60 + 30);
  occurred.set_utc_offset_minutes(60);

  EXPECT_THAT(EarliestInstantMicros(occurred), Optional(AtSecond(1751445000)));  // 08:30 UTC
}

TEST(Occurred, TakesLondonsOffsetForAMinuteWithoutOne) {
  v1::Occurred summer;
  *summer.mutable_from() = DateOf(2025, 7, 2);
  summer.set_from_minute(9 * 60 + 30);
  v1::Occurred winter;
  *winter.mutable_from() = DateOf(2024, 12, 19);
  winter.set_from_minute(30);

  EXPECT_THAT(EarliestInstantMicros(summer), Optional(AtSecond(1751445000)));
  EXPECT_THAT(EarliestInstantMicros(winter), Optional(AtSecond(1734568200)));
}

TEST(Occurred, HasNoInstantWithoutAYear) {
  EXPECT_EQ(EarliestInstantMicros(v1::Occurred()), std::nullopt);
}

}  // namespace
}  // namespace cairn
