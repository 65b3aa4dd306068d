// What a proof shows of its entry: the leaf, and of every field either the field or its hash.
//
//   disclosure = "CAIRNDS1" leaf_len:u16=160 leaf[160] field_count:u16 rest
//   rest       = field*field_count              kind 1; field_count is a power of two, 8 to 4096
//              |                                kind 1; field_count is 0: the leaf alone
//              | body_len:u32 body              other kinds; field_count is 0
//   field      = 0x00 field_hash[32]            hidden, or a decoy
//              | 0x01 salt[32] field_body       shown
//   field_body = path_len:u16 path type:u8 value_len:u32 value
//   field_hash = H(0x00 "CAIRNFD1" salt field_body)
//   path       = element *( "." element )       at most 255 bytes
//   element    = number [ "/" index ]           decimal, no leading zeros; number is not 0
//
//   type 1 text (UTF-8)   2 i64    3 bool (0 or 1)   4 time: one or two of
//        5 bytes          6 enum: i64                   us:i64 utc_offset_min:i16 precision:u8
//        8 present message: no value; 7 is reserved
//
// Shown paths ascend bytewise. The leaf alone is all that is left of an event whose content was
// removed or whose record was erased: it proves that there was something, and when. Values and pure
// functions.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/ledger/hash.h"
#include "eventstore/ledger/leaf.h"

namespace cairn {

// Whether `path` follows the grammar above.
bool IsFieldPath(std::string_view path);

struct ShownField {
  Hash salt{};
  std::string body;  // field_body

  // Its leaf in the tree of field commitments.
  Hash hash() const;
};

// A hidden field is nothing but its hash.
using DisclosedField = std::variant<Hash, ShownField>;

struct Disclosure {
  Leaf leaf;
  std::vector<DisclosedField> fields;  // kind 1; empty: the leaf alone
  std::string body;                    // other kinds

  std::string Encode() const;
  // Strict: kInvalidArgument for any byte the grammar does not allow. Whether the fields belong to
  // the leaf is MatchesLeaf's question.
  static absl::StatusOr<Disclosure> Parse(std::string_view bytes);

  // True if the fields have the leaf's fields_root, or the body its content_hash. The leaf alone
  // claims nothing that could fail to match.
  bool MatchesLeaf() const;
};

}  // namespace cairn
