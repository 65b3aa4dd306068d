// Civil dates in Europe/London: the days that law, plans and people count in.
// Values and pure functions; safe to use from any thread. No clock and no time-zone database is
// read: GMT and BST follow the rule of the Summer Time Order 2002 (SI 2002/262), under which summer
// time begins and ends at 01:00 UTC on the last Sundays of March and October.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "cairn/v1/time.pb.h"

namespace cairn {

// ISO 8601 numbers.
enum class Weekday {
  kMonday = 1,
  kTuesday = 2,
  kWednesday = 3,
  kThursday = 4,
  kFriday = 5,
  kSaturday = 6,
  kSunday = 7,
};

// One day of the Gregorian calendar.
class CivilDate {
 public:
  // 1 January 1970.
  constexpr CivilDate() = default;

  // Nothing unless the day exists and its year is 1900 to 2199.
  static std::optional<CivilDate> Of(int year, int month, int day);
  // The day that many days after 1 January 1970; negative goes back.
  static constexpr CivilDate FromEpochDays(int32_t days) { return CivilDate(days); }

  int year() const;
  int month() const;  // 1 to 12
  int day() const;    // 1 to 31
  Weekday weekday() const;
  constexpr int32_t epoch_days() const { return days_; }

  constexpr CivilDate AddDays(int days) const { return CivilDate(days_ + days); }
  constexpr CivilDate AddWeeks(int weeks) const { return AddDays(7 * weeks); }
  // Same day number; the last day of the month where that does not exist.
  CivilDate AddMonths(int months) const;
  // As AddMonths(12 * years): 29 February becomes 28 February in a common year.
  CivilDate AddYears(int years) const { return AddMonths(12 * years); }

  // Days from `b` to `a`.
  friend constexpr int operator-(CivilDate a, CivilDate b) { return a.days_ - b.days_; }
  friend constexpr auto operator<=>(const CivilDate&, const CivilDate&) = default;

 private:
  explicit constexpr CivilDate(int32_t days) : days_(days) {}

  int32_t days_ = 0;
};

// The first and the last day that a date can mean: "2024" is 1 January to 31 December 2024. Nothing
// if there is no year, or if the parts name no day.
std::optional<CivilDate> EarliestDay(const v1::Date& date);
std::optional<CivilDate> LatestDay(const v1::Date& date);

// The same of a span: the first day of `from`, the last of `to` or, without `to`, of `from`.
std::optional<CivilDate> EarliestDay(const v1::Occurred& occurred);
std::optional<CivilDate> LatestDay(const v1::Occurred& occurred);

// A date known to the day.
v1::Date ToProto(CivilDate date);

// "12 Nov 2024".
std::string FormatDate(CivilDate date);
// "12 Nov 2024", "Nov 2024" or "2024", as exactly as it is known; empty without a year.
std::string FormatDate(const v1::Date& date);

// Minutes that London is ahead of UTC at `us` microseconds since 1970-01-01T00:00:00Z: 0 or 60.
int LondonOffsetMinutes(int64_t us);
// The day it is in London at that instant.
CivilDate DayOfMicros(int64_t us);
// Midnight in London at the start of `date`. (No change of the clock falls on midnight.)
int64_t StartOfDayMicros(CivilDate date);

// The earliest instant that `occurred` can mean, in microseconds: its minute where one is given, at
// the offset given, else at London's; otherwise the start of its earliest day. Nothing where
// EarliestDay has nothing.
std::optional<int64_t> EarliestInstantMicros(const v1::Occurred& occurred);

}  // namespace cairn
