// Rebuild of fields.h: places one field after the other, parents before children and lists from 0.
#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/base/utf8.h"
#include "eventstore/keys/fields.h"
#include "eventstore/keys/sealed_type.h"
#include "eventstore/keys/time_value.h"

namespace cairn {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr int kNotInAList = -1;

absl::Status Damaged(const Field& field, std::string_view what) {
  return Refusal(v1::ERROR_REASON_DATA_DAMAGED,
                 absl::StrFormat("Field %s of a stored event %s.", field.path, what));
}

// Reads a decimal number without leading zeros off the front of `text`.
std::optional<int> TakeNumber(std::string_view& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto size = static_cast<size_t>(end - text.data());
  if (error != std::errc() || number < 0) return std::nullopt;
  if (text[0] == '-' || (text[0] == '0' && size > 1)) return std::nullopt;
  text.remove_prefix(size);
  return number;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Byte order puts /10 before /2, which matters once a list has more than ten elements.
bool HasLongList(const FieldList& fields) {
  return std::any_of(fields.begin(), fields.end(), [](const Field& field) {
    const std::string_view path = field.path;
    for (size_t at = path.find('/'); at < path.size(); at = path.find('/', at + 1)) {
      if (at + 2 < path.size() && IsDigit(path[at + 1]) && IsDigit(path[at + 2])) return true;
    }
    return false;
  });
}

size_t DigitsFrom(std::string_view path, size_t at) {
  size_t end = at;
  while (end < path.size() && IsDigit(path[end])) ++end;
  return end - at;
}

// Compares paths with their numbers as numbers.
bool NumericLess(std::string_view a, std::string_view b) {
  size_t at = 0;  // everything before it is the same in both
  while (at < a.size() && at < b.size()) {
    const size_t a_digits = DigitsFrom(a, at);
    const size_t b_digits = DigitsFrom(b, at);
    if (a_digits != b_digits) return a_digits < b_digits;
    const size_t step = std::max<size_t>(a_digits, 1);
    const int order = a.substr(at, step).compare(b.substr(at, step));
    if (order != 0) return order < 0;
    at += step;
  }
  return a.size() < b.size();
}

class Rebuilder {
 public:
  explicit Rebuilder(Message& root) : root_(root) {}

  absl::Status Place(const Field& field);

 private:
  // A message that was placed, and the path it was placed at.
  struct Frame {
    std::string_view path;
    Message* message;
  };

  // What a path says once its parent is found.
  struct Target {
    Message* parent;
    const FieldDescriptor* descriptor;
    int index;  // in a list, or kNotInAList
  };

  absl::StatusOr<Target> Find(const Field& field);
  absl::Status CheckFree(const Field& field, const Target& target) const;
  Message& NewMessage(const Target& target) const;

  Message& root_;
  std::vector<Frame> open_;  // the messages around the last field, outermost first
};

absl::Status Rebuilder::CheckFree(const Field& field, const Target& target) const {
  const Reflection& reflection = *target.parent->GetReflection();
  if (target.descriptor->is_repeated()) {
    const int size = reflection.FieldSize(*target.parent, target.descriptor);
    return target.index == size ? absl::OkStatus() : Damaged(field, "follows a gap in its list");
  }
  const auto* oneof = target.descriptor->containing_oneof();
  const bool taken = oneof == nullptr ? reflection.HasField(*target.parent, target.descriptor)
                                      : reflection.HasOneof(*target.parent, oneof);
  return taken ? Damaged(field, "says again what another one says") : absl::OkStatus();
}

absl::StatusOr<Rebuilder::Target> Rebuilder::Find(const Field& field) {
  std::string_view rest = field.path;
  const auto encloses = [&rest](const Frame& frame) {
    return rest.size() > frame.path.size() && rest.starts_with(frame.path) &&
           rest[frame.path.size()] == '.';
  };
  while (!open_.empty() && !encloses(open_.back())) open_.pop_back();
  Message& parent = open_.empty() ? root_ : *open_.back().message;
  if (!open_.empty()) rest.remove_prefix(open_.back().path.size() + 1);

  const std::optional<int> number = TakeNumber(rest);
  if (!number) return Damaged(field, "has a path that is none");
  const FieldDescriptor* descriptor = parent.GetDescriptor()->FindFieldByNumber(*number);
  if (descriptor == nullptr) return Damaged(field, "is not in the schema");
  int index = kNotInAList;
  if (!rest.empty() && rest[0] == '/') {
    rest.remove_prefix(1);
    const std::optional<int> taken = TakeNumber(rest);
    if (!taken) return Damaged(field, "has a path that is none");
    index = *taken;
  }
  if (!rest.empty()) return Damaged(field, "lies in a message that is not there");
  if ((index != kNotInAList) != descriptor->is_repeated() ||
      SealedType(*descriptor) != field.type) {
    return Damaged(field, "does not fit the schema");
  }
  const Target target = {&parent, descriptor, index};
  CAIRN_RETURN_IF_ERROR(CheckFree(field, target));
  return target;
}

// Sets the field of `target`, or adds the element, with one of reflection's pairs of functions.
template <typename Value>
void Put(Message& parent, const FieldDescriptor& field, const Value& value,
         void (Reflection::*set)(Message*, const FieldDescriptor*, Value) const,
         void (Reflection::*add)(Message*, const FieldDescriptor*, Value) const) {
  (parent.GetReflection()->*(field.is_repeated() ? add : set))(&parent, &field, value);
}

template <typename Value>
bool Fits(int64_t number) {
  return number >= std::numeric_limits<Value>::min() && number <= std::numeric_limits<Value>::max();
}

// False if the field of the schema cannot hold `number`.
bool PutInteger(Message& parent, const FieldDescriptor& field, int64_t number) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      if (!Fits<int32_t>(number)) return false;
      Put<int32_t>(parent, field, static_cast<int32_t>(number), &Reflection::SetInt32,
                   &Reflection::AddInt32);
      return true;
    case FieldDescriptor::CPPTYPE_UINT32:
      if (!Fits<uint32_t>(number)) return false;
      Put<uint32_t>(parent, field, static_cast<uint32_t>(number), &Reflection::SetUInt32,
                    &Reflection::AddUInt32);
      return true;
    case FieldDescriptor::CPPTYPE_ENUM:
      if (number == 0 || !Fits<int32_t>(number)) return false;
      if (field.enum_type()->FindValueByNumber(static_cast<int>(number)) == nullptr) return false;
      Put<int>(parent, field, static_cast<int>(number), &Reflection::SetEnumValue,
               &Reflection::AddEnumValue);
      return true;
    default:  // SealedType lets no other integer pass
      Put<int64_t>(parent, field, number, &Reflection::SetInt64, &Reflection::AddInt64);
      return true;
  }
}

