// One entry of the log as the tree sees it: 160 bytes without any personal data.
//
//   offset  bytes
//        0      8  "CAIRNLF1"
//        8      1  kind                    1 event, 2 erasure or removal, 4 key change,
//                                          5 access batch, 6 succession; 3 is reserved
//        9      1  flags                   0
//       10      2  suite                   1
//       12      4  reserved                0
//       16     16  record                  zero for kinds 4 and 6
//       32      8  version                 from 1, contiguous within the record
//       40      8  recorded_at             microseconds since 1970 UTC, never decreasing with index
//       48     16  event_id
//       64     32  previous_leaf_hash      of the same record; zero at version 1
//       96     32  fields_root             zero for kinds 2, 4 and 6
//      128     32  content_hash            H(envelope), or H(clear body) of kinds 2, 4 and 6
//
// leaf_hash = H(0x00 ‖ leaf). Values; safe to share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/ledger/hash.h"

namespace cairn {

enum class LeafKind : uint8_t {
  kEvent = 1,
  kErasure = 2,  // of a whole record, or of the content of one entry
  kKeyChange = 4,
  kAccessBatch = 5,
  kSuccession = 6,  // first leaf of a new generation of the log
};

// Whether what the leaf says is sealed in an envelope, field by field, and not a clear body.
constexpr bool HasEnvelope(LeafKind kind) {
  return kind == LeafKind::kEvent || kind == LeafKind::kAccessBatch;
}

// Whether the leaf is one of a record's own history, and not of the log's: that keys changed, that
// somebody read, that a generation began.
constexpr bool IsOfRecord(LeafKind kind) {
  return kind == LeafKind::kEvent || kind == LeafKind::kErasure;
}

struct Leaf {
  static constexpr size_t kSize = 160;

  LeafKind kind = LeafKind::kEvent;
  RecordId record;
  Version version = 0;
  int64_t recorded_at_us = 0;
  EventId event_id;
  Hash previous_leaf_hash{};
  Hash fields_root{};
  Hash content_hash{};

  // The 160 bytes.
  std::string Encode() const;
  // Strict: kInvalidArgument for another length, magic or suite, an unknown kind, or any reserved
  // bit. Says nothing about whether the leaf fits its record; that takes the leaf before it.
  static absl::StatusOr<Leaf> Decode(std::string_view bytes);
  // H(0x00 ‖ Encode()): what the tree holds and the next leaf of the record points back to.
  Hash hash() const;

  friend bool operator==(const Leaf&, const Leaf&) = default;
};

}  // namespace cairn
