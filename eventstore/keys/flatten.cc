// Flatten of fields.h: a walk over what the message holds, then one sort.
#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/fields.h"
#include "eventstore/keys/sealed_type.h"
#include "eventstore/keys/time_value.h"
#include "eventstore/ledger/note_text.h"

namespace cairn {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr int kNoIndex = -1;

// Where the walk is: the chain of fields from here up to the root, for the names in a refusal.
struct Place {
  const Place* parent;
  const FieldDescriptor* field;
  int index;  // in a list, or kNoIndex
};

// `entry.note.paragraphs[2]`
std::string NameOf(const Place* place) {
  std::string name;
  for (; place != nullptr; place = place->parent) {
    std::string step(place->field->name());
    if (place->index != kNoIndex) step += absl::StrFormat("[%d]", place->index);
    name = name.empty() ? step : step + "." + name;
  }
  return name;
}

absl::Status Refuse(const Place* place, std::string_view reason, std::string_view sentence) {
  return InvalidRequest({ShapeFault(NameOf(place), reason, sentence)});
}

void AppendDecimal(std::string& out, int number) {
  char digits[12];
  char* const end = std::to_chars(digits, digits + sizeof(digits), number).ptr;
  out.append(digits, end);
}

std::string IntegerValue(int64_t number) {
  std::string value;
  AppendI64(value, number);
  return value;
}

class Flattener {
 public:
  // The fields of `message`, whose own path is `path_` and whose own place is `at`; null: the root.
  absl::Status WalkMessage(const Message& message, const Place* at);

  absl::StatusOr<FieldList> Finish();

 private:
  absl::Status WalkField(const Message& message, const Place& place);
  absl::Status WalkElement(const Message& message, const Place& place, FieldType type);
  absl::Status WalkSubmessage(const Message& message, const Place& place, FieldType type);
  absl::Status RefuseUnknown(const Message& message, const Place* at);
  absl::Status Add(const Place& place, FieldType type, std::string value);

  absl::StatusOr<std::string> TextValue(const Message& message, const Place& place);
  absl::StatusOr<std::string> CodeValue(const Message& message, const Place& place);

  std::string path_;
  FieldList fields_;
  size_t bytes_ = 2;
};

absl::Status Flattener::WalkMessage(const Message& message, const Place* at) {
  CAIRN_RETURN_IF_ERROR(RefuseUnknown(message, at));
  std::vector<const FieldDescriptor*> present;
  message.GetReflection()->ListFields(message, &present);
  for (const FieldDescriptor* field : present) {
    CAIRN_RETURN_IF_ERROR(WalkField(message, {at, field, kNoIndex}));
  }
  return absl::OkStatus();
}

absl::Status Flattener::RefuseUnknown(const Message& message, const Place* at) {
  if (message.GetReflection()->GetUnknownFields(message).empty()) return absl::OkStatus();
  return Refuse(at, "UNKNOWN_FIELD",
                "This holds a field that this server does not know; it would be lost.");
}

absl::Status Flattener::WalkField(const Message& message, const Place& place) {
  const FieldDescriptor& field = *place.field;
  const std::optional<FieldType> type = SealedType(field);
  if (!type) {
    return Refuse(&place, "TYPE_NOT_SEALED", "Fields of this type cannot be part of an entry.");
  }
  const size_t parent_size = path_.size();
  if (parent_size > 0) path_ += '.';
  AppendDecimal(path_, field.number());
  if (field.is_repeated()) {
    const size_t list_size = path_.size();
    const int count = message.GetReflection()->FieldSize(message, &field);
    for (int i = 0; i < count; ++i) {
      path_ += '/';
      AppendDecimal(path_, i);
      CAIRN_RETURN_IF_ERROR(WalkElement(message, {place.parent, &field, i}, *type));
      path_.resize(list_size);
    }
  } else {
    CAIRN_RETURN_IF_ERROR(WalkElement(message, place, *type));
  }
  path_.resize(parent_size);
  return absl::OkStatus();
}

int64_t GetInteger(const Message& message, const FieldDescriptor& field, int index) {
  const Reflection& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return index == kNoIndex ? reflection.GetInt32(message, &field)
                               : reflection.GetRepeatedInt32(message, &field, index);
    case FieldDescriptor::CPPTYPE_UINT32:
      return index == kNoIndex ? reflection.GetUInt32(message, &field)
                               : reflection.GetRepeatedUInt32(message, &field, index);
    default:  // SealedType lets no other integer pass
      return index == kNoIndex ? reflection.GetInt64(message, &field)
                               : reflection.GetRepeatedInt64(message, &field, index);
  }
}

const std::string& GetBytes(const Message& message, const FieldDescriptor& field, int index,
                            std::string& scratch) {
  const Reflection& reflection = *message.GetReflection();
  return index == kNoIndex
             ? reflection.GetStringReference(message, &field, &scratch)
             : reflection.GetRepeatedStringReference(message, &field, index, &scratch);
}

