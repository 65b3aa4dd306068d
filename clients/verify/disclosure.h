// What a proof shows of its leaf: docs/ledger_format.md section 11.
//
//   disclosure = "CAIRNDS1" leaf_len:u16=160 leaf[160] field_count:u16 rest
//   rest       = field*field_count              kind 1; field_count is a power of two, 8 to 4096
//              |                                kind 1; field_count is 0: the leaf alone
//              | body_len:u32 body              other kinds; field_count is 0
//   field      = 0x00 field_hash[32]            hidden, or a decoy
//              | 0x01 salt[32] field_body       shown
//
// Values and pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

#include "clients/verify/field.h"
#include "clients/verify/leaf.h"
#include "clients/verify/sha256.h"

namespace cairn::verify {

struct Disclosure {
  Leaf leaf;
  Hash leaf_hash{};
  bool leaf_alone = false;         // of kinds 1 and 5: nothing is shown of its content
  std::vector<Hash> field_hashes;  // of kinds 1 and 5: all of them, hidden and shown
  std::vector<Field> shown;        // ascending by path
  std::string body;                // of other kinds

  // kInvalidArgument for any byte the grammar does not allow.
  static absl::StatusOr<Disclosure> Parse(std::string_view bytes);

  // The shown fields of a damaged disclosure that can still be read, ascending by path: enough to
  // name the event, and nothing to rely on.
  static std::vector<Field> Readable(std::string_view bytes);

  // Whether the fields have the leaf's fields_root, or the body its content hash. A leaf alone
  // claims nothing that could fail to.
  bool MatchesLeaf() const;
};

}  // namespace cairn::verify
