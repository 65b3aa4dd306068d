// Terms: the school weeks of some years, as most English schools keep them, and the moments at
// which people there type. Values; safe to share between threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "cairn/v1/time.pb.h"

namespace cairn::histories {

using Day = std::chrono::sys_days;
using std::chrono::days;

// Six half terms a year: 7, 7, 6, 5, 6 and 7 weeks.
inline constexpr int kWeeksAYear = 38;

class Terms {
 public:
  Terms(int first_year, int years);

  // School weeks are counted from 0 through all the years.
  int weeks() const { return static_cast<int>(mondays_.size()); }
  // `weekday` 0 is Monday, 4 Friday.
  Day On(int week, int weekday) const;
  // The day itself when school is open then, else the next day on which it is; the day itself when
  // there is none.
  Day OpenOnOrAfter(Day day) const;
  // The first week that is not over before `day`; weeks() if there is none.
  int WeekOnOrAfter(Day day) const;
  // The calendar year in which the school year of `week` began.
  int YearOf(int week) const { return first_year_ + week / kWeeksAYear; }
  // `2024/25`
  std::string NameOfYear(int week) const;
  // The half terms' last weeks, counted within a year.
  static bool EndsHalfTerm(int week);

 private:
  int first_year_;
  std::vector<Day> mondays_;
};

v1::Date ToDate(Day day);

// Seconds since 1970 at this minute of this day in London.
int64_t LondonSeconds(Day day, int minute);

// Complete months from `born` to `day`.
int MonthsBetween(Day born, Day day);

}  // namespace cairn::histories
