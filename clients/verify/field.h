// One field that a proof shows: docs/ledger_format.md sections 3 and 4.
//
//   field_body = path_len:u16 path type:u8 value_len:u32 value
//   field_hash = H(0x00 "CAIRNFD1" salt[32] field_body)
//   path       = element *( "." element )       1 to 255 bytes
//   element    = number [ "/" index ]           decimal; number is not 0
//
// Values and pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

#include "clients/verify/byte_reader.h"
#include "clients/verify/sha256.h"

namespace cairn::verify {

enum class FieldType : uint8_t {
  kText = 1,
  kInteger = 2,
  kBoolean = 3,
  kTime = 4,
  kBytes = 5,
  kCode = 6,
  kMessage = 8,  // present; its parts are fields of their own
};

struct Field {
  std::string path;
  FieldType type = FieldType::kText;
  std::string value;
  Hash hash{};  // its commitment

  // Reads a salt and a field_body. kInvalidArgument for any byte that section 3 does not allow.
  static absl::StatusOr<Field> Parse(ByteReader& reader);
};

}  // namespace cairn::verify
