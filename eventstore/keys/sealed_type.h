// What a field of a message becomes when it is sealed: the one table that Flatten and Rebuild
// share, and that the descriptor test of the contract asks. Pure; safe to call from any thread.
#pragma once

#include <optional>

#include "eventstore/keys/fields.h"

namespace google::protobuf {
class FieldDescriptor;
}  // namespace google::protobuf

namespace cairn {

// The type of the sealed field, of each element if `field` is a list. Nothing if such a field can
// never be sealed: a map, float, double, uint64, fixed64, group, extension or google.protobuf.Any.
std::optional<FieldType> SealedType(const google::protobuf::FieldDescriptor& field);

}  // namespace cairn
