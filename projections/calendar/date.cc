#include "projections/calendar/date.h"

#include <chrono>
#include <string_view>

#include "absl/strings/str_format.h"

namespace cairn {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int64_t kMicrosPerMinute = int64_t{60} * 1'000'000;
constexpr int64_t kMicrosPerHour = 60 * kMicrosPerMinute;
constexpr int64_t kMicrosPerDay = 24 * kMicrosPerHour;
constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

year_month_day Parts(int32_t epoch_days) { return year_month_day(sys_days(days(epoch_days))); }

int32_t EpochDays(year_month_day date) {
  return static_cast<int32_t>(sys_days(date).time_since_epoch().count());
}

// Rounds down, so that the microsecond before 1970 is on 31 December 1969.
int32_t FloorDays(int64_t us) {
  return static_cast<int32_t>((us >= 0 ? us : us - (kMicrosPerDay - 1)) / kMicrosPerDay);
}

// 01:00 UTC on the last Sunday of `month`.
int64_t ClockChangeMicros(int year, std::chrono::month month) {
  const sys_days sunday(std::chrono::year(year) / month / std::chrono::Sunday[std::chrono::last]);
  return sunday.time_since_epoch().count() * kMicrosPerDay + kMicrosPerHour;
}

int LastDayOfMonth(int year, int month) {
  const std::chrono::year_month_day_last last = std::chrono::year(year) /
                                                std::chrono::month(static_cast<unsigned>(month)) /
                                                std::chrono::last;
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

bool IsMonth(int month) { return month >= 1 && month <= 12; }

}  // namespace

std::optional<CivilDate> CivilDate::Of(int year, int month, int day) {
  if (year < 1900 || year > 2199 || !IsMonth(month)) return std::nullopt;
  if (day < 1 || day > LastDayOfMonth(year, month)) return std::nullopt;
  return CivilDate(
      EpochDays(std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) /
                std::chrono::day(static_cast<unsigned>(day))));
}

int CivilDate::year() const { return static_cast<int>(Parts(days_).year()); }

int CivilDate::month() const {
  return static_cast<int>(static_cast<unsigned>(Parts(days_).month()));
}

int CivilDate::day() const { return static_cast<int>(static_cast<unsigned>(Parts(days_).day())); }

Weekday CivilDate::weekday() const {
  return static_cast<Weekday>(std::chrono::weekday(sys_days(days(days_))).iso_encoding());
}

CivilDate CivilDate::AddMonths(int months) const {
  year_month_day date = Parts(days_) + std::chrono::months(months);
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  return CivilDate(EpochDays(date));
}

std::optional<CivilDate> EarliestDay(const v1::Date& date) {
  if (!date.has_year()) return std::nullopt;
  return CivilDate::Of(date.year(), date.has_month() ? date.month() : 1,
                       date.has_day() ? date.day() : 1);
}

std::optional<CivilDate> LatestDay(const v1::Date& date) {
  if (!date.has_year()) return std::nullopt;
  const int month = date.has_month() ? date.month() : 12;
  if (date.has_day()) return CivilDate::Of(date.year(), month, date.day());
  const std::optional<CivilDate> first = CivilDate::Of(date.year(), month, 1);
  if (!first.has_value()) return std::nullopt;
  return first->AddDays(LastDayOfMonth(date.year(), month) - 1);
}

std::optional<CivilDate> EarliestDay(const v1::Occurred& occurred) {
  return EarliestDay(occurred.from());
}

std::optional<CivilDate> LatestDay(const v1::Occurred& occurred) {
  return LatestDay(occurred.has_to() ? occurred.to() : occurred.from());
}

v1::Date ToProto(CivilDate date) {
  v1::Date proto;
  proto.set_year(date.year());
  proto.set_month(date.month());
  proto.set_day(date.day());
  return proto;
}

std::string FormatDate(CivilDate date) { return FormatDate(ToProto(date)); }

std::string FormatDate(const v1::Date& date) {
  if (!date.has_year()) return "";
  if (!date.has_month() || !IsMonth(date.month())) return absl::StrFormat("%d", date.year());
  const std::string_view month = kMonths[date.month() - 1];
  if (!date.has_day()) return absl::StrFormat("%s %d", month, date.year());
  return absl::StrFormat("%d %s %d", date.day(), month, date.year());
}

int LondonOffsetMinutes(int64_t us) {
  const int year = CivilDate::FromEpochDays(FloorDays(us)).year();
  const bool summer = us >= ClockChangeMicros(year, std::chrono::March) &&
                      us < ClockChangeMicros(year, std::chrono::October);
  return summer ? 60 : 0;
}

CivilDate DayOfMicros(int64_t us) {
  return CivilDate::FromEpochDays(FloorDays(us + LondonOffsetMinutes(us) * kMicrosPerMinute));
}

int64_t StartOfDayMicros(CivilDate date) {
  const int64_t utc_midnight = date.epoch_days() * kMicrosPerDay;
  // An hour earlier is the same offset: the clock changes at 01:00 UTC, never at midnight.
  return utc_midnight - LondonOffsetMinutes(utc_midnight - kMicrosPerHour) * kMicrosPerMinute;
}

std::optional<int64_t> EarliestInstantMicros(const v1::Occurred& occurred) {
  const std::optional<CivilDate> day = EarliestDay(occurred);
  if (!day.has_value()) return std::nullopt;
  if (!occurred.has_from_minute()) return StartOfDayMicros(*day);
  const int64_t minutes = occurred.from_minute();
  if (!occurred.has_utc_offset_minutes()) {
    // Wall-clock time in London; the hour that occurs twice in October means its first turn.
    const int64_t as_utc = day->epoch_days() * kMicrosPerDay + minutes * kMicrosPerMinute;
    return as_utc - LondonOffsetMinutes(as_utc - kMicrosPerHour) * kMicrosPerMinute;
  }
  return day->epoch_days() * kMicrosPerDay +
         (minutes - occurred.utc_offset_minutes()) * kMicrosPerMinute;
}

}  // namespace cairn
