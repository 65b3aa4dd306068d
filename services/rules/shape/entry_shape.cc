#include "services/rules/shape/entry_shape.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "absl/strings/str_format.h"

#include "cairn/v1/time.pb.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/utf8.h"
#include "projections/calendar/date.h"
#include "services/rules/shape/message_shape.h"
#include "services/rules/shape/required_fields.h"
#include "services/rules/shape/score_scales.h"

namespace cairn::rules {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr int kScaleMax = 9;
constexpr size_t kIdBytes = 16;
constexpr size_t kSha256Bytes = 32;

bool SaysNothing(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == ' ' || (c >= 9 && c <= 13); });
}

// Where the walk is: the chain of fields from here up to the entry. Paths are made of it for faults
// alone; nearly no entry has any.
struct Place {
  const Place* parent;  // null: a field of the entry itself
  const FieldDescriptor* field;
  int index;  // in a list, or kNoIndex
};
constexpr int kNoIndex = -1;

// `plan_issued.content.targets[2]`; empty for the entry itself.
std::string PathOf(const Place* place) {
  if (place == nullptr) return "";
  std::string path = PathOf(place->parent);
  if (!path.empty()) path += '.';
  path += place->field->name();
  if (place->index != kNoIndex) absl::StrAppendFormat(&path, "[%d]", place->index);
  return path;
}

bool HoldsNothingUnknown(const Message& message) {
  return message.GetReflection()->GetUnknownFields(message).empty();
}

template <typename Kind>
const Kind& As(const Message& message) {
  return static_cast<const Kind&>(message);  // as its shape says
}

// What `message` holds at `at`, one of its own fields.
const Message& MessageAt(const Message& message, const Place& at) {
  const Reflection& reflection = *message.GetReflection();
  return at.index == kNoIndex ? reflection.GetMessage(message, at.field)
                              : reflection.GetRepeatedMessage(message, at.field, at.index);
}

const std::string& StringAt(const Message& message, const Place& at, std::string& scratch) {
  const Reflection& reflection = *message.GetReflection();
  return at.index == kNoIndex
             ? reflection.GetStringReference(message, at.field, &scratch)
             : reflection.GetRepeatedStringReference(message, at.field, at.index, &scratch);
}

int CodeAt(const Message& message, const Place& at) {
  const Reflection& reflection = *message.GetReflection();
  return at.index == kNoIndex ? reflection.GetEnumValue(message, at.field)
                              : reflection.GetRepeatedEnumValue(message, at.field, at.index);
}

int64_t IntegerAt(const Message& message, const Place& at) {
  const Reflection& reflection = *message.GetReflection();
  const bool listed = at.index != kNoIndex;
  if (at.field->cpp_type() == FieldDescriptor::CPPTYPE_INT32) {
    return listed ? reflection.GetRepeatedInt32(message, at.field, at.index)
                  : reflection.GetInt32(message, at.field);
  }
  return listed ? reflection.GetRepeatedInt64(message, at.field, at.index)
                : reflection.GetInt64(message, at.field);
}

class Walk {
 public:
  explicit Walk(Verdict& verdict) : verdict_(verdict) {}

  // `at` is null for the entry itself.
  void Visit(const Message& message, const MessageShape& shape, const Place* at) {
    VisitUnknown(message, at);
    switch (shape.look) {
      case Look::kOccurred:
        return VisitOccurred(As<v1::Occurred>(message), at);
      case Look::kDate:
        return VisitDate(As<v1::Date>(message), at);
      case Look::kDecimal:
        return VisitDecimal(As<v1::Decimal>(message), at);
      case Look::kRef:
        VisitRef(As<v1::EntryRef>(message), at);
        break;
      default:
        break;
    }
    VisitRequired(message, shape, at);
    VisitFields(message, shape, at);
  }

 private:
  void Fault(const Place* at, std::string_view reason, std::string_view sentence) {
    verdict_.faults.push_back(ShapeFault(PathOf(at), reason, sentence));
  }

  void VisitUnknown(const Message& message, const Place* at) {
    if (HoldsNothingUnknown(message)) return;
    Fault(at, "UNKNOWN_FIELD",
          "This server does not know a field that was sent here; it would be lost.");
  }

  void VisitUnknownIn(const v1::Date& date, const Place* occurred, int number) {
    if (HoldsNothingUnknown(date)) return;
    const Place at{occurred, v1::Occurred::descriptor()->FindFieldByNumber(number), kNoIndex};
    VisitUnknown(date, &at);
  }

  // occurred_rules.h says more about it than that a part is no date.
  void VisitOccurred(const v1::Occurred& span, const Place* at) {
    if (span.has_from()) VisitUnknownIn(span.from(), at, v1::Occurred::kFromFieldNumber);
    if (span.has_to()) VisitUnknownIn(span.to(), at, v1::Occurred::kToFieldNumber);
  }

  void VisitDate(const v1::Date& date, const Place* at) {
    const bool has_gap = date.has_day() && !date.has_month();
    if (has_gap || !EarliestDay(date) || !LatestDay(date)) {
      Fault(at, "NO_SUCH_DATE",
            "There is no such date. Give a year from 1900 to 2199, with month and day if known.");
    }
  }

  void VisitDecimal(const v1::Decimal& number, const Place* at) {
    if (!number.has_value() || number.scale() < 0 || number.scale() > kScaleMax) {
      Fault(at, "NOT_A_NUMBER", "Give a number with at most nine digits after the point.");
    }
  }

