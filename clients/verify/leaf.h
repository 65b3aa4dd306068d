// One entry of the log as the tree sees it, and what an erasure says in the clear:
// docs/ledger_format.md section 6.
//
//   offset  bytes
//        0      8  "CAIRNLF1"
//        8      1  kind
//        9      1  flags                0
//       10      2  suite                1
//       12      4  reserved             0
//       16     16  record               zero for kinds 4 and 6
//       32      8  version              from 1
//       40      8  recorded_at          microseconds since 1970 UTC
//       48     16  event_id
//       64     32  previous_leaf_hash   zero at version 1
//       96     32  fields_root          zero unless kind 1
//      128     32  content_hash
//
//   erasure    = "CAIRNEB1" record[16] target[16] scope:u8 authority:u16 actor[16]
//   key change = "CAIRNKB1" what:u8=1 old_epoch:u32 new_epoch:u32
//   succession = "CAIRNSB1" ledger_id[16] generation:u32
//                previous_generation:u32 previous_size:u64 previous_root[32]
//
// Values and pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

#include "clients/verify/sha256.h"

namespace cairn::verify {

enum class LeafKind : uint8_t {
  kEvent = 1,
  kErasure = 2,
  kKeyChange = 4,
  kAccessBatch = 5,
  kSuccession = 6,
};

// Whether the leaf commits to fields, and not to a clear body.
constexpr bool HasFields(LeafKind kind) {
  return kind == LeafKind::kEvent || kind == LeafKind::kAccessBatch;
}

struct Leaf {
  static constexpr size_t kBytes = 160;

  LeafKind kind = LeafKind::kEvent;
  std::string record;  // 16 bytes
  uint64_t version = 0;
  int64_t recorded_at_us = 0;
  std::string event_id;  // 16 bytes
  Hash previous_leaf_hash{};
  Hash fields_root{};
  Hash content_hash{};

  // kInvalidArgument for any byte the table does not allow.
  static absl::StatusOr<Leaf> Parse(std::string_view bytes);
};

struct Erasure {
  std::string record;  // 16 bytes
  std::string target;  // event id, 16 bytes; empty when the whole record was erased
  uint16_t authority = 0;

  // kInvalidArgument for any byte the grammar does not allow.
  static absl::StatusOr<Erasure> Parse(std::string_view body);
};

// kInvalidArgument unless `body` follows the grammar of a key change, and the epoch grows.
absl::Status CheckKeyChange(std::string_view body);
// kInvalidArgument unless `body` follows the grammar of a succession, and the generation grows.
absl::Status CheckSuccession(std::string_view body);

}  // namespace cairn::verify
