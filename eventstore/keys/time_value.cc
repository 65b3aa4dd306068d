#include "eventstore/keys/time_value.h"

#include <chrono>
#include <cstdint>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/keys/held_message.h"

namespace cairn {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using std::chrono::days;
using std::chrono::sys_days;

constexpr int64_t kMinuteUs = 60'000'000;
constexpr int64_t kDayUs = 24 * 60 * kMinuteUs;
constexpr int kDayMinutes = 24 * 60;

// The bytes of a moment; cairn.v1.Precision is one more.
enum Precision : uint8_t { kYear = 0, kMonth = 1, kDay = 2, kMinute = 3 };

struct Moment {
  int64_t us;
  int16_t offset_minutes;
  uint8_t precision;
};

// A civil date that is known to a year, a month or a day; what is finer is 1.
struct CivilDate {
  std::chrono::year_month_day first_day;
  Precision precision;

  friend bool operator==(const CivilDate&, const CivilDate&) = default;
};

// Their field numbers in cairn.v1, which never change.
enum DateNumber { kYearNumber = 1, kMonthNumber = 2, kDayNumber = 3 };
enum OccurredNumber {
  kFromNumber = 1,
  kToNumber = 2,
  kPrecisionNumber = 3,
  kFromMinuteNumber = 4,
  kToMinuteNumber = 5,
  kOffsetNumber = 6
};

const FieldDescriptor* FieldOf(const Descriptor& type, int number) {
  const FieldDescriptor* field = type.FindFieldByNumber(number);
  CAIRN_CHECK(field != nullptr);
  return field;
}

std::optional<int> GetInt(const HeldMessage& held, int number) {
  const FieldDescriptor* field = FieldOf(held.type, number);
  if (!held.reflection.HasField(held.message, field)) return std::nullopt;
  return held.reflection.GetInt32(held.message, field);
}

void SetInt(Message& message, int number, int value) {
  message.GetReflection()->SetInt32(&message, FieldOf(*message.GetDescriptor(), number), value);
}

const Message* GetDate(const HeldMessage& occurred, int number) {
  const FieldDescriptor* field = FieldOf(occurred.type, number);
  if (!occurred.reflection.HasField(occurred.message, field)) return nullptr;
  return &occurred.reflection.GetMessage(occurred.message, field);
}

Message& MutableDate(Message& occurred, int number) {
  return *occurred.GetReflection()->MutableMessage(&occurred,
                                                   FieldOf(*occurred.GetDescriptor(), number));
}

int64_t MidnightUs(const std::chrono::year_month_day& day) {
  return sys_days(day).time_since_epoch().count() * kDayUs;
}

std::optional<CivilDate> ReadDate(const Message& date) {
  const HeldMessage held(date);
  const std::optional<int> year = GetInt(held, kYearNumber);
  const std::optional<int> month = GetInt(held, kMonthNumber);
  const std::optional<int> day = GetInt(held, kDayNumber);
  if (!year || *year < 1 || *year > 9999) return std::nullopt;
  if (day && !month) return std::nullopt;
  if ((month && (*month < 1 || *month > 12)) || (day && (*day < 1 || *day > 31))) {
    return std::nullopt;
  }
  const CivilDate civil = {std::chrono::year(*year) / month.value_or(1) / day.value_or(1),
                           day ? kDay : (month ? kMonth : kYear)};
  if (!civil.first_day.ok()) return std::nullopt;
  return civil;
}

void WriteDate(const CivilDate& civil, Message& date) {
  SetInt(date, kYearNumber, static_cast<int>(civil.first_day.year()));
  if (civil.precision == kYear) return;
  SetInt(date, kMonthNumber, static_cast<int>(static_cast<unsigned>(civil.first_day.month())));
  if (civil.precision == kMonth) return;
  SetInt(date, kDayNumber, static_cast<int>(static_cast<unsigned>(civil.first_day.day())));
}

// The civil date of a moment that is one; nothing if its parts contradict each other.
std::optional<CivilDate> CivilOf(const Moment& moment) {
  if (moment.precision > kDay || moment.offset_minutes != 0 || moment.us % kDayUs != 0) {
    return std::nullopt;
  }
  const int64_t day_number = moment.us / kDayUs;
  if (day_number < -800'000 || day_number > 3'000'000)
    return std::nullopt;  // far outside 1 to 9999
  const CivilDate civil = {sys_days(days(day_number)), static_cast<Precision>(moment.precision)};
  const int year = static_cast<int>(civil.first_day.year());
  if (year < 1 || year > 9999) return std::nullopt;
  const bool first_of_month = civil.first_day.day() == std::chrono::day(1);
  const bool first_of_year = first_of_month && civil.first_day.month() == std::chrono::January;
  if (civil.precision == kMonth && !first_of_month) return std::nullopt;
  if (civil.precision == kYear && !first_of_year) return std::nullopt;
  return civil;
}

// A minute as it was read from a clock at `offset_minutes`.
struct ClockMinute {
  CivilDate date;  // to the day
  int minute;
};

std::optional<ClockMinute> ClockOf(const Moment& moment) {
  if (moment.precision != kMinute || moment.us % kMinuteUs != 0) return std::nullopt;
  if (moment.offset_minutes <= -kDayMinutes || moment.offset_minutes >= kDayMinutes) {
    return std::nullopt;
  }
  const int64_t minutes = moment.us / kMinuteUs + moment.offset_minutes;
  const int64_t minute = ((minutes % kDayMinutes) + kDayMinutes) % kDayMinutes;
  const std::optional<CivilDate> date =
      CivilOf({(minutes - minute) / kDayMinutes * kDayUs, 0, kDay});
  if (!date) return std::nullopt;
  return ClockMinute{*date, static_cast<int>(minute)};
}

std::optional<Moment> MinuteMoment(const CivilDate& date, int minute, int offset_minutes) {
  if (minute < 0 || minute >= kDayMinutes) return std::nullopt;
  if (offset_minutes <= -kDayMinutes || offset_minutes >= kDayMinutes) return std::nullopt;
  return Moment{MidnightUs(date.first_day) + (minute - offset_minutes) * kMinuteUs,
                static_cast<int16_t>(offset_minutes), kMinute};
}

std::string Encode(const Moment& from, const std::optional<Moment>& to) {
  std::string out;
  out.reserve(22);
  for (const Moment& moment : {from, to.value_or(from)}) {
    AppendI64(out, moment.us);
    AppendU16(out, static_cast<uint16_t>(moment.offset_minutes));
    AppendU8(out, moment.precision);
    if (!to) break;
  }
  return out;
}

Moment ReadMoment(ByteReader& reader) {
  const int64_t us = reader.I64();
  const auto offset_minutes = static_cast<int16_t>(reader.U16());
  return {us, offset_minutes, reader.U8()};
}

// The parts of an Occurred, read from the message.
struct OccurredParts {
  std::optional<CivilDate> from;
  std::optional<CivilDate> to;
  bool has_to;
  std::optional<int> from_minute;
  std::optional<int> to_minute;
  std::optional<int> offset_minutes;
};

std::optional<std::string> EncodeCivilSpan(const OccurredParts& parts, Precision precision) {
  if (parts.from_minute || parts.to_minute || parts.offset_minutes) return std::nullopt;
  if (parts.from->precision != precision) return std::nullopt;
  const Moment from = {MidnightUs(parts.from->first_day), 0, precision};
  if (!parts.has_to) return Encode(from, std::nullopt);
  if (!parts.to || parts.to->precision != precision) return std::nullopt;
  return Encode(from, Moment{MidnightUs(parts.to->first_day), 0, precision});
}

std::optional<std::string> EncodeClockSpan(const OccurredParts& parts) {
  if (!parts.from_minute || !parts.offset_minutes) return std::nullopt;
  if (parts.from->precision != kDay) return std::nullopt;
  const std::optional<Moment> from =
      MinuteMoment(*parts.from, *parts.from_minute, *parts.offset_minutes);
  if (!from) return std::nullopt;
  if (!parts.to_minute) {
    if (parts.has_to) return std::nullopt;
    return Encode(*from, std::nullopt);
  }
  if (parts.has_to && (!parts.to || parts.to->precision != kDay || *parts.to == *parts.from)) {
    return std::nullopt;
  }
  const std::optional<Moment> to =
      MinuteMoment(parts.to.value_or(*parts.from), *parts.to_minute, *parts.offset_minutes);
  if (!to) return std::nullopt;
  return Encode(*from, to);
}

std::optional<std::string> EncodeOccurred(const Message& message) {
  const HeldMessage occurred(message);
  const Message* from = GetDate(occurred, kFromNumber);
  const Message* to = GetDate(occurred, kToNumber);
  if (from == nullptr) return std::nullopt;
  const OccurredParts parts = {
      .from = ReadDate(*from),
      .to = to == nullptr ? std::nullopt : ReadDate(*to),
      .has_to = to != nullptr,
      .from_minute = GetInt(occurred, kFromMinuteNumber),
      .to_minute = GetInt(occurred, kToMinuteNumber),
      .offset_minutes = GetInt(occurred, kOffsetNumber),
  };
  if (!parts.from) return std::nullopt;
  const int precision =
      occurred.reflection.GetEnumValue(message, FieldOf(occurred.type, kPrecisionNumber)) - 1;
  if (precision < kYear || precision > kMinute) return std::nullopt;
  return precision == kMinute ? EncodeClockSpan(parts)
                              : EncodeCivilSpan(parts, static_cast<Precision>(precision));
}

bool DecodeCivilSpan(const Moment& from, const std::optional<Moment>& to, Message& occurred) {
  const std::optional<CivilDate> from_date = CivilOf(from);
  if (!from_date) return false;
  WriteDate(*from_date, MutableDate(occurred, kFromNumber));
  if (!to) return true;
  const std::optional<CivilDate> to_date = CivilOf(*to);
  if (!to_date) return false;
  WriteDate(*to_date, MutableDate(occurred, kToNumber));
  return true;
}

bool DecodeClockSpan(const Moment& from, const std::optional<Moment>& to, Message& occurred) {
  const std::optional<ClockMinute> start = ClockOf(from);
  if (!start) return false;
  WriteDate(start->date, MutableDate(occurred, kFromNumber));
  SetInt(occurred, kFromMinuteNumber, start->minute);
  SetInt(occurred, kOffsetNumber, from.offset_minutes);
  if (!to) return true;
  const std::optional<ClockMinute> end = ClockOf(*to);
  if (!end || to->offset_minutes != from.offset_minutes) return false;
  if (end->date != start->date) WriteDate(end->date, MutableDate(occurred, kToNumber));
  SetInt(occurred, kToMinuteNumber, end->minute);
  return true;
}

bool DecodeOccurred(const Moment& from, const std::optional<Moment>& to, Message& occurred) {
  if (from.precision > kMinute || (to && to->precision != from.precision)) return false;
  occurred.GetReflection()->SetEnumValue(
      &occurred, FieldOf(*occurred.GetDescriptor(), kPrecisionNumber), from.precision + 1);
  return from.precision == kMinute ? DecodeClockSpan(from, to, occurred)
                                   : DecodeCivilSpan(from, to, occurred);
}

bool IsDate(const Descriptor& type) { return type.full_name() == "cairn.v1.Date"; }

}  // namespace

bool IsTimeMessage(const Descriptor& type) {
  return IsDate(type) || type.full_name() == "cairn.v1.Occurred";
}

std::optional<std::string> EncodeTime(const Message& message) {
  if (!IsDate(*message.GetDescriptor())) return EncodeOccurred(message);
  const std::optional<CivilDate> civil = ReadDate(message);
  if (!civil) return std::nullopt;
  return Encode({MidnightUs(civil->first_day), 0, civil->precision}, std::nullopt);
}

bool DecodeTime(std::string_view value, Message& message) {
  ByteReader reader(value);
  const Moment from = ReadMoment(reader);
  std::optional<Moment> to;
  if (reader.ok() && !reader.AtEnd()) to = ReadMoment(reader);
  if (!reader.AtEnd()) return false;
  if (!IsDate(*message.GetDescriptor())) return DecodeOccurred(from, to, message);
  const std::optional<CivilDate> civil = CivilOf(from);
  if (!civil || to) return false;
  WriteDate(*civil, message);
  return true;
}

}  // namespace cairn
