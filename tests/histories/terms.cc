#include "tests/histories/terms.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_format.h"

namespace cairn::histories {
namespace {

using std::chrono::Monday;
using std::chrono::Sunday;
using std::chrono::year;
using std::chrono::year_month_day;

struct HalfTerm {
  bool after_new_year;
  int first_week;  // from the Monday on which autumn or spring begins
  int weeks;
};
constexpr HalfTerm kHalfTerms[] = {{false, 0, 7}, {false, 8, 7}, {true, 0, 6},
                                   {true, 7, 5},  {true, 14, 6}, {true, 21, 7}};

Day MondayOnOrAfter(Day day) {
  return day + (Monday - std::chrono::weekday(day));  // the difference is 0 to 6 days
}

bool IsSummerTime(Day day) {
  const year_month_day date(day);
  return Day(date.year() / std::chrono::March / Sunday[std::chrono::last]) <= day &&
         day < Day(date.year() / std::chrono::October / Sunday[std::chrono::last]);
}

}  // namespace

Terms::Terms(int first_year, int years) : first_year_(first_year) {
  for (int i = 0; i < years; ++i) {
    const Day autumn = MondayOnOrAfter(Day(year(first_year + i) / 9 / 1));
    const Day spring = MondayOnOrAfter(Day(year(first_year + i + 1) / 1 / 3));
    for (const HalfTerm& half : kHalfTerms) {
      for (int week = 0; week < half.weeks; ++week) {
        mondays_.push_back((half.after_new_year ? spring : autumn) +
                           days(7 * (half.first_week + week)));
      }
    }
  }
}

Day Terms::On(int week, int weekday) const {
  return mondays_[static_cast<size_t>(std::clamp(week, 0, weeks() - 1))] + days(weekday);
}

int Terms::WeekOnOrAfter(Day day) const {
  const auto found = std::lower_bound(mondays_.begin(), mondays_.end(), day,
                                      [](Day monday, Day d) { return monday + days(4) < d; });
  return static_cast<int>(found - mondays_.begin());
}

Day Terms::OpenOnOrAfter(Day day) const {
  const int week = WeekOnOrAfter(day);
  return week == weeks() ? day : std::max(day, On(week, 0));
}

std::string Terms::NameOfYear(int week) const {
  return absl::StrFormat("%d/%02d", YearOf(week), (YearOf(week) + 1) % 100);
}

bool Terms::EndsHalfTerm(int week) {
  int last = -1;
  for (const HalfTerm& half : kHalfTerms) {
    last += half.weeks;
    if (week % kWeeksAYear == last) return true;
  }
  return false;
}

v1::Date ToDate(Day day) {
  const year_month_day date(day);
  v1::Date result;
  result.set_year(static_cast<int>(date.year()));
  result.set_month(static_cast<int>(static_cast<unsigned>(date.month())));
  result.set_day(static_cast<int>(static_cast<unsigned>(date.day())));
  return result;
}

int64_t LondonSeconds(Day day, int minute) {
  const int64_t midnight = std::chrono::seconds(day.time_since_epoch()).count();
  return midnight + int64_t{60} * minute - (IsSummerTime(day) ? 3600 : 0);
}

int MonthsBetween(Day born, Day day) {
  const year_month_day from(born);
  const year_month_day to(day);
  const auto months = 12 * (to.year() - from.year()).count() +
                      static_cast<int>(static_cast<unsigned>(to.month())) -
                      static_cast<int>(static_cast<unsigned>(from.month()));
  return static_cast<int>(to.day() < from.day() ? months - 1 : months);
}

}  // namespace cairn::histories
