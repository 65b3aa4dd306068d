#include "services/rules/shape/message_shape.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include <google/protobuf/descriptor.h>

#include "cairn/v1/entry.pb.h"
#include "cairn/v1/time.pb.h"

#include "eventstore/base/limits.h"
#include "services/rules/shape/required_fields.h"

namespace cairn::rules {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

Look LookAt(const Descriptor& type) {
  if (&type == v1::EntryRef::descriptor()) return Look::kRef;
  if (&type == v1::Occurred::descriptor()) return Look::kOccurred;
  if (&type == v1::Date::descriptor()) return Look::kDate;
  if (&type == v1::Decimal::descriptor()) return Look::kDecimal;
  return Look::kFields;
}

Look LookAt(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return LookAt(*field.message_type());
    case FieldDescriptor::CPPTYPE_STRING:
      if (field.type() == FieldDescriptor::TYPE_STRING) return Look::kText;
      return field.name().ends_with("sha256") ? Look::kSha256 : Look::kId;
    case FieldDescriptor::CPPTYPE_ENUM:
      return Look::kCode;
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
      return Look::kInteger;
    case FieldDescriptor::CPPTYPE_BOOL:
    case FieldDescriptor::CPPTYPE_UINT32:
    case FieldDescriptor::CPPTYPE_UINT64:
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      break;
  }
  return Look::kNothing;
}

size_t TextBytesMax(const FieldDescriptor& field) {
  constexpr std::string_view kIdentifiers[] = {"id",   "_id",      "_ids",
                                               "name", "_subject", "_subjects"};
  const bool is_identifier = std::ranges::any_of(kIdentifiers, [&](std::string_view end) {
    return end.front() == '_' ? field.name().ends_with(end) : field.name() == end;
  });
  return is_identifier ? limits::kIdentifierBytesMax : limits::kTextBytesMax;
}

uint64_t CodesOf(const EnumDescriptor& list) {
  uint64_t codes = 0;
  for (int i = 0; i < list.value_count(); ++i) {
    const int number = list.value(i)->number();
    if (number > 0 && number < 64 && !IsRetired(list, number)) codes |= uint64_t{1} << number;
  }
  return codes;
}

class ShapeTable {
 public:
  const MessageShape& ShapeOf(const Descriptor& type) {
    const auto [at, is_new] = shapes_.try_emplace(&type);
    // Filled once it is in the table: a message may hold messages of its own type.
    if (is_new) Fill(type, at->second);
    return at->second;
  }

 private:
  void Fill(const Descriptor& type, MessageShape& shape) {
    shape.look = LookAt(type);
    std::vector<const FieldDescriptor*> fields;
    for (int i = 0; i < type.field_count(); ++i) fields.push_back(type.field(i));
    std::ranges::sort(fields, {}, &FieldDescriptor::number);
    for (int i = 0; i < type.real_oneof_decl_count(); ++i) {
      shape.oneofs.push_back({.oneof = type.oneof_decl(i)});
    }
    for (const FieldDescriptor* field : fields) {
      const auto* oneof = field->real_containing_oneof();
      auto& list = oneof == nullptr ? shape.fields : shape.oneofs[oneof->index()].fields;
      list.push_back(ShapeOf(*field));
      if (IsRequired(*field) && field != occurred_) shape.required.push_back(list.back());
    }
  }

  FieldShape ShapeOf(const FieldDescriptor& field) {
    FieldShape shape{.field = &field, .repeated = field.is_repeated(), .look = LookAt(field)};
    if (shape.look == Look::kText) shape.bytes_max = TextBytesMax(field);
    if (shape.look == Look::kInteger || shape.look == Look::kDecimal) shape.range = RangeOf(field);
    if (field.message_type() != nullptr) shape.message = &ShapeOf(*field.message_type());
    if (field.enum_type() != nullptr) shape.codes = CodesOf(*field.enum_type());
    return shape;
  }

  std::map<const Descriptor*, MessageShape> shapes_;  // addresses stay
  // Left to occurred_rules.h, which says what to do about it.
  const FieldDescriptor* occurred_ =
      v1::Entry::descriptor()->FindFieldByNumber(v1::Entry::kOccurredFieldNumber);
};

}  // namespace

const MessageShape& EntryShape() {
  static ShapeTable& table = *new ShapeTable();  // never destroyed
  static const MessageShape& entry = table.ShapeOf(*v1::Entry::descriptor());
  return entry;
}

}  // namespace cairn::rules
