// The clear bodies of control leaves: what an erasure, a key change and a succession say, without
// personal data. The leaf commits to H(body) in its content_hash, and the body is kept where an
// event has its envelope.
//
//   erasure    = "CAIRNEB1" record[16] target[16] scope:u8 authority:u16 actor[16]      (59 bytes)
//   key change = "CAIRNKB1" what:u8 old_epoch:u32 new_epoch:u32                         (17 bytes)
//   succession = "CAIRNSB1" ledger_id[16] generation:u32
//                previous_generation:u32 previous_size:u64 previous_root[32]            (72 bytes)
//
// Values and pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/ledger/hash.h"
#include "eventstore/ledger/leaf.h"

namespace cairn {

enum class ErasureScope : uint8_t {
  kRecord = 1,  // the keys of the whole record are destroyed; target is zero
  kEntry = 2,   // the content of the event `target` is removed
};

struct ErasureBody {
  RecordId record;
  EventId target;
  ErasureScope scope = ErasureScope::kRecord;
  uint16_t authority = 0;  // code of the legal ground; the code list is the contract's
  CallerId actor;          // opaque; nobody's name

  std::string Encode() const;
  // kInvalidArgument unless the bytes are exactly an erasure body and target fits scope.
  static absl::StatusOr<ErasureBody> Decode(std::string_view bytes);
  friend bool operator==(const ErasureBody&, const ErasureBody&) = default;
};

enum class ChangedKey : uint8_t {
  kMasterKey = 1,  // the vault's: every record key was wrapped anew
};

// Every key that `old_epoch` or an earlier one protected is protected by `new_epoch` from here on.
struct KeyChangeBody {
  ChangedKey what = ChangedKey::kMasterKey;
  uint32_t old_epoch = 0;
  uint32_t new_epoch = 0;

  std::string Encode() const;
  // kInvalidArgument unless the bytes are exactly a key change body and the epoch grows.
  static absl::StatusOr<KeyChangeBody> Decode(std::string_view bytes);
  friend bool operator==(const KeyChangeBody&, const KeyChangeBody&) = default;
};

// The tree goes on after a restore: the index of the succession leaf is the size that survived, and
// `previous_*` is the last head that the generation before it is known to have had, which may be
// larger.
struct SuccessionBody {
  LedgerId ledger_id;
  uint32_t generation = 0;
  uint32_t previous_generation = 0;
  uint64_t previous_size = 0;
  Hash previous_root{};

  std::string Encode() const;
  // kInvalidArgument unless the bytes are exactly a succession body and the generation grows.
  static absl::StatusOr<SuccessionBody> Decode(std::string_view bytes);
  friend bool operator==(const SuccessionBody&, const SuccessionBody&) = default;
};

// What a control leaf says. Batches of the access log (kind 5) are not written yet.
using ControlBody = std::variant<ErasureBody, KeyChangeBody, SuccessionBody>;

// The kind of the leaf that commits to `body`.
LeafKind KindOf(const ControlBody& body);
std::string EncodeControlBody(const ControlBody& body);
// The body of a leaf of this kind. kInvalidArgument as above, and for kinds that have none.
absl::StatusOr<ControlBody> DecodeControlBody(LeafKind kind, std::string_view bytes);

}  // namespace cairn
