// Sealed rows: what is computed from a record and kept beside the log, sealed with the key of the
// record, so that the erasure of the one is the erasure of the other.
//
//   sealed_row := "CRW1" ‖ u8 suite=1 ‖ u8 0 ‖ u16 key_generation ‖ salt[16] ‖ ciphertext ‖ tag[16]
//   enc := HKDF-SHA-256(record_key[key_generation], salt, info = "cairn/v1/row", 32 bytes)
//   ciphertext ‖ tag := AES-256-GCM(enc, nonce = 0, aad, content)
//   aad := "CAIRNRW1" ‖ ledger_id[16] ‖ record_id[16] ‖ u32 row_generation ‖ u64 version
//          ‖ u16 key_generation ‖ u8 suite ‖ u8 size ‖ view ‖ beside
//
// The nonce may be zero because a salt is drawn for each sealing. `beside` is what stands in the
// clear with the row. Pure functions but for the salt, safe to call from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/base/random.h"
#include "eventstore/keys/event_keys.h"

namespace cairn {

// What a row is bound to besides its content.
struct RowContext {
  LedgerId ledger_id;
  std::string_view view;  // at most 255 bytes
  uint32_t generation = 0;
  RecordId record;
  Version version = 0;
  std::string_view beside;
};

std::string SealRow(std::string_view content, const RowContext& context, const RecordKey& key,
                    Random& random);

// DATA_DAMAGED if `sealed` or `context` is not that of the sealing, or the key is another one.
absl::StatusOr<std::string> OpenRow(std::string_view sealed, const RowContext& context,
                                    const RecordKey& key);

// The generation of the key that a row was sealed with; DATA_DAMAGED if it does not begin like one.
absl::StatusOr<KeyGeneration> KeyGenerationOfRow(std::string_view sealed);

}  // namespace cairn
