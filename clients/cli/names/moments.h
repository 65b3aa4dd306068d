// Dates and times of the United Kingdom: read from a command line, and put into words. Pure; the
// rule of summer time is computed, so that no time-zone files are needed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <google/protobuf/timestamp.pb.h>

#include "absl/status/statusor.h"

#include "cairn/v1/time.pb.h"

namespace cairn::cli {

// Minutes that Europe/London is ahead of UTC: 60 from the last Sunday of March to the last Sunday
// of October, 01:00 UTC (Summer Time Order 2002), otherwise 0. Right for times since 1996.
int LondonOffsetMinutes(int64_t unix_seconds);

// Civil date in Europe/London.
v1::Date LondonDate(const google::protobuf::Timestamp& time);

// `YYYY-MM-DD`, or the date of an RFC 3339 time as it is written there.
absl::StatusOr<v1::Date> ParseDate(std::string_view text);

// A day as people type it: `2025-11-03`, `3 Nov`, `3 November 2025`, `today`, `yesterday`. Without
// a year it is the latest such day that is not after `today`.
absl::StatusOr<v1::Date> ParseDay(std::string_view text, const v1::Date& today);

// RFC 3339, or `YYYY-MM-DD` for the last microsecond of that day in Europe/London: what was known
// on a day is what was known when it ended.
absl::StatusOr<google::protobuf::Timestamp> ParseMoment(std::string_view text);

// `27 Sep 2024`, `Sep 2024` or `2024`: as exact as the date is; `?` without one.
std::string FullDate(const v1::Date& date);
// `27 Sep`, `Sep` or `2024`: for where the year is plain.
std::string DayMonth(const v1::Date& date);
// `Sep 24`, for long spans.
std::string MonthYear(const v1::Date& date);
// `9 Oct 2024 16:10`, Europe/London.
std::string FullTime(const google::protobuf::Timestamp& time);
// `18 Nov-24 Jan`, `from 10 Sep`, `Oct 24 > Oct 25` for a year or more; empty without `from`.
std::string SpanOf(const v1::Date& from, const v1::Date& to);

// Days from `from` to `to`; 0 when one of them is not exact to the day.
int64_t DaysBetween(const v1::Date& from, const v1::Date& to);
bool SameDate(const v1::Date& a, const v1::Date& b);

}  // namespace cairn::cli
