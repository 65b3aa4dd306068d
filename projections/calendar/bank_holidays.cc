#include "projections/calendar/bank_holidays.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "projections/calendar/any_year.h"

namespace cairn {
namespace {

// One year's days as month * 100 + day, in order; zero where there is no more.
struct HolidayYear {
  int year;
  std::array<int16_t, 10> days;
};

// Worked out once from the Act's rules by a program apart from this one, with the days proclaimed
// that are known to us; still to be held against the list at www.gov.uk/bank-holidays.
constexpr HolidayYear kChecked[] = {
    {2015, {101, 403, 406, 504, 525, 831, 1225, 1228}},
    {2016, {101, 325, 328, 502, 530, 829, 1226, 1227}},
    {2017, {102, 414, 417, 501, 529, 828, 1225, 1226}},
    {2018, {101, 330, 402, 507, 528, 827, 1225, 1226}},
    {2019, {101, 419, 422, 506, 527, 826, 1225, 1226}},
    {2020, {101, 410, 413, 508, 525, 831, 1225, 1228}},
    {2021, {101, 402, 405, 503, 531, 830, 1227, 1228}},
    {2022, {103, 415, 418, 502, 602, 603, 829, 919, 1226, 1227}},
    {2023, {102, 407, 410, 501, 508, 529, 828, 1225, 1226}},
    {2024, {101, 329, 401, 506, 527, 826, 1225, 1226}},
    {2025, {101, 418, 421, 505, 526, 825, 1225, 1226}},
    {2026, {101, 403, 406, 504, 525, 831, 1225, 1228}},
    {2027, {101, 326, 329, 503, 531, 830, 1227, 1228}},
    {2028, {103, 414, 417, 501, 529, 828, 1225, 1226}},
    {2029, {101, 330, 402, 507, 528, 827, 1225, 1226}},
    {2030, {101, 419, 422, 506, 527, 826, 1225, 1226}},
};

struct DayInYear {
  int year;
  int month;
  int day;
};

// Days proclaimed once: VE Day and the jubilee moved ordinary ones (kMovedAway).
constexpr DayInYear kProclaimed[] = {
    {2020, 5, 8},   // early May, moved to the 75th anniversary of VE Day
    {2022, 6, 2},   // spring, moved for the Platinum Jubilee
    {2022, 6, 3},   // Platinum Jubilee
    {2022, 9, 19},  // state funeral of Queen Elizabeth II
    {2023, 5, 8},   // coronation of King Charles III
};

// The ordinary days whose place they took.
constexpr DayInYear kMovedAway[] = {{2020, 5, 4}, {2022, 5, 30}};

bool IsOneOf(CivilDate day, const DayInYear* begin, const DayInYear* end) {
  return std::any_of(begin, end, [day](const DayInYear& listed) {
    return CivilDate::Of(listed.year, listed.month, listed.day) == day;
  });
}

bool IsWeekend(CivilDate day) { return day.weekday() >= Weekday::kSaturday; }

// 1 January, or the Monday after it when it is on a weekend.
bool IsNewYearHoliday(CivilDate day) {
  if (day.month() != 1 || IsWeekend(day)) return false;
  return day.day() == 1 || (day.weekday() == Weekday::kMonday && day.day() <= 3);
}

// 25 and 26 December, or the first working days after them that stand in.
bool IsChristmasHoliday(CivilDate day) {
  if (day.month() != 12 || IsWeekend(day)) return false;
  if (day.day() == 25 || day.day() == 26) return true;
  // 27 December stands in when it is a Monday or Tuesday, as 25 or 26 was then on a weekend; so
  // does 28 December.
  const bool after_weekend = day.weekday() <= Weekday::kTuesday;
  return (day.day() == 27 || day.day() == 28) && after_weekend;
}

bool IsEasterHoliday(CivilDate day) {
  const int days_after = day - EasterSunday(day.year());
  return days_after == -2 || days_after == 1;
}

// The first and last Mondays of May and the last of August.
bool IsMondayHoliday(CivilDate day) {
  if (day.weekday() != Weekday::kMonday) return false;
  if (day.month() == 5) return day.day() <= 7 || day.day() > 24;
  return day.month() == 8 && day.day() > 24;
}

}  // namespace

CivilDate EasterSunday(int year) {
  // The anonymous Gregorian algorithm, in the form of Butcher (1876).
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int month_and_day = h + l - 7 * m + 114;
  return DayInAnyYear(year, month_and_day / 31, month_and_day % 31 + 1);
}

BankHolidaySource CheckedBankHolidays() {
  return {
      .first = DayInAnyYear(std::begin(kChecked)->year, 1, 1),
      .last = DayInAnyYear(std::prev(std::end(kChecked))->year, 12, 31),
      .from =
          "the 1971 Act, England and Wales, and the days proclaimed since; not yet held against "
          "www.gov.uk/bank-holidays"};
}

bool IsBankHoliday(CivilDate day) {
  const int index = day.year() - std::begin(kChecked)->year;
  if (index < 0 || index >= static_cast<int>(std::size(kChecked))) {
    return IsComputedBankHoliday(day);
  }
  const auto& days = kChecked[index].days;
  return std::find(days.begin(), days.end(), day.month() * 100 + day.day()) != days.end();
}

bool IsComputedBankHoliday(CivilDate day) {
  if (IsOneOf(day, std::begin(kProclaimed), std::end(kProclaimed))) return true;
  if (IsOneOf(day, std::begin(kMovedAway), std::end(kMovedAway))) return false;
  return IsNewYearHoliday(day) || IsChristmasHoliday(day) || IsEasterHoliday(day) ||
         IsMondayHoliday(day);
}

}  // namespace cairn
