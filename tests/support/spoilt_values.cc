#include "tests/support/spoilt_values.h"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <utility>

#include <google/protobuf/descriptor.h>

#include "absl/strings/str_format.h"

#include "cairn/v1/entry.pb.h"
#include "cairn/v1/time.pb.h"

#include "eventstore/base/check.h"
#include "eventstore/base/limits.h"
#include "services/rules/shape/number_ranges.h"
#include "services/rules/shape/required_fields.h"
#include "tests/support/entries.h"

namespace cairn {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

template <typename Kind>
Way WayOf(std::string fault, std::function<void(Kind&)> spoil) {
  return {std::move(fault),
          [spoil = std::move(spoil)](Message& holder) { spoil(static_cast<Kind&>(holder)); }};
}

std::vector<Way> DateWays(const std::string& path) {
  const std::string fault = path + " NO_SUCH_DATE";
  std::vector<Way> ways;
  for (const auto& [year, month, day] :
       std::initializer_list<std::array<int, 3>>{{2025, 2, 29},
                                                 {2025, 4, 31},
                                                 {2025, 13, 1},
                                                 {2025, 0, 1},
                                                 {2025, 1, 0},
                                                 {2025, 1, 32},
                                                 {1899, 12, 31},
                                                 {2200, 1, 1},
                                                 {0, 1, 1},
                                                 {2025, -1, 1},
                                                 {std::numeric_limits<int>::max(), 1, 1},
                                                 {std::numeric_limits<int>::min(), 1, 1}}) {
    ways.push_back(WayOf<v1::Date>(
        fault, [date = DateOf(year, month, day)](v1::Date& spoilt) { spoilt = date; }));
  }
  ways.push_back(WayOf<v1::Date>(fault, [](v1::Date& date) { date.Clear(); }));
  ways.push_back(WayOf<v1::Date>(fault, [](v1::Date& date) { date.clear_year(); }));
  ways.push_back(WayOf<v1::Date>(fault, [](v1::Date& date) { date.clear_month(); }));
  return ways;
}

std::vector<Way> DecimalWays(const std::string& path, const rules::NumberRange& range) {
  const auto to_value = [](int64_t value) {
    return [value](v1::Decimal& decimal) { decimal.set_value(value); };
  };
  const auto to_scale = [](int scale) {
    return [scale](v1::Decimal& decimal) { decimal.set_scale(scale); };
  };
  const bool may_be_negative = range.least < 0;
  return {
      WayOf<v1::Decimal>(path + " NOT_A_NUMBER", [](v1::Decimal& d) { d.clear_value(); }),
      WayOf<v1::Decimal>(path + " NOT_A_NUMBER", to_scale(10)),
      WayOf<v1::Decimal>(path + " NOT_A_NUMBER", to_scale(-1)),
      WayOf<v1::Decimal>(path + " OUT_OF_RANGE", to_value(range.most + 1)),
      WayOf<v1::Decimal>(path + " OUT_OF_RANGE", to_value(std::numeric_limits<int64_t>::max())),
      WayOf<v1::Decimal>(path + (may_be_negative ? " OUT_OF_RANGE" : " NEGATIVE"),
                         to_value(range.least - 1)),
      WayOf<v1::Decimal>(path + (may_be_negative ? " OUT_OF_RANGE" : " NEGATIVE"),
                         to_value(std::numeric_limits<int64_t>::min())),
  };
}

std::vector<Way> RefWays(const std::string& path) {
  return {
      WayOf<v1::EntryRef>(path + " ONE_OF_TWO", [](v1::EntryRef& ref) { ref.Clear(); }),
      WayOf<v1::EntryRef>(path + " ONE_OF_TWO", [](v1::EntryRef& ref) { ref.set_source_id("A1"); }),
      WayOf<v1::EntryRef>(path + ".event_id WRONG_LENGTH",
                          [](v1::EntryRef& ref) { ref.set_event_id("short"); }),
      WayOf<v1::EntryRef>(path + " UNKNOWN_ENTRY",
                          [](v1::EntryRef& ref) { ref.set_event_id(std::string(16, '?')); }),
      WayOf<v1::EntryRef>(path + " UNKNOWN_ENTRY",
                          [](v1::EntryRef& ref) {
                            ref.Clear();
                            ref.set_source_id("nowhere");
                          }),
      WayOf<v1::EntryRef>(path + ".source_id EMPTY_TEXT",
                          [](v1::EntryRef& ref) {
                            ref.Clear();
                            ref.set_source_id("");
                          }),
  };
}

void SetMinutes(v1::Occurred& span, int from_minute, int offset) {
  span.clear_to();
  span.set_precision(v1::PRECISION_MINUTE);
  span.set_from_minute(from_minute);
  span.set_utc_offset_minutes(offset);
}

std::vector<Way> OccurredWays(const std::string& path) {
  const auto way = [&](std::string_view fault, std::function<void(v1::Occurred&)> spoil) {
    return WayOf<v1::Occurred>(absl::StrFormat("%s.%s", path, fault), std::move(spoil));
  };
  return {
      way("from REQUIRED", [](v1::Occurred& span) { span.clear_from(); }),
      way("precision REQUIRED",
          [](v1::Occurred& span) { span.set_precision(v1::PRECISION_UNSPECIFIED); }),
      way("precision UNKNOWN_CODE",
          [](v1::Occurred& span) { span.set_precision(static_cast<v1::Precision>(99)); }),
      way("from NO_SUCH_DATE",
          [](v1::Occurred& span) { *span.mutable_from() = DateOf(2025, 2, 30); }),
      way("to NO_SUCH_DATE", [](v1::Occurred& span) { *span.mutable_to() = DateOf(2025, 6, 31); }),
      way("from PRECISION_MISMATCH", [](v1::Occurred& span) { span.mutable_from()->clear_day(); }),
      way("to PRECISION_MISMATCH", [](v1::Occurred& span) { span.mutable_to()->clear_month(); }),
      way("to END_BEFORE_START",
          [](v1::Occurred& span) { *span.mutable_to() = DateOf(2025, 1, 9); }),
      way("from_minute PRECISION_MISMATCH", [](v1::Occurred& span) { span.set_from_minute(5); }),
      way("from_minute NO_SUCH_MINUTE", [](v1::Occurred& span) { SetMinutes(span, 1440, 0); }),
      way("from_minute NO_SUCH_MINUTE", [](v1::Occurred& span) { SetMinutes(span, -1, 0); }),
      way("utc_offset_minutes NO_SUCH_MINUTE",
          [](v1::Occurred& span) { SetMinutes(span, 600, 30); }),
      way("to_minute NO_SUCH_MINUTE",
          [](v1::Occurred& span) {
            SetMinutes(span, 600, 0);
            span.set_to_minute(1440);
          }),
  };
}

Way TextWay(const FieldDescriptor& field, std::string fault, std::string text) {
  return {std::move(fault), [&field, text = std::move(text)](Message& holder) {
            const auto& reflection = *holder.GetReflection();
            if (field.is_repeated()) return reflection.SetRepeatedString(&holder, &field, 0, text);
            reflection.SetString(&holder, &field, text);
          }};
}

std::vector<Way> TextWays(const FieldDescriptor& field, const std::string& path) {
  if (field.type() == FieldDescriptor::TYPE_BYTES) {
    return {TextWay(field, path + " WRONG_LENGTH", "short"),
            TextWay(field, path + " WRONG_LENGTH", std::string(33, 'x'))};
  }
  return {TextWay(field, path + " EMPTY_TEXT", ""), TextWay(field, path + " EMPTY_TEXT", " \t\n"),
          TextWay(field, path + " TOO_LONG", std::string(limits::kTextBytesMax + 1, 'x')),
          TextWay(field, path + " NOT_UTF8", "Hid\xff"),
          TextWay(field, path + " NOT_UTF8", "\xed\xa0\x80")};
}

std::vector<Way> CodeWays(const FieldDescriptor& field, const std::string& path) {
  const auto way = [&](std::string_view reason, int code) {
    return Way{absl::StrFormat("%s %s", path, reason), [&field, code](Message& holder) {
                 const auto& reflection = *holder.GetReflection();
                 if (field.is_repeated()) {
                   return reflection.SetRepeatedEnumValue(&holder, &field, 0, code);
                 }
                 reflection.SetEnumValue(&holder, &field, code);
               }};
  };
  std::vector<Way> ways = {way("UNKNOWN_CODE", 99), way("UNKNOWN_CODE", -1),
                           way("UNKNOWN_CODE", std::numeric_limits<int>::max())};
  for (int i = 0; i < field.enum_type()->value_count(); ++i) {
    const int code = field.enum_type()->value(i)->number();
    if (rules::IsRetired(*field.enum_type(), code)) ways.push_back(way("RETIRED_CODE", code));
  }
  return ways;
}

std::vector<Way> IntegerWays(const FieldDescriptor& field, const std::string& path) {
  const rules::NumberRange range = rules::RangeOf(field);
  const bool is_wide = field.cpp_type() == FieldDescriptor::CPPTYPE_INT64;
  const auto way = [&](int64_t number) {
    const bool is_negative = number < 0 && range.least >= 0;
    return Way{path + (is_negative ? " NEGATIVE" : " OUT_OF_RANGE"),
               [&field, is_wide, number](Message& holder) {
                 const auto& reflection = *holder.GetReflection();
                 if (is_wide) return reflection.SetInt64(&holder, &field, number);
                 reflection.SetInt32(&holder, &field, static_cast<int32_t>(number));
               }};
  };
  const int64_t lowest =
      is_wide ? std::numeric_limits<int64_t>::min() : std::numeric_limits<int32_t>::min();
  const int64_t highest =
      is_wide ? std::numeric_limits<int64_t>::max() : std::numeric_limits<int32_t>::max();
  return {way(range.least - 1), way(range.most + 1), way(lowest), way(highest)};
}

}  // namespace

std::vector<Way> WaysOfMessage(const FieldDescriptor& field, const std::string& path) {
  const auto* type = field.message_type();
  if (type == v1::Date::descriptor()) return DateWays(path);
  if (type == v1::Decimal::descriptor()) return DecimalWays(path, rules::RangeOf(field));
  if (type == v1::EntryRef::descriptor()) return RefWays(path);
  if (type == v1::Occurred::descriptor()) return OccurredWays(path);
  return {};
}

std::vector<Way> WaysOfScalar(const FieldDescriptor& field, const std::string& path) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return TextWays(field, path);
    case FieldDescriptor::CPPTYPE_ENUM:
      return CodeWays(field, path);
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
      return IntegerWays(field, path);
    case FieldDescriptor::CPPTYPE_BOOL:
      return {};
    default:  // a type of protobuf that entries do not hold
      CAIRN_CHECK_UNREACHABLE();
  }
}

}  // namespace cairn
