#include "clients/verify/moment.h"

#include <cstdlib>

#include "absl/strings/str_format.h"

#include "clients/verify/byte_reader.h"

namespace cairn::verify {
namespace {

constexpr int64_t kMicrosPerSecond = 1'000'000;
constexpr int64_t kMicrosPerMinute = 60 * kMicrosPerSecond;
constexpr int64_t kMicrosPerDay = 24 * 60 * kMicrosPerMinute;

enum class Precision : uint8_t { kYear, kMonth, kDay, kMinute, kSecond, kMicrosecond };

struct CivilTime {
  int64_t year;
  int month;
  int day;
  int64_t micros_of_day;
};

int64_t FloorDiv(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

// The proleptic Gregorian calendar, counted in eras of 400 years that begin on 1 March of year 0.
CivilTime CivilOf(int64_t unix_us) {
  const int64_t days = FloorDiv(unix_us, kMicrosPerDay) + 719'468;
  const int64_t era = FloorDiv(days, 146'097);
  const int64_t day_of_era = days - era * 146'097;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const auto day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  const auto month =
      static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  const int64_t remainder = unix_us % kMicrosPerDay;
  return {.year = year_of_era + era * 400 + (month <= 2 ? 1 : 0),
          .month = month,
          .day = day,
          .micros_of_day = remainder < 0 ? remainder + kMicrosPerDay : remainder};
}

// A whole year, month or day: nothing unless the moment is midnight UTC of its first day.
std::optional<std::string> DescribeDate(const CivilTime& time, Precision precision) {
  if (time.micros_of_day != 0) return std::nullopt;
  if (precision == Precision::kDay) {
    return absl::StrFormat("%04d-%02d-%02d", time.year, time.month, time.day);
  }
  if (time.day != 1) return std::nullopt;
  if (precision == Precision::kMonth) return absl::StrFormat("%04d-%02d", time.year, time.month);
  if (time.month != 1) return std::nullopt;
  return absl::StrFormat("%04d", time.year);
}

std::optional<std::string> DescribeMoment(ByteReader& reader) {
  const int64_t unix_us = reader.I64();
  const int offset = reader.I16();
  const uint8_t code = reader.U8();
  if (!reader.ok() || code > static_cast<uint8_t>(Precision::kMicrosecond)) return std::nullopt;
  const auto precision = static_cast<Precision>(code);
  if (precision <= Precision::kDay) {
    return offset == 0 ? DescribeDate(CivilOf(unix_us), precision) : std::nullopt;
  }
  // Far beyond any calendar the offset must not carry over the edge of the integers.
  const int64_t edge = INT64_MAX - int64_t{40'000} * kMicrosPerMinute;
  if (unix_us > edge || unix_us < -edge) return std::nullopt;
  const CivilTime local = CivilOf(unix_us + offset * kMicrosPerMinute);
  const auto minute = static_cast<int>(local.micros_of_day / kMicrosPerMinute);
  return absl::StrFormat("%04d-%02d-%02d %02d:%02d %c%02d:%02d", local.year, local.month, local.day,
                         minute / 60, minute % 60, offset < 0 ? '-' : '+', std::abs(offset) / 60,
                         std::abs(offset) % 60);
}

}  // namespace

std::string UtcTime(int64_t unix_us) {
  const CivilTime time = CivilOf(unix_us);
  const auto second = static_cast<int>(time.micros_of_day / kMicrosPerSecond);
  return absl::StrFormat("%04d-%02d-%02d %02d:%02d:%02d UTC", time.year, time.month, time.day,
                         second / 3600, second / 60 % 60, second % 60);
}

std::optional<std::string> DescribeOccurred(std::string_view value) {
  ByteReader reader(value);
  const std::optional<std::string> from = DescribeMoment(reader);
  if (!from || reader.AtEnd()) return from;
  const std::optional<std::string> to = DescribeMoment(reader);
  if (!to || !reader.AtEnd()) return std::nullopt;
  return *from + " to " + *to;
}

}  // namespace cairn::verify
