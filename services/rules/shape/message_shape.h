// What messages of one type look like, as a table: made once, so that the walk over an entry looks
// nothing up by name. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "services/rules/shape/number_ranges.h"

namespace google::protobuf {
class Descriptor;
class FieldDescriptor;
class OneofDescriptor;
}  // namespace google::protobuf

namespace cairn::rules {

// What is looked at in a message or in the value of a field.
enum class Look {
  kNothing,
  kFields,    // a message: field by field
  kRef,       // an EntryRef: as a pair of ids, and field by field
  kOccurred,  // for unknown fields only
  kDate,
  kDecimal,
  kText,
  kId,
  kSha256,
  kCode,
  kInteger,
};

struct MessageShape;

struct FieldShape {
  const google::protobuf::FieldDescriptor* field = nullptr;
  bool repeated = false;
  Look look = Look::kNothing;
  const MessageShape* message = nullptr;  // of a field that holds messages
  // Of a code: bit n says that n, below 64, is a value that can be written.
  uint64_t codes = 0;
  size_t bytes_max = 0;  // of a text
  NumberRange range;     // of an integer, or of a decimal as the number that it stands for
};

// Fields of which at most one is there, in the order of their numbers.
struct OneofShape {
  const google::protobuf::OneofDescriptor* oneof = nullptr;
  std::vector<FieldShape> fields;
};

struct MessageShape {
  Look look = Look::kFields;
  std::vector<FieldShape> required;  // in the order of their numbers; not Entry.occurred
  std::vector<FieldShape> fields;    // all but those of a oneof, in the order of their numbers
  std::vector<OneofShape> oneofs;
};

// The shape of an Entry, with those of all messages in it.
const MessageShape& EntryShape();

}  // namespace cairn::rules
