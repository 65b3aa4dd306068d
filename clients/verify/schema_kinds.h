// Names of the kinds of entry in the schema that came with an export, read so that every program
// reads the same: docs/ledger_format.md section 14. Only what is listed there is looked at. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace cairn::verify {

// The kinds of cairn.v1.Entry by field number; the first name that a number is given. `schema` is a
// serialized google.protobuf.FileDescriptorSet. Nothing if it cannot be read as far as its message
// Entry, or has none.
struct SchemaKinds {
  std::map<uint64_t, std::string> names;
  // Fields that gave a number a second name, by number.
  std::map<uint64_t, std::string> others;
};
std::optional<SchemaKinds> ReadSchemaKinds(std::string_view schema);

}  // namespace cairn::verify
