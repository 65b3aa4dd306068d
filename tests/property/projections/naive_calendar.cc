#include "tests/property/projections/naive_calendar.h"

#include "eventstore/base/check.h"

namespace cairn::naive {
namespace {

bool IsLeap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int DaysIn(int year, int month) {
  if (month == 2) return IsLeap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

using Turn = Page (*)(Page);

Page Turned(Page page, int pages, Turn turn) {
  for (int i = 0; i < pages; ++i) page = turn(page);
  return page;
}

// Turns until `count` pages have had the day number of `start`, or the last of a shorter month.
Page SameDayOfMonth(Page start, int count, Turn turn) {
  Page page = start;
  while (count > 0) {
    page = turn(page);
    const int last = DaysIn(page.year, page.month);
    if (page.day == (start.day < last ? start.day : last)) --count;
  }
  return page;
}

template <typename Counts>
Page Counted(Page page, int count, Turn turn, Counts counts) {
  while (count > 0) {
    page = turn(page);
    if (counts(page)) --count;
  }
  return page;
}

bool IsWeekend(Page page) { return WeekdayOf(page) == 0 || WeekdayOf(page) == 6; }

bool IsTribunalDay(Page page) {
  const bool christmas = (page.month == 12 && page.day > 24) || (page.month == 1 && page.day == 1);
  return IsWorking(page) && page.month != 8 && !christmas;
}

// Gauss's rule, with its two exceptions.
Page Easter(int year) {
  const int k = year / 100;
  const int m = (15 - (13 + 8 * k) / 25 + k - k / 4) % 30;
  const int n = (4 + k - k / 4) % 7;
  const int a = year % 19;
  int d = (19 * a + m) % 30;
  int e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7;
  int from_22_march = d + e;
  if (d == 29 && e == 6) from_22_march -= 7;
  if (d == 28 && e == 6 && a > 10) from_22_march -= 7;
  return Turned({year, 3, 22}, from_22_march, NextPage);
}

// Puts a holiday down, or the next day that is neither weekend nor holiday already.
void PutDown(std::set<Page>& holidays, Page page) {
  while (IsWeekend(page) || holidays.count(page) != 0) page = NextPage(page);
  holidays.insert(page);
}

Page MondayFrom(Page page) {
  while (WeekdayOf(page) != 1) page = NextPage(page);
  return page;
}

Page MondayBack(Page page) {
  while (WeekdayOf(page) != 1) page = PreviousPage(page);
  return page;
}

Page EndOfDay(int year, int month, int day) { return PreviousPage({year, month, day}); }

}  // namespace

Page PageOf(CivilDate date) { return {date.year(), date.month(), date.day()}; }

CivilDate DateOf(Page page) {
  const auto date = CivilDate::Of(page.year, page.month, page.day);
  CAIRN_CHECK(date.has_value());
  return *date;
}

Page NextPage(Page page) {
  if (page.day < DaysIn(page.year, page.month)) return {page.year, page.month, page.day + 1};
  if (page.month < 12) return {page.year, page.month + 1, 1};
  return {page.year + 1, 1, 1};
}

Page PreviousPage(Page page) {
  if (page.day > 1) return {page.year, page.month, page.day - 1};
  if (page.month > 1) return {page.year, page.month - 1, DaysIn(page.year, page.month - 1)};
  return {page.year - 1, 12, 31};
}

int WeekdayOf(Page page) {
  // Sakamoto's method.
  constexpr int kShift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  const int year = page.month < 3 ? page.year - 1 : page.year;
  return (year + year / 4 - year / 100 + year / 400 + kShift[page.month - 1] + page.day) % 7;
}

std::set<Page> HolidaysOf(int year) {
  std::set<Page> holidays;
  PutDown(holidays, {year, 1, 1});
  PutDown(holidays, Turned(Easter(year), 2, PreviousPage));
  PutDown(holidays, NextPage(Easter(year)));
  holidays.insert(year == 2020 ? Page{2020, 5, 8} : MondayFrom({year, 5, 1}));
  holidays.insert(year == 2022 ? Page{2022, 6, 2} : MondayBack({year, 5, 31}));
  holidays.insert(MondayBack({year, 8, 31}));
  if (year == 2022) holidays.insert({{2022, 6, 3}, {2022, 9, 19}});
  if (year == 2023) holidays.insert({2023, 5, 8});
  // Boxing Day keeps its own day when that is free: Christmas Day then stands aside.
  if (!IsWeekend({year, 12, 26})) holidays.insert({year, 12, 26});
  PutDown(holidays, {year, 12, 25});
  if (IsWeekend({year, 12, 26})) PutDown(holidays, {year, 12, 26});
  return holidays;
}

bool IsHoliday(Page page) { return HolidaysOf(page.year).count(page) != 0; }

bool IsWorking(Page page) { return !IsWeekend(page) && !IsHoliday(page); }

Page EndOf(Counting counting, int count, Page start, const IsInSession& in_session) {
  switch (counting) {
    case Counting::kAtOnce:
    case Counting::kOnThatDay:
      return start;
    case Counting::kDays:
      return Turned(start, count, NextPage);
    case Counting::kDaysBeginningWith:
      return PreviousPage(Turned(start, count, NextPage));
    case Counting::kWeeks:
      return Turned(start, 7 * count, NextPage);
    case Counting::kWeeksBefore:
      return Turned(start, 7 * count, PreviousPage);
    case Counting::kMonths:
    case Counting::kMonthsStartingWith:
      return SameDayOfMonth(start, count, NextPage);
    case Counting::kMonthsBefore:
      return SameDayOfMonth(start, count, PreviousPage);
    case Counting::kMonthsBeginningWith:
      return PreviousPage(SameDayOfMonth(start, count, NextPage));
    case Counting::kMonthsThenWorkingDay: {
      Page end = SameDayOfMonth(start, count, NextPage);
      while (!IsWorking(end)) end = NextPage(end);
      return end;
    }
    case Counting::kMonthsAppeal: {
      Page end = SameDayOfMonth(start, count, NextPage);
      while (!IsTribunalDay(end)) end = NextPage(end);
      return end;
    }
    case Counting::kYears:
      return SameDayOfMonth(start, 12 * count, NextPage);
    case Counting::kWorkingDays:
      return Counted(start, count, NextPage, IsWorking);
    case Counting::kWorkingDaysBefore:
      return Counted(start, count, PreviousPage, IsWorking);
    case Counting::kTribunalWorkingDays:
      return Counted(start, count, NextPage, IsTribunalDay);
    case Counting::kTribunalWorkingDaysBefore:
      return Counted(start, count, PreviousPage, IsTribunalDay);
    case Counting::kSchoolDays:
      return Counted(start, count, NextPage, in_session);
    case Counting::kBefore15February:
      return EndOfDay(start.year, 2, 15);
    case Counting::kBefore31March:
      return EndOfDay(start.year, 3, 31);
    case Counting::kBefore31May:
      return EndOfDay(start.year, 5, 31);
    case Counting::kInAcademicYear:
    case Counting::kInSummerTerm:
      break;
  }
  Page last_of_august = start;
  while (last_of_august.month != 8 || last_of_august.day != 31) {
    last_of_august = NextPage(last_of_august);
  }
  if (counting == Counting::kInAcademicYear) return last_of_august;
  return Counted(NextPage(last_of_august), 1, PreviousPage, in_session);
}

Page AfterStandingStill(Page start, int steps, const std::function<bool(Page)>& stands_still) {
  return Counted(start, steps, NextPage, [&](Page page) { return !stands_still(page); });
}

}  // namespace cairn::naive
