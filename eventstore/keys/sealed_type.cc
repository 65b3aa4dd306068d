#include "eventstore/keys/sealed_type.h"

#include <google/protobuf/descriptor.h>

#include "eventstore/base/check.h"
#include "eventstore/keys/time_value.h"

namespace cairn {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

namespace {

std::optional<FieldType> SealedType(const Descriptor& message) {
  if (message.full_name() == "google.protobuf.Any") return std::nullopt;
  return IsTimeMessage(message) ? FieldType::kTime : FieldType::kMessage;
}

}  // namespace

std::optional<FieldType> SealedType(const FieldDescriptor& field) {
  if (field.is_extension()) return std::nullopt;
  switch (field.type()) {
    case FieldDescriptor::TYPE_STRING:
      return FieldType::kText;
    case FieldDescriptor::TYPE_BYTES:
      return FieldType::kBytes;
    case FieldDescriptor::TYPE_BOOL:
      return FieldType::kBoolean;
    case FieldDescriptor::TYPE_ENUM:
      return FieldType::kCode;
    case FieldDescriptor::TYPE_INT32:
    case FieldDescriptor::TYPE_INT64:
    case FieldDescriptor::TYPE_SINT32:
    case FieldDescriptor::TYPE_SINT64:
    case FieldDescriptor::TYPE_SFIXED32:
    case FieldDescriptor::TYPE_SFIXED64:
    case FieldDescriptor::TYPE_UINT32:
    case FieldDescriptor::TYPE_FIXED32:
      return FieldType::kInteger;
    case FieldDescriptor::TYPE_MESSAGE:
      return field.is_map() ? std::nullopt : SealedType(*field.message_type());
    case FieldDescriptor::TYPE_DOUBLE:
    case FieldDescriptor::TYPE_FLOAT:
    case FieldDescriptor::TYPE_UINT64:  // an i64 cannot hold it
    case FieldDescriptor::TYPE_FIXED64:
    case FieldDescriptor::TYPE_GROUP:
      return std::nullopt;
  }
  CAIRN_CHECK_UNREACHABLE();
}

}  // namespace cairn
