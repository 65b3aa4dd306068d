#include "tests/support/field_values.h"

#include "eventstore/base/check.h"

namespace cairn {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

void SetOne(Message& message, const FieldDescriptor& field, FieldValues& values) {
  const Reflection& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection.SetString(&message, &field, values.TextFor(field));
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection.SetEnumValue(&message, &field, values.CodeFor(field));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return values.Fill(*reflection.MutableMessage(&message, &field));
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection.SetInt32(&message, &field, static_cast<int32_t>(values.NumberFor(field)));
    case FieldDescriptor::CPPTYPE_INT64:
      return reflection.SetInt64(&message, &field, values.NumberFor(field));
    case FieldDescriptor::CPPTYPE_UINT32:
      return reflection.SetUInt32(&message, &field, static_cast<uint32_t>(values.NumberFor(field)));
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.SetBool(&message, &field, values.FlagFor(field));
    case FieldDescriptor::CPPTYPE_UINT64:
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      break;
  }
  CAIRN_CHECK_UNREACHABLE();
}

void AddOne(Message& message, const FieldDescriptor& field, FieldValues& values) {
  const Reflection& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection.AddString(&message, &field, values.TextFor(field));
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection.AddEnumValue(&message, &field, values.CodeFor(field));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return values.Fill(*reflection.AddMessage(&message, &field));
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection.AddInt32(&message, &field, static_cast<int32_t>(values.NumberFor(field)));
    case FieldDescriptor::CPPTYPE_INT64:
      return reflection.AddInt64(&message, &field, values.NumberFor(field));
    case FieldDescriptor::CPPTYPE_UINT32:
      return reflection.AddUInt32(&message, &field, static_cast<uint32_t>(values.NumberFor(field)));
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.AddBool(&message, &field, values.FlagFor(field));
    case FieldDescriptor::CPPTYPE_UINT64:
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      break;
  }
  CAIRN_CHECK_UNREACHABLE();
}

void AddMessagesIn(Message& message, std::vector<Message*>& all) {
  all.push_back(&message);
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->message_type() == nullptr) continue;
    if (!field->is_repeated()) {
      AddMessagesIn(*reflection.MutableMessage(&message, field), all);
      continue;
    }
    for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
      AddMessagesIn(*reflection.MutableRepeatedMessage(&message, field, i), all);
    }
  }
}

}  // namespace

void SetField(Message& message, const FieldDescriptor& field, FieldValues& values) {
  field.is_repeated() ? AddOne(message, field, values) : SetOne(message, field, values);
}

std::vector<Message*> MessagesIn(Message& message) {
  std::vector<Message*> all;
  AddMessagesIn(message, all);
  return all;
}

}  // namespace cairn
