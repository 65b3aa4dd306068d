// What the contract and its code lists say of fields and codes. Looks options up: meant for tables
// that are made once (message_shape.h), not for every entry. Pure.
#pragma once

namespace google::protobuf {
class EnumDescriptor;
class FieldDescriptor;
}  // namespace google::protobuf

namespace cairn::rules {

// Whether an entry is refused without `field` where the message that has it is there: `needed` of
// proto/cairn/v1/options.proto. At most three in a kind.
bool IsRequired(const google::protobuf::FieldDescriptor& field);

// Whether the value `number` of `type` is retired, by the lists of projections/codes: it can be
// read and no longer written.
bool IsRetired(const google::protobuf::EnumDescriptor& type, int number);

}  // namespace cairn::rules
