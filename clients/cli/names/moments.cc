#include "clients/cli/names/moments.h"

#include <array>
#include <charconv>
#include <chrono>
#include <string>
#include <vector>

#include <google/protobuf/util/time_util.h>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"

namespace cairn::cli {
namespace {

using std::chrono::sys_days;
using std::chrono::sys_seconds;

constexpr std::array<const char*, 13> kMonths = {"",    "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr int64_t kLongSpanDays = 300;

std::string MonthName(const v1::Date& date) {
  const bool known = date.month() >= 1 && date.month() <= 12;
  return known ? kMonths[static_cast<size_t>(date.month())] : "?";
}

v1::Date DateOf(std::chrono::year_month_day day) {
  v1::Date date;
  date.set_year(static_cast<int>(day.year()));
  date.set_month(static_cast<int>(static_cast<unsigned>(day.month())));
  date.set_day(static_cast<int>(static_cast<unsigned>(day.day())));
  return date;
}

std::chrono::year_month_day CivilDay(const v1::Date& date) {
  return std::chrono::year(date.year()) / std::chrono::month(static_cast<unsigned>(date.month())) /
         std::chrono::day(static_cast<unsigned>(date.day()));
}

int64_t SummerChange(std::chrono::year year, std::chrono::month month) {
  const std::chrono::year_month_weekday_last sunday(year, month,
                                                    std::chrono::weekday_last(std::chrono::Sunday));
  return sys_seconds(sys_days(sunday)).time_since_epoch().count() + 3600;
}

bool AllDigits(std::string_view text) { return text.find_first_not_of("0123456789") == text.npos; }

int NumberIn(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

absl::Status NoMoment(std::string_view text) {
  return absl::InvalidArgumentError(absl::StrFormat(
      "\"%s\" is neither a date (2025-12-19) nor a time (2025-12-19T16:10:00+00:00)", text));
}

// 1 to 12 of `Nov`, `nov` or `November`; 0 for anything else.
int MonthOf(std::string_view text) {
  constexpr std::array<std::string_view, 12> kNames = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  const std::string small = absl::AsciiStrToLower(absl::string_view(text.data(), text.size()));
  for (size_t month = 0; small.size() >= 3 && month < kNames.size(); ++month) {
    if (kNames[month].substr(0, small.size()) == small) return static_cast<int>(month) + 1;
  }
  return 0;
}

absl::Status NoDay(std::string_view text) {
  return absl::InvalidArgumentError(
      absl::StrFormat("\"%s\" is no day: 3 Nov, 3 Nov 2025, 2025-11-03 or yesterday", text));
}

}  // namespace

int LondonOffsetMinutes(int64_t unix_seconds) {
  const auto days =
      std::chrono::floor<std::chrono::days>(sys_seconds(std::chrono::seconds(unix_seconds)));
  const std::chrono::year year = std::chrono::year_month_day(days).year();
  const bool summer = unix_seconds >= SummerChange(year, std::chrono::March) &&
                      unix_seconds < SummerChange(year, std::chrono::October);
  return summer ? 60 : 0;
}

v1::Date LondonDate(const google::protobuf::Timestamp& time) {
  const int64_t local = time.seconds() + int64_t{60} * LondonOffsetMinutes(time.seconds());
  return DateOf(std::chrono::floor<std::chrono::days>(sys_seconds(std::chrono::seconds(local))));
}

absl::StatusOr<v1::Date> ParseDate(std::string_view text) {
  const std::string_view day = text.substr(0, text.find('T'));
  const bool shaped = day.size() == 10 && day[4] == '-' && day[7] == '-' &&
                      AllDigits(day.substr(0, 4)) && AllDigits(day.substr(5, 2)) &&
                      AllDigits(day.substr(8, 2));
  if (!shaped) return NoMoment(text);
  v1::Date date;
  date.set_year(NumberIn(day.substr(0, 4)));
  date.set_month(NumberIn(day.substr(5, 2)));
  date.set_day(NumberIn(day.substr(8, 2)));
  if (!CivilDay(date).ok()) return NoMoment(text);
  return date;
}

absl::StatusOr<v1::Date> ParseDay(std::string_view text, const v1::Date& today) {
  if (text == "today") return today;
  if (text == "yesterday") return DateOf(sys_days(CivilDay(today)) - std::chrono::days(1));
  const std::vector<std::string> words =
      absl::StrSplit(absl::string_view(text.data(), text.size()), ' ', absl::SkipWhitespace());
  if (words.size() == 1) return ParseDate(text);
  const bool numbers = (words.size() == 2 || words.size() == 3) && words[0].size() <= 2 &&
                       AllDigits(words[0]) &&
                       (words.size() == 2 || (words[2].size() == 4 && AllDigits(words[2])));
  if (!numbers || MonthOf(words[1]) == 0) return NoDay(text);
  v1::Date date;
  date.set_day(NumberIn(words[0]));
  date.set_month(MonthOf(words[1]));
  // 29 February may be as far away as that.
  constexpr int kYearsBackMax = 8;
  for (int back = 0; back <= kYearsBackMax; ++back) {
    date.set_year(words.size() == 3 ? NumberIn(words[2]) : today.year() - back);
    const bool said = words.size() == 3;
    if (CivilDay(date).ok() && (said || DaysBetween(date, today) >= 0)) return date;
  }
  return NoDay(text);
}

absl::StatusOr<google::protobuf::Timestamp> ParseMoment(std::string_view text) {
  google::protobuf::Timestamp time;
  const absl::StatusOr<v1::Date> date = ParseDate(text);
  if (!date.ok()) return date.status();
  if (text.find('T') != text.npos) {
    if (!google::protobuf::util::TimeUtil::FromString(std::string(text), &time)) {
      return NoMoment(text);
    }
    return time;
  }
  const auto next = sys_days(CivilDay(*date)) + std::chrono::days(1);
  const int64_t midnight = sys_seconds(next).time_since_epoch().count();
  time.set_seconds(midnight - int64_t{60} * LondonOffsetMinutes(midnight - 3600) - 1);
  time.set_nanos(999'999'000);
  return time;
}

std::string FullDate(const v1::Date& date) {
  if (!date.has_year()) return "?";
  if (!date.has_month()) return absl::StrFormat("%d", date.year());
  if (!date.has_day()) return absl::StrFormat("%s %d", MonthName(date), date.year());
  return absl::StrFormat("%d %s %d", date.day(), MonthName(date), date.year());
}

std::string DayMonth(const v1::Date& date) {
  if (!date.has_month()) return absl::StrFormat("%d", date.year());
  if (!date.has_day()) return MonthName(date);
  return absl::StrFormat("%d %s", date.day(), MonthName(date));
}

std::string MonthYear(const v1::Date& date) {
  if (!date.has_month()) return absl::StrFormat("%d", date.year());
  return absl::StrFormat("%s %02d", MonthName(date), date.year() % 100);
}

std::string FullTime(const google::protobuf::Timestamp& time) {
  const int64_t local = time.seconds() + int64_t{60} * LondonOffsetMinutes(time.seconds());
  const int64_t minute = ((local / 60) % 1440 + 1440) % 1440;
  return absl::StrFormat("%s %02d:%02d", FullDate(LondonDate(time)), minute / 60, minute % 60);
}

std::string SpanOf(const v1::Date& from, const v1::Date& to) {
  if (!from.has_year()) return "";
  if (!to.has_year()) return "from " + DayMonth(from);
  if (SameDate(from, to)) return DayMonth(from);
  if (DaysBetween(from, to) >= kLongSpanDays) return MonthYear(from) + " > " + MonthYear(to);
  return DayMonth(from) + "-" + DayMonth(to);
}

int64_t DaysBetween(const v1::Date& from, const v1::Date& to) {
  if (!from.has_day() || !to.has_day()) return 0;
  return (sys_days(CivilDay(to)) - sys_days(CivilDay(from))).count();
}

bool SameDate(const v1::Date& a, const v1::Date& b) {
  return a.year() == b.year() && a.month() == b.month() && a.day() == b.day();
}

}  // namespace cairn::cli