Message& Rebuilder::NewMessage(const Target& target) const {
  const Reflection& reflection = *target.parent->GetReflection();
  return target.descriptor->is_repeated()
             ? *reflection.AddMessage(target.parent, target.descriptor)
             : *reflection.MutableMessage(target.parent, target.descriptor);
}

absl::Status Rebuilder::Place(const Field& field) {
  CAIRN_ASSIGN_OR_RETURN(const Target target, Find(field));
  Message& parent = *target.parent;
  bool fits = true;
  switch (field.type) {
    case FieldType::kText:
    case FieldType::kBytes:
      fits = field.type == FieldType::kBytes || IsUtf8(field.value);
      if (!fits) break;
      Put<std::string>(parent, *target.descriptor, field.value, &Reflection::SetString,
                       &Reflection::AddString);
      break;
    case FieldType::kInteger:
    case FieldType::kCode: {
      ByteReader reader(field.value);
      const int64_t number = reader.I64();
      fits = reader.AtEnd() && PutInteger(parent, *target.descriptor, number);
      break;
    }
    case FieldType::kBoolean:
      fits = field.value.size() == 1 && static_cast<uint8_t>(field.value[0]) <= 1;
      if (!fits) break;
      Put<bool>(parent, *target.descriptor, field.value[0] == '\1', &Reflection::SetBool,
                &Reflection::AddBool);
      break;
    case FieldType::kTime:
      fits = DecodeTime(field.value, NewMessage(target));
      break;
    case FieldType::kMessage:
      fits = field.value.empty();
      open_.push_back({field.path, &NewMessage(target)});
      break;
  }
  return fits ? absl::OkStatus() : Damaged(field, "has a value that does not fit its type");
}

}  // namespace

absl::Status Rebuild(const FieldList& fields, Message& message) {
  message.Clear();
  Rebuilder rebuilder(message);
  if (!HasLongList(fields)) {
    for (const Field& field : fields) CAIRN_RETURN_IF_ERROR(rebuilder.Place(field));
    return absl::OkStatus();
  }
  std::vector<const Field*> in_order;
  in_order.reserve(fields.size());
  for (const Field& field : fields) in_order.push_back(&field);
  std::sort(in_order.begin(), in_order.end(),
            [](const Field* a, const Field* b) { return NumericLess(a->path, b->path); });
  for (const Field* field : in_order) CAIRN_RETURN_IF_ERROR(rebuilder.Place(*field));
  return absl::OkStatus();
}

}  // namespace cairn
