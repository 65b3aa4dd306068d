// How small and how great a number in an entry can be. What lies outside is a slip of the finger,
// and the refusal keeps what is counted from what is recorded within 64 bits. Limits are generous:
// an unusual number is recorded. Pure.
#pragma once

#include <cstdint>

namespace google::protobuf {
class FieldDescriptor;
}

namespace cairn::rules {

// In the unit of the field; both ends can be recorded.
struct NumberRange {
  int64_t least = 0;
  int64_t most = 0;
};

// Of an integer field, or of a field of type Decimal.
NumberRange RangeOf(const google::protobuf::FieldDescriptor& field);

}  // namespace cairn::rules