  void VisitRef(const v1::EntryRef& ref, const Place* at) {
    if (ref.has_event_id() == ref.has_source_id()) {
      Fault(at, "ONE_OF_TWO", "Name the other entry by its event id or by its source id.");
    }
  }

  void VisitRequired(const Message& message, const MessageShape& shape, const Place* at) {
    const Reflection& reflection = *message.GetReflection();
    for (const FieldShape& needed : shape.required) {
      const bool is_there = needed.repeated ? reflection.FieldSize(message, needed.field) > 0
                                            : reflection.HasField(message, needed.field);
      if (is_there) continue;
      const Place missing{at, needed.field, kNoIndex};
      Fault(&missing, "REQUIRED", "This is needed to record the entry.");
    }
  }

  void VisitFields(const Message& message, const MessageShape& shape, const Place* at) {
    const Reflection& reflection = *message.GetReflection();
    for (const FieldShape& field : shape.fields) {
      if (field.repeated) {
        const int size = reflection.FieldSize(message, field.field);
        for (int i = 0; i < size; ++i) VisitValue(message, field, {at, field.field, i});
      } else if (reflection.HasField(message, field.field)) {
        VisitValue(message, field, {at, field.field, kNoIndex});
      }
    }
    for (const OneofShape& oneof : shape.oneofs) {
      const auto* there = reflection.GetOneofFieldDescriptor(message, oneof.oneof);
      const auto field = std::ranges::find(oneof.fields, there, &FieldShape::field);
      if (field == oneof.fields.end()) continue;
      VisitValue(message, *field, {at, there, kNoIndex});
    }
  }

  void VisitValue(const Message& message, const FieldShape& field, const Place& at) {
    switch (field.look) {
      case Look::kText: {
        std::string scratch;
        return VisitText(field, StringAt(message, at, scratch), at);
      }
      case Look::kId:
      case Look::kSha256: {
        std::string scratch;
        return VisitBytes(field.look, StringAt(message, at, scratch), at);
      }
      case Look::kCode:
        return VisitCode(field, CodeAt(message, at), at);
      case Look::kInteger:
        return VisitInteger(field.range, IntegerAt(message, at), at);
      case Look::kNothing:
        return;
      case Look::kFields:
      case Look::kRef:
      case Look::kOccurred:
      case Look::kDate:
        return Visit(MessageAt(message, at), *field.message, &at);
      case Look::kDecimal: {
        const Message& decimal = MessageAt(message, at);
        Visit(decimal, *field.message, &at);
        return VisitQuantity(field.range, As<v1::Decimal>(decimal), at);
      }
    }
  }

  void VisitText(const FieldShape& field, const std::string& text, const Place& at) {
    if (SaysNothing(text)) Fault(&at, "EMPTY_TEXT", "Write something here, or leave it out.");
    if (text.size() > field.bytes_max) {
      Fault(&at, "TOO_LONG",
            absl::StrFormat("This is longer than %d bytes. Split it into paragraphs, or file it as "
                            "a document.",
                            field.bytes_max));
    }
    // Nothing that came over the wire: protobuf refuses such a message as a whole.
    if (!IsUtf8(text)) Fault(&at, "NOT_UTF8", "This text holds bytes that are not UTF-8.");
  }

  void VisitBytes(Look look, const std::string& value, const Place& at) {
    const bool is_id = look == Look::kId;
    if (value.size() != (is_id ? kIdBytes : kSha256Bytes)) {
      Fault(&at, "WRONG_LENGTH", is_id ? "An id has 16 bytes." : "A SHA-256 has 32 bytes.");
    }
  }

  void VisitCode(const FieldShape& field, int number, const Place& at) {
    if (number > 0 && number < 64 && (field.codes >> number & 1) != 0) return;
    const auto& list = *field.field->enum_type();
    if (number == 0 || list.FindValueByNumber(number) == nullptr) {
      Fault(&at, "UNKNOWN_CODE", "This is none of the codes that can be recorded here.");
    } else if (IsRetired(list, number)) {
      Fault(&at, "RETIRED_CODE", "This code is no longer used; records that have it keep it.");
    }
  }

  void VisitInteger(const NumberRange& range, int64_t number, const Place& at) {
    if (number < range.least || number > range.most) OutOfRange(range, number < 0, at);
  }

  // The number that a decimal stands for; that it is one, VisitDecimal has seen to.
  void VisitQuantity(const NumberRange& range, const v1::Decimal& decimal, const Place& at) {
    const long double number = NumberOf(decimal);
    if (number < range.least || number > range.most) OutOfRange(range, number < 0, at);
  }

  void OutOfRange(const NumberRange& range, bool is_negative, const Place& at) {
    if (is_negative && range.least >= 0) {
      return Fault(&at, "NEGATIVE", "This cannot be below zero.");
    }
    Fault(&at, "OUT_OF_RANGE",
          absl::StrFormat("Give a number from %d to %d.", range.least, range.most));
  }

  Verdict& verdict_;
};

}  // namespace

void CheckShape(const v1::Entry& entry, Verdict& verdict) {
  Walk(verdict).Visit(entry, EntryShape(), nullptr);
  if (entry.kind_case() == v1::Entry::KIND_NOT_SET) {
    verdict.faults.push_back(
        ShapeFault("kind", "REQUIRED", "Say what happened: an entry has exactly one kind."));
  }
}

}  // namespace cairn::rules
