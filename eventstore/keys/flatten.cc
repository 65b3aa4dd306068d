// Flatten of fields.h: a walk over what the message holds, in the order of the paths.
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
#include "eventstore/base/utf8.h"
#include "eventstore/keys/fields.h"
#include "eventstore/keys/held_message.h"
#include "eventstore/keys/sealed_type.h"
#include "eventstore/keys/time_value.h"

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
  Flattener() {
    fields_.reserve(kFieldsExpected);
    present_.reserve(kFieldsExpected);
  }

  // The fields of `message`, whose own path is `path_` and whose own place is `at`; null: the root.
  absl::Status WalkMessage(const Message& message, const Place* at);

  FieldList Finish();

 private:
  static constexpr size_t kFieldsExpected = 16;  // of most entries; a guess saves growing

  absl::Status WalkField(const HeldMessage& held, const Place& place);
  absl::Status WalkElement(const HeldMessage& held, const Place& place, FieldType type);
  absl::Status AddText(const HeldMessage& held, const Place& place);
  absl::Status AddCode(const HeldMessage& held, const Place& place);
  absl::Status AddTime(const Message& time, const Place& place);
  absl::Status Add(const Place& place, FieldType type, std::string value);

  std::string path_;
  FieldList fields_;
  size_t bytes_ = 2;
  // Of the messages around the walk, one behind the other: those of the innermost are last.
  std::vector<const FieldDescriptor*> present_;
  bool has_long_list_ = false;
};

absl::Status RefuseUnknown(const HeldMessage& held, const Place* at) {
  if (held.reflection.GetUnknownFields(held.message).empty()) return absl::OkStatus();
  return Refuse(at, "UNKNOWN_FIELD",
                "This holds a field that this server does not know; it would be lost.");
}

absl::Status Flattener::WalkMessage(const Message& message, const Place* at) {
  const HeldMessage held(message);
  CAIRN_RETURN_IF_ERROR(RefuseUnknown(held, at));
  if (held.type.extension_range_count() > 0) {
    return Refuse(at, "TYPE_NOT_SEALED", "What others may extend cannot be part of an entry.");
  }
  const size_t begin = present_.size();
  AppendPresent(held, present_);
  const size_t end = present_.size();
  for (size_t i = begin; i < end; ++i) {
    CAIRN_RETURN_IF_ERROR(WalkField(held, {at, present_[i], kNoIndex}));
  }
  present_.resize(begin);
  return absl::OkStatus();
}

absl::Status Flattener::WalkField(const HeldMessage& held, const Place& place) {
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
    const int count = held.reflection.FieldSize(held.message, &field);
    has_long_list_ = has_long_list_ || count > 10;
    for (int i = 0; i < count; ++i) {
      path_ += '/';
      AppendDecimal(path_, i);
      CAIRN_RETURN_IF_ERROR(WalkElement(held, {place.parent, &field, i}, *type));
      path_.resize(list_size);
    }
  } else {
    CAIRN_RETURN_IF_ERROR(WalkElement(held, place, *type));
  }
  path_.resize(parent_size);
  return absl::OkStatus();
}

int64_t GetInteger(const HeldMessage& held, const FieldDescriptor& field, int index) {
  const Message& message = held.message;
  const Reflection& reflection = held.reflection;
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

bool GetBoolean(const HeldMessage& held, const FieldDescriptor& field, int index) {
  return index == kNoIndex ? held.reflection.GetBool(held.message, &field)
                           : held.reflection.GetRepeatedBool(held.message, &field, index);
}

const std::string& GetBytes(const HeldMessage& held, const Place& place, std::string& scratch) {
  const Message& message = held.message;
  const Reflection& reflection = held.reflection;
  return place.index == kNoIndex
             ? reflection.GetStringReference(message, place.field, &scratch)
             : reflection.GetRepeatedStringReference(message, place.field, place.index, &scratch);
}

const Message& GetMessage(const HeldMessage& held, const FieldDescriptor& field, int index) {
  return index == kNoIndex ? held.reflection.GetMessage(held.message, &field)
                           : held.reflection.GetRepeatedMessage(held.message, &field, index);
}

absl::Status Flattener::WalkElement(const HeldMessage& held, const Place& place, FieldType type) {
  switch (type) {
    case FieldType::kText:
      return AddText(held, place);
    case FieldType::kInteger:
      return Add(place, type, IntegerValue(GetInteger(held, *place.field, place.index)));
    case FieldType::kBoolean:
      return Add(place, type,
                 std::string(1, GetBoolean(held, *place.field, place.index) ? '\1' : '\0'));
    case FieldType::kBytes: {
      std::string scratch;
      return Add(place, type, GetBytes(held, place, scratch));
    }
    case FieldType::kCode:
      return AddCode(held, place);
    case FieldType::kTime:
      return AddTime(GetMessage(held, *place.field, place.index), place);
    case FieldType::kMessage:
      CAIRN_RETURN_IF_ERROR(Add(place, type, std::string()));
      return WalkMessage(GetMessage(held, *place.field, place.index), &place);
  }
  CAIRN_CHECK_UNREACHABLE();
}

absl::Status Flattener::AddText(const HeldMessage& held, const Place& place) {
  std::string scratch;
  const std::string& text = GetBytes(held, place, scratch);
  if (!IsUtf8(text)) {
    return Refuse(&place, "NOT_UTF8", "This text holds bytes that are not UTF-8.");
  }
  return Add(place, FieldType::kText, text);
}

absl::Status Flattener::AddCode(const HeldMessage& held, const Place& place) {
  const Message& message = held.message;
  const Reflection& reflection = held.reflection;
  const int number = place.index == kNoIndex
                         ? reflection.GetEnumValue(message, place.field)
                         : reflection.GetRepeatedEnumValue(message, place.field, place.index);
  if (number == 0) return Refuse(&place, "CODE_UNSPECIFIED", "Choose one of the values.");
  if (place.field->enum_type()->FindValueByNumber(number) == nullptr) {
    return Refuse(&place, "UNKNOWN_FIELD", "This is a value that this server does not know.");
  }
  return Add(place, FieldType::kCode, IntegerValue(number));
}

// Unknown fields are refused here and not by EncodeTime, so that one is called one wherever it is.
absl::Status Flattener::AddTime(const Message& time, const Place& place) {
  const HeldMessage held(time);
  CAIRN_RETURN_IF_ERROR(RefuseUnknown(held, &place));
  for (int i = 0; i < held.type.field_count(); ++i) {
    const FieldDescriptor* date = held.type.field(i);
    if (date->message_type() == nullptr || !held.reflection.HasField(time, date)) continue;
    const Place inside = {&place, date, kNoIndex};
    CAIRN_RETURN_IF_ERROR(
        RefuseUnknown(HeldMessage(held.reflection.GetMessage(time, date)), &inside));
  }
  std::optional<std::string> value = EncodeTime(time);
  if (!value) {
    return Refuse(&place, "TIME_INVALID",
                  "This is not a date, or says more or less than its precision.");
  }
  return Add(place, FieldType::kTime, *std::move(value));
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

// The walk goes through a list from 0 up, but 10 stands before 2.
FieldList Flattener::Finish() {
  if (has_long_list_) {
    std::sort(fields_.begin(), fields_.end(),
              [](const Field& a, const Field& b) { return a.path < b.path; });
  }
  return std::move(fields_);
}

}  // namespace

absl::StatusOr<FieldList> Flatten(const Message& message) {
  Flattener flattener;
  CAIRN_RETURN_IF_ERROR(flattener.WalkMessage(message, nullptr));
  return flattener.Finish();
}

}  // namespace cairn
