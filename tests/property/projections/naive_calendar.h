// The slow reference of the calendar: it knows nothing of the calendar's tables and arithmetic, and
// counts by turning over one page of a wall calendar after the other.
#pragma once

#include <functional>
#include <set>

#include "projections/calendar/counting.h"

namespace cairn::naive {

// A page of the wall calendar.
struct Page {
  int year = 0;
  int month = 0;
  int day = 0;

  friend auto operator<=>(const Page&, const Page&) = default;
};

Page PageOf(CivilDate date);
CivilDate DateOf(Page page);

Page NextPage(Page page);
Page PreviousPage(Page page);

// 0 is Sunday.
int WeekdayOf(Page page);

// The bank holidays of a year, built as the Act and the proclamations put them: first the days
// themselves, then for each that falls on a weekend the next day that is free.
std::set<Page> HolidaysOf(int year);
bool IsHoliday(Page page);
bool IsWorking(Page page);

using IsInSession = std::function<bool(Page)>;

// The last day of `count` in that form of words, counted from `start`.
Page EndOf(Counting counting, int count, Page start, const IsInSession& in_session);

// The page on which `steps` pages after `start` have been turned, those that stand still not
// counted.
Page AfterStandingStill(Page start, int steps, const std::function<bool(Page)>& stands_still);

}  // namespace cairn::naive
