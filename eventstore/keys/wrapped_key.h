// A secret wrapped by another one, bound to what it is for.
//
//   wrapped := "CRW1" ‖ u8 suite=1 ‖ u8 level ‖ u16 0 ‖ key_id[16] ‖ wrapper_id[16] ‖ seed[32]
//              ‖ commit[32] ‖ u32 ciphertext_size ‖ ciphertext ‖ tag[16]
//   level   := 1  a record key under a master key epoch:  key_id = record, wrapper_id = epoch id
//            | 2  the keys of one event under a record key: key_id = event id, wrapper_id = record
//   enc ‖ commit := HKDF-SHA-256(wrapper, salt = seed, info = "cairn/v1/wrap", 64 bytes)
//   ciphertext ‖ tag := AES-256-GCM(enc, nonce = 0, aad, secret)
//   aad     := "CAIRNWK1" ‖ bytes 0..71 of wrapped ‖ ledger_id[16] ‖ record[16] ‖ u16 generation
//              ‖ u32 epoch                                               epoch is 0 at level 2
//
// 156 bytes for a 32-byte key. The seed is drawn for each wrapping, so the nonce may be zero.
// Pure functions, safe to call from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/base/random.h"
#include "eventstore/keys/event_keys.h"
#include "eventstore/keys/secret_bytes.h"

namespace cairn {

enum class WrapLevel : uint8_t {
  kRecordKey = 1,
  kEventKeys = 2,
};

using KeyId = Id<struct KeyIdTag>;  // what a wrapped key names, without saying of what kind

// Everything that a wrapped secret is bound to.
struct WrapContext {
  WrapLevel level;
  KeyId key_id;
  KeyId wrapper_id;
  LedgerId ledger_id;
  RecordId record;
  KeyGeneration generation;
  uint32_t epoch;
};

// `secret`, wrapped by the 32-byte `wrapper`.
std::string WrapSecret(const WrapContext& context, std::string_view wrapper,
                       std::string_view secret, Random& random);

// The secret; DATA_DAMAGED if any byte, any part of `context` or `wrapper` differs.
absl::StatusOr<SecretBytes> UnwrapSecret(const WrapContext& context, std::string_view wrapper,
                                         std::string_view wrapped);

// The wrapper that `wrapped` names, so that it can be found; DATA_DAMAGED if it does not begin like
// a wrapped key of this level.
absl::StatusOr<KeyId> WrapperOf(WrapLevel level, std::string_view wrapped);

}  // namespace cairn
