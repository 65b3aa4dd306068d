// The rows that the event log keeps in its Storage, key -> value. Big-endian, so that byte order is
// numeric order and a range scan is a read.
//
//   leaves      position:u64                     -> leaf                (ledger/leaf.h)
//   envelopes   record[16] version:u64           -> position:u64 content
//   heads       record[16]                       -> version:u64 leaf_hash[32] state:u8 position:u64
//   requests    caller[16] request[16]           -> 1:u8 first:u64 count:u32 recorded_at:i64 known*
//                                                 | 2:u8 fenced_at:i64
//   claims      HMAC-SHA-256(K_claim, u8 type ‖ value)[32] -> record[16]
//   governance  position:u64                     -> kind:u8 record[16] version:u64
//               index_key[16] position:u64       -> (empty)
//   meta        "identity"                       -> format:u16 min_reader_format:u16 ledger_id[16]
//               "head"                           -> generation:u32 size:u64 root[32]
//               recorded_at:i64
//   keys, tiles, entry_keys                      see keys/record_keys.h and ledger/tiles.h
//
//   content   = envelope (keys/envelope.h); of a leaf of kind 2, 4 or 6, its clear body
//             | erased_by:u64, the position of the erasure that removed the envelope
//   known     = entry:u32 record[16] version:u64, of an entry for which nothing was written
//   governance holds a row for each leaf that is no event, and one for each key by which an access
//               batch is found
//   state     = 1 open | 2 erased
//   recorded_at, fenced_at: microseconds since 1970 UTC
//
// A head names the position of its last event, so that a reader can tell a head that is stored but
// not published yet. The edge of the tree is not kept here: it is rebuilt from leaves and tiles,
// and must give `root`.
//
// Pure functions and values. Decoding is strict: DATA_DAMAGED for any bytes that encoding could not
// have written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/append_request.h"
#include "eventstore/base/ids.h"
#include "eventstore/stored_event.h"

namespace cairn {

// The format that this code writes, and the oldest code that can read it.
inline constexpr uint16_t kLogFormat = 1;
inline constexpr uint16_t kMinReaderFormat = 1;

// The generation of a log that was never restored.
inline constexpr uint32_t kFirstLogGeneration = 1;

inline constexpr char kIdentityKey[] = "identity";
inline constexpr char kHeadKey[] = "head";

std::string EnvelopeKey(const RecordId& record, Version version);
std::string RequestRowKey(const RequestKey& request);

// DATA_DAMAGED with a sentence that names the row: "the head of record 0a1b...".
absl::Status DamagedRow(std::string_view what);

// The same for what belongs to a position: "position 7, its envelope is not there".
absl::Status DamagedAt(Position position, std::string_view what);

struct EnvelopeRow {
  Position position;
  std::string_view content;  // into the bytes that were decoded
};
std::string EncodeEnvelopeRow(Position position, std::string_view content);
absl::StatusOr<EnvelopeRow> DecodeEnvelopeRow(std::string_view value);

// The erasure that stands in the place of a removed envelope; nothing if `content` is none.
std::optional<Position> RemovalIn(std::string_view content);

std::string EncodeGovernanceRow(const Leaf& leaf);
struct GovernanceRow {
  LeafKind kind;
  RecordId record;
  Version version;

  friend bool operator==(const GovernanceRow&, const GovernanceRow&) = default;
};
absl::StatusOr<GovernanceRow> DecodeGovernanceRow(std::string_view value);

std::string IndexRowKey(const IndexKey& key, Position position);
// The position; nothing if it is not the key of such a row.
std::optional<Position> PositionInIndexRow(std::string_view row_key);

std::string EncodeRecordHead(const RecordHead& head);
absl::StatusOr<RecordHead> DecodeRecordHead(std::string_view value);

// What a request did: wrote `count` events from position `first` on, or was fenced. Where
// everything was known already it wrote none: `first` and `count` are 0, and `known` is not empty.
struct WrittenRequest {
  Position first;
  uint32_t count;
  int64_t recorded_at_us;
  std::vector<KnownEntry> known = {};

  // Position of the last event; 0 if it wrote none.
  Position last() const { return count == 0 ? 0 : first + count - 1; }

  friend bool operator==(const WrittenRequest&, const WrittenRequest&) = default;
};
struct FencedRequest {
  int64_t fenced_at_us;

  friend bool operator==(const FencedRequest&, const FencedRequest&) = default;
};
using RequestRow = std::variant<WrittenRequest, FencedRequest>;
std::string EncodeRequestRow(const RequestRow& row);
absl::StatusOr<RequestRow> DecodeRequestRow(std::string_view value);

struct LogIdentity {
  uint16_t format = kLogFormat;
  uint16_t min_reader_format = kMinReaderFormat;
  LedgerId ledger_id;

  friend bool operator==(const LogIdentity&, const LogIdentity&) = default;
};
std::string EncodeIdentity(const LogIdentity& identity);
absl::StatusOr<LogIdentity> DecodeIdentity(std::string_view value);

std::string EncodeLogHead(const LogHead& head);
absl::StatusOr<LogHead> DecodeLogHead(std::string_view value);

}  // namespace cairn
