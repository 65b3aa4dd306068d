#include "services/rules/entry_shape.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "absl/strings/str_format.h"

#include "cairn/v1/time.pb.h"

#include "eventstore/base/errors.h"
#include "projections/calendar/date.h"
#include "services/rules/required_fields.h"

namespace cairn::rules {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr int kScaleMax = 9;
constexpr int kGoalAttainmentMax = 2;  // Goal Attainment Scaling runs from -2 to 2
constexpr size_t kEventIdBytes = 16;
constexpr size_t kSha256Bytes = 32;

bool SaysNothing(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == ' ' || (c >= 9 && c <= 13); });
}

class Walk {
 public:
  explicit Walk(Verdict& verdict) : verdict_(verdict) {}

  // `path` is empty for the entry itself.
  void Visit(const Message& message, const std::string& path) {
    VisitUnknown(message, path);
    if (const auto* span = dynamic_cast<const v1::Occurred*>(&message)) {
      // occurred_rules.h says more about it than that a part is no date.
      if (span->has_from()) VisitUnknown(span->from(), Join(path, "from"));
      if (span->has_to()) VisitUnknown(span->to(), Join(path, "to"));
      return;
    }
    if (const auto* date = dynamic_cast<const v1::Date*>(&message)) return VisitDate(*date, path);
    if (const auto* number = dynamic_cast<const v1::Decimal*>(&message)) {
      return VisitDecimal(*number, path);
    }
    if (const auto* ref = dynamic_cast<const v1::EntryRef*>(&message)) VisitRef(*ref, path);
    VisitRequired(message, path);
    VisitFields(message, path);
  }

 private:
  void Fault(const std::string& path, std::string_view reason, std::string_view sentence) {
    verdict_.faults.push_back(ShapeFault(path, reason, sentence));
  }

  static std::string Join(const std::string& path, std::string_view name) {
    return path.empty() ? std::string(name) : absl::StrFormat("%s.%s", path, name);
  }

  void VisitUnknown(const Message& message, const std::string& path) {
    if (message.GetReflection()->GetUnknownFields(message).empty()) return;
    Fault(path, "UNKNOWN_FIELD",
          "This server does not know a field that was sent here; it would be lost.");
  }

  void VisitDate(const v1::Date& date, const std::string& path) {
    const bool has_gap = date.has_day() && !date.has_month();
    if (has_gap || !EarliestDay(date) || !LatestDay(date)) {
      Fault(path, "NO_SUCH_DATE",
            "There is no such date. Give a year from 1900 to 2199, with month and day if known.");
    }
  }

  void VisitDecimal(const v1::Decimal& number, const std::string& path) {
    if (!number.has_value() || number.scale() < 0 || number.scale() > kScaleMax) {
      Fault(path, "NOT_A_NUMBER", "Give a number with at most nine digits after the point.");
    }
  }

  void VisitRef(const v1::EntryRef& ref, const std::string& path) {
    if (ref.has_event_id() == ref.has_source_id()) {
      Fault(path, "ONE_OF_TWO", "Name the other entry by its event id or by its source id.");
    }
  }

  void VisitRequired(const Message& message, const std::string& path) {
    const Reflection& reflection = *message.GetReflection();
    for (const std::string_view name : RequiredFieldsOf(*message.GetDescriptor())) {
      const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(std::string(name));
      const bool is_there = field->is_repeated() ? reflection.FieldSize(message, field) > 0
                                                 : reflection.HasField(message, field);
      if (!is_there) Fault(Join(path, name), "REQUIRED", "This is needed to record the entry.");
    }
  }

  void VisitFields(const Message& message, const std::string& path) {
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      const std::string at = Join(path, field->name());
      if (!field->is_repeated()) {
        VisitValue(message, *field, -1, at);
        continue;
      }
      for (int i = 0; i < message.GetReflection()->FieldSize(message, field); ++i) {
        VisitValue(message, *field, i, absl::StrFormat("%s[%d]", at, i));
      }
    }
  }

  // `index` is -1 for a field that is no list.
  void VisitValue(const Message& message, const FieldDescriptor& field, int index,
                  const std::string& path) {
    const Reflection& reflection = *message.GetReflection();
    const bool listed = index >= 0;
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return Visit(listed ? reflection.GetRepeatedMessage(message, &field, index)
                            : reflection.GetMessage(message, &field),
                     path);
      case FieldDescriptor::CPPTYPE_STRING: {
        std::string scratch;
        const std::string& text =
            listed ? reflection.GetRepeatedStringReference(message, &field, index, &scratch)
                   : reflection.GetStringReference(message, &field, &scratch);
        return VisitString(field, text, path);
      }
      case FieldDescriptor::CPPTYPE_ENUM:
        return VisitCode(field,
                         listed ? reflection.GetRepeatedEnumValue(message, &field, index)
                                : reflection.GetEnumValue(message, &field),
                         path);
      case FieldDescriptor::CPPTYPE_INT32:
        return VisitCount(field,
                          listed ? reflection.GetRepeatedInt32(message, &field, index)
                                 : reflection.GetInt32(message, &field),
                          path);
      case FieldDescriptor::CPPTYPE_INT64:
        return VisitCount(field,
                          listed ? reflection.GetRepeatedInt64(message, &field, index)
                                 : reflection.GetInt64(message, &field),
                          path);
      case FieldDescriptor::CPPTYPE_BOOL:
      case FieldDescriptor::CPPTYPE_UINT32:
      case FieldDescriptor::CPPTYPE_UINT64:
      case FieldDescriptor::CPPTYPE_DOUBLE:
      case FieldDescriptor::CPPTYPE_FLOAT:
        return;
    }
  }

  void VisitString(const FieldDescriptor& field, const std::string& value,
                   const std::string& path) {
    if (field.type() == FieldDescriptor::TYPE_STRING) {
      if (SaysNothing(value)) Fault(path, "EMPTY_TEXT", "Write something here, or leave it out.");
      return;
    }
    const bool is_event_id = field.name() == "event_id";
    if (value.size() != (is_event_id ? kEventIdBytes : kSha256Bytes)) {
      Fault(path, "WRONG_LENGTH",
            is_event_id ? "An event id has 16 bytes." : "A SHA-256 has 32 bytes.");
    }
  }

  void VisitCode(const FieldDescriptor& field, int number, const std::string& path) {
    const auto& list = *field.enum_type();
    if (number == 0 || list.FindValueByNumber(number) == nullptr) {
      Fault(path, "UNKNOWN_CODE", "This is none of the codes that can be recorded here.");
    } else if (IsRetired(list, number)) {
      Fault(path, "RETIRED_CODE", "This code is no longer used; records that have it keep it.");
    }
  }

  void VisitCount(const FieldDescriptor& field, int64_t count, const std::string& path) {
    const bool is_goal = field.name() == "goal_attainment";
    if (is_goal && (count < -kGoalAttainmentMax || count > kGoalAttainmentMax)) {
      Fault(path, "OUT_OF_SCALE", "Goal attainment runs from -2 to 2.");
    }
    if (!is_goal && count < 0) Fault(path, "NEGATIVE", "This cannot be below zero.");
  }

  Verdict& verdict_;
};

}  // namespace

void CheckShape(const v1::Entry& entry, Verdict& verdict) {
  Walk(verdict).Visit(entry, "");
  if (entry.kind_case() == v1::Entry::KIND_NOT_SET) {
    verdict.faults.push_back(
        ShapeFault("kind", "REQUIRED", "Say what happened: an entry has exactly one kind."));
  }
}

}  // namespace cairn::rules
