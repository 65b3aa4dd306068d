#include "projections/calendar/bank_holidays.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/calendar_days.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<CivilDate> HolidaysOf(int year) {
  std::vector<CivilDate> holidays;
  for (CivilDate day = On(year, 1, 1); day <= On(year, 12, 31); day = day.AddDays(1)) {
    if (IsBankHoliday(day)) holidays.push_back(day);
  }
  return holidays;
}

TEST(Easter, FallsWhereTheChurchCalendarPutsIt) {
  EXPECT_EQ(EasterSunday(1961), On(1961, 4, 2));
  EXPECT_EQ(EasterSunday(2008), On(2008, 3, 23));
  EXPECT_EQ(EasterSunday(2024), On(2024, 3, 31));
  EXPECT_EQ(EasterSunday(2025), On(2025, 4, 20));
  EXPECT_EQ(EasterSunday(2026), On(2026, 4, 5));
  EXPECT_EQ(EasterSunday(2038), On(2038, 4, 25));
}

TEST(BankHolidays, AreTheEightOfAnOrdinaryYear) {
  EXPECT_THAT(HolidaysOf(2025),
              ElementsAre(On(2025, 1, 1), On(2025, 4, 18), On(2025, 4, 21), On(2025, 5, 5),
                          On(2025, 5, 26), On(2025, 8, 25), On(2025, 12, 25), On(2025, 12, 26)));
}

TEST(BankHolidays, MoveEarlyMayToVeDayIn2020AndStandInForBoxingDay) {
  EXPECT_THAT(HolidaysOf(2020),
              ElementsAre(On(2020, 1, 1), On(2020, 4, 10), On(2020, 4, 13), On(2020, 5, 8),
                          On(2020, 5, 25), On(2020, 8, 31), On(2020, 12, 25), On(2020, 12, 28)));
}

TEST(BankHolidays, StandInForAChristmasWeekendIn2021) {
  EXPECT_THAT(HolidaysOf(2021),
              ElementsAre(On(2021, 1, 1), On(2021, 4, 2), On(2021, 4, 5), On(2021, 5, 3),
                          On(2021, 5, 31), On(2021, 8, 30), On(2021, 12, 27), On(2021, 12, 28)));
}

TEST(BankHolidays, HoldTheJubileeAndTheStateFuneralIn2022) {
  EXPECT_THAT(HolidaysOf(2022),
              ElementsAre(On(2022, 1, 3), On(2022, 4, 15), On(2022, 4, 18), On(2022, 5, 2),
                          On(2022, 6, 2), On(2022, 6, 3), On(2022, 8, 29), On(2022, 9, 19),
                          On(2022, 12, 26), On(2022, 12, 27)));
}

TEST(BankHolidays, HoldTheCoronationIn2023) {
  EXPECT_THAT(HolidaysOf(2023), ElementsAre(On(2023, 1, 2), On(2023, 4, 7), On(2023, 4, 10),
                                            On(2023, 5, 1), On(2023, 5, 8), On(2023, 5, 29),
                                            On(2023, 8, 28), On(2023, 12, 25), On(2023, 12, 26)));
}

TEST(BankHolidays, StandInForNewYearsDayAndAChristmasWeekendLaterOn) {
  EXPECT_THAT(HolidaysOf(2027),
              ElementsAre(On(2027, 1, 1), On(2027, 3, 26), On(2027, 3, 29), On(2027, 5, 3),
                          On(2027, 5, 31), On(2027, 8, 30), On(2027, 12, 27), On(2027, 12, 28)));
  EXPECT_THAT(HolidaysOf(2028),
              ElementsAre(On(2028, 1, 3), On(2028, 4, 14), On(2028, 4, 17), On(2028, 5, 1),
                          On(2028, 5, 29), On(2028, 8, 28), On(2028, 12, 25), On(2028, 12, 26)));
}

TEST(BankHolidays, AreATableWithItsRangeAndSource) {
  const BankHolidaySource source = CheckedBankHolidays();

  EXPECT_EQ(source.first, On(2015, 1, 1));
  EXPECT_EQ(source.last, On(2030, 12, 31));
  EXPECT_THAT(std::string(source.from), HasSubstr("gov.uk"));
}

TEST(BankHolidays, OfTheTableAreThoseThatTheActGives) {
  const BankHolidaySource source = CheckedBankHolidays();

  std::vector<CivilDate> unequal;
  for (CivilDate day = source.first; day <= source.last; day = day.AddDays(1)) {
    if (IsBankHoliday(day) != IsComputedBankHoliday(day)) unequal.push_back(day);
  }

  EXPECT_THAT(unequal, ElementsAre());
}

TEST(BankHolidays, AreComputedOutsideTheTable) {
  EXPECT_TRUE(IsBankHoliday(On(2031, 4, 11)));  // Good Friday
  EXPECT_TRUE(IsBankHoliday(On(2014, 12, 26)));
  EXPECT_FALSE(IsBankHoliday(On(2031, 4, 10)));
}

}  // namespace
}  // namespace cairn
