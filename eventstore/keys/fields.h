// A message as a list of fields, which is what is sealed, committed to and disclosed. Two programs
// that agree on the field numbers agree on every byte, which protobuf's own bytes do not promise.
//
//   fields     := u16 count ‖ field_body*count          sorted by path, no path twice
//   field_body := u16 path_size ‖ path ‖ u8 type ‖ u32 value_size ‖ value
//   path       := step ('.' step)*                      1 to 255 bytes, ordered as bytes: /10 < /2
//   step       := field_number | field_number '/' list_index        decimal, no leading zeros
//   value      := type 1 text      UTF-8, byte for byte
//               | type 2 integer   i64
//               | type 3 boolean   u8, 0 or 1
//               | type 4 time      see time_value.h
//               | type 5 bytes
//               | type 6 code      i64, the number of an enum value, never 0
//               | type 8 message   empty: "this message is present"
// Type 7 is not used. Integers are big-endian; i64 is two's complement.
//
// A field is there when the message holds it: an explicit zero and an empty message are committed,
// an absent field is not. Pure functions, safe to call from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace google::protobuf {
class Message;
}  // namespace google::protobuf

namespace cairn {

enum class FieldType : uint8_t {
  kText = 1,
  kInteger = 2,
  kBoolean = 3,
  kTime = 4,
  kBytes = 5,
  kCode = 6,
  kMessage = 8,
};

struct Field {
  std::string path;
  FieldType type;
  std::string value;

  friend bool operator==(const Field&, const Field&) = default;
};

using FieldList = std::vector<Field>;

// A field where it stands in encoded bytes; views into them.
struct FieldView {
  std::string_view path;
  FieldType type;
  std::string_view value;
  std::string_view body;  // the whole field_body, which is what is hashed
};

// The fields of `message`, which itself (the root) has no path. INVALID_REQUEST with the fault and
// the name of the field when it holds
//   UNKNOWN_FIELD        a field or an enum value that this program does not know, at any depth
//   CODE_UNSPECIFIED     a present enum value 0
//   NOT_UTF8             text that is not UTF-8
//   TIME_INVALID         a Date or Occurred that no time value says exactly (time_value.h)
//   TYPE_NOT_SEALED      a map, float, double, uint64, fixed64, Any or group, or a message that
//                        extensions may be added to
//   PATH_TOO_LONG        a path over limits::kFieldPathBytesMax
//   TOO_MANY_FIELDS      more than limits::kFieldsPerEntryMax fields
//   TOO_LARGE            more than limits::kContentBytesMax bytes when encoded
absl::StatusOr<FieldList> Flatten(const google::protobuf::Message& message);

// The inverse: replaces `message` by the one whose Flatten is `fields`. DATA_DAMAGED, leaving
// `message` undefined, when there is none: a path that the schema does not know, a child of a
// message that is not there, a list with a gap, a value of another type.
absl::Status Rebuild(const FieldList& fields, google::protobuf::Message& message);

// `fields` as bytes. They must be sorted, unique and within the limits, as Flatten makes them.
std::string EncodeFields(const FieldList& fields);

// What EncodeFields was given; DATA_DAMAGED if `bytes` is anything else that it could not write.
absl::StatusOr<FieldList> DecodeFields(std::string_view bytes);

// The same without a copy; the views are valid as long as `bytes` are.
absl::StatusOr<std::vector<FieldView>> ViewFields(std::string_view bytes);

// Appends one field_body, the part of a field that is hashed.
void AppendFieldBody(const Field& field, std::string& out);
// How many bytes that appends.
size_t SizeOfFieldBody(const Field& field);

}  // namespace cairn