absl::Status Flattener::WalkElement(const Message& message, const Place& place, FieldType type) {
  const Reflection& reflection = *message.GetReflection();
  const FieldDescriptor& field = *place.field;
  const bool single = place.index == kNoIndex;
  switch (type) {
    case FieldType::kText: {
      CAIRN_ASSIGN_OR_RETURN(std::string value, TextValue(message, place));
      return Add(place, type, std::move(value));
    }
    case FieldType::kInteger:
      return Add(place, type, IntegerValue(GetInteger(message, field, place.index)));
    case FieldType::kBoolean: {
      const bool value = single ? reflection.GetBool(message, &field)
                                : reflection.GetRepeatedBool(message, &field, place.index);
      return Add(place, type, std::string(1, value ? '\1' : '\0'));
    }
    case FieldType::kBytes: {
      std::string scratch;
      return Add(place, type, GetBytes(message, field, place.index, scratch));
    }
    case FieldType::kCode: {
      CAIRN_ASSIGN_OR_RETURN(std::string value, CodeValue(message, place));
      return Add(place, type, std::move(value));
    }
    case FieldType::kTime:
    case FieldType::kMessage:
      return WalkSubmessage(single ? reflection.GetMessage(message, &field)
                                   : reflection.GetRepeatedMessage(message, &field, place.index),
                            place, type);
  }
  CAIRN_CHECK_UNREACHABLE();
}

absl::StatusOr<std::string> Flattener::TextValue(const Message& message, const Place& place) {
  std::string scratch;
  const std::string& text = GetBytes(message, *place.field, place.index, scratch);
  if (!IsUtf8(text)) {
    return Refuse(&place, "NOT_UTF8", "This text holds bytes that are not UTF-8.");
  }
  return text;
}

absl::StatusOr<std::string> Flattener::CodeValue(const Message& message, const Place& place) {
  const Reflection& reflection = *message.GetReflection();
  const int number = place.index == kNoIndex
                         ? reflection.GetEnumValue(message, place.field)
                         : reflection.GetRepeatedEnumValue(message, place.field, place.index);
  if (number == 0) return Refuse(&place, "CODE_UNSPECIFIED", "Choose one of the values.");
  if (place.field->enum_type()->FindValueByNumber(number) == nullptr) {
    return Refuse(&place, "UNKNOWN_FIELD", "This is a value that this server does not know.");
  }
  return IntegerValue(number);
}

// Refused here and not by EncodeTime, so that an unknown field is called one wherever it is.
absl::Status Flattener::WalkSubmessage(const Message& message, const Place& place, FieldType type) {
  if (type == FieldType::kMessage) {
    CAIRN_RETURN_IF_ERROR(Add(place, type, std::string()));
    return WalkMessage(message, &place);
  }
  CAIRN_RETURN_IF_ERROR(RefuseUnknown(message, &place));
  for (const char* name : {"from", "to"}) {
    const FieldDescriptor* date = message.GetDescriptor()->FindFieldByName(name);
    if (date == nullptr || !message.GetReflection()->HasField(message, date)) continue;
    const Place inside = {&place, date, kNoIndex};
    CAIRN_RETURN_IF_ERROR(
        RefuseUnknown(message.GetReflection()->GetMessage(message, date), &inside));
  }
  std::optional<std::string> value = EncodeTime(message);
  if (!value) {
    return Refuse(&place, "TIME_INVALID",
                  "This is not a date, or says more or less than its precision.");
  }
  return Add(place, type, *std::move(value));
}

absl::Status Flattener::Add(const Place& place, FieldType type, std::string value) {
  if (path_.size() > limits::kFieldPathBytesMax) {
    return Refuse(&place, "PATH_TOO_LONG", "This lies too deep inside the entry.");
  }
  if (fields_.size() == limits::kFieldsPerEntryMax) {
    return Refuse(&place, "TOO_MANY_FIELDS", "This entry holds too many fields; split it.");
  }
  bytes_ += 7 + path_.size() + value.size();
  if (bytes_ > limits::kContentBytesMax) {
    return Refuse(&place, "TOO_LARGE", "This entry is too long; split it or attach a document.");
  }
  fields_.push_back({path_, type, std::move(value)});
  return absl::OkStatus();
}

absl::StatusOr<FieldList> Flattener::Finish() {
  std::sort(fields_.begin(), fields_.end(),
            [](const Field& a, const Field& b) { return a.path < b.path; });
  return std::move(fields_);
}

}  // namespace

absl::StatusOr<FieldList> Flatten(const Message& message) {
  Flattener flattener;
  CAIRN_RETURN_IF_ERROR(flattener.WalkMessage(message, nullptr));
  return flattener.Finish();
}

}  // namespace cairn
