#include "tests/golden/golden_file.h"

#include <cstdlib>
#include <vector>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/timestamp.pb.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "cairn/v1/time.pb.h"

#include "projections/calendar/date.h"
#include "tests/support/test_data.h"

namespace cairn {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int64_t kMicrosPerSecond = 1'000'000;

std::string Number(const v1::Decimal& decimal) {
  std::string digits = absl::StrFormat("%0*d", decimal.scale() + 1, decimal.value());
  if (decimal.scale() > 0) digits.insert(digits.size() - decimal.scale(), ".");
  return digits;
}

std::string Instant(const google::protobuf::Timestamp& time) {
  const int64_t us = time.seconds() * kMicrosPerSecond + time.nanos() / 1000;
  const int64_t minute = (us - StartOfDayMicros(DayOfMicros(us))) / (60 * kMicrosPerSecond);
  return absl::StrFormat("%s %02d:%02d London", FormatDate(DayOfMicros(us)), minute / 60,
                         minute % 60);
}

// DRAFT of STAGE_DRAFT: the part that all values of the enum share is left out.
std::string Short(const google::protobuf::EnumValueDescriptor& value) {
  std::string shared = value.type()->value(0)->name();  // <PREFIX>_UNSPECIFIED
  shared.resize(shared.size() - std::string_view("UNSPECIFIED").size());
  return value.name().substr(shared.size());
}

// One line of text for a message that people read as one value; empty for any other.
std::string AsOneValue(const Message& message) {
  if (const auto* date = dynamic_cast<const v1::Date*>(&message)) return FormatDate(*date);
  if (const auto* decimal = dynamic_cast<const v1::Decimal*>(&message)) return Number(*decimal);
  const auto* time = dynamic_cast<const google::protobuf::Timestamp*>(&message);
  return time == nullptr ? "" : Instant(*time);
}

class Outliner {
 public:
  std::string Take() { return std::move(text_); }

  void Fields(const Message& message, int depth) {
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      const bool repeated = field->is_repeated();
      const int count = repeated ? message.GetReflection()->FieldSize(message, field) : 1;
      for (int i = 0; i < count; ++i) Field(message, *field, repeated ? i : -1, depth);
    }
  }

 private:
  void Line(int depth, std::string_view name, std::string_view value) {
    text_ += absl::StrFormat("%*s%s%s%s\n", 2 * depth, "", name, value.empty() ? "" : ": ", value);
  }

  void Field(const Message& message, const FieldDescriptor& field, int index, int depth) {
    if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      Line(depth, field.name(), Scalar(message, field, index));
      return;
    }
    const auto& reflection = *message.GetReflection();
    const Message& part = index < 0 ? reflection.GetMessage(message, &field)
                                    : reflection.GetRepeatedMessage(message, &field, index);
    const std::string value = AsOneValue(part);
    Line(depth, field.name(), value);
    if (value.empty()) Fields(part, depth + 1);
  }

  static std::string Scalar(const Message& message, const FieldDescriptor& field, int index) {
    const auto& reflection = *message.GetReflection();
    const bool one = index < 0;
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return one ? reflection.GetString(message, &field)
                   : reflection.GetRepeatedString(message, &field, index);
      case FieldDescriptor::CPPTYPE_ENUM:
        return Short(one ? *reflection.GetEnum(message, &field)
                         : *reflection.GetRepeatedEnum(message, &field, index));
      case FieldDescriptor::CPPTYPE_BOOL:
        return reflection.GetBool(message, &field) ? "yes" : "no";
      case FieldDescriptor::CPPTYPE_INT32:
        return absl::StrFormat("%d", reflection.GetInt32(message, &field));
      case FieldDescriptor::CPPTYPE_UINT32:
        return absl::StrFormat("%d", reflection.GetUInt32(message, &field));
      case FieldDescriptor::CPPTYPE_INT64:
        return absl::StrFormat("%d", reflection.GetInt64(message, &field));
      case FieldDescriptor::CPPTYPE_UINT64:
        return absl::StrFormat("%d", reflection.GetUInt64(message, &field));
      default:  // an enum of protobuf, not ours; the contract has no other types
        ADD_FAILURE() << "no outline for " << field.full_name();
        return "?";
    }
  }

  std::string text_;
};

}  // namespace

void ExpectGolden(std::string_view name, const std::string& actual) {
  const std::string path = absl::StrFormat("%s/%s", CAIRN_GOLDEN_FOLDER, name);
  if (std::getenv("CAIRN_UPDATE_GOLDEN") != nullptr) {
    WriteFile(path, actual);
    return;
  }
  EXPECT_EQ(ReadFile(path), actual) << "differs from " << path;
}

std::string Outline(const Message& message) {
  Outliner outliner;
  outliner.Fields(message, 0);
  return outliner.Take();
}

}  // namespace cairn
