// The clear bodies of control leaves: what an erasure and a succession say, without personal data.
// The leaf commits to H(body) in its content_hash, and the body is kept where an event has its
// envelope.
//
//   erasure    = "CAIRNEB1" record[16] target[16] scope:u8 authority:u16 actor[16]      (59 bytes)
//   succession = "CAIRNSB1" ledger_id[16] generation:u32
//                previous_generation:u32 previous_size:u64 previous_root[32]            (72 bytes)
//
// Values and pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/ledger/hash.h"

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

}  // namespace cairn
