// Envelopes: the content of one event, sealed under keys that belong to this event alone.
//
//   envelope := "CRE1" ‖ u8 suite=1 ‖ u8 0 ‖ u16 generation ‖ event_id[16] ‖ commit[32]
//               ‖ u32 ciphertext_size ‖ ciphertext ‖ tag[16]
//   enc ‖ commit ‖ salt_key := HKDF-SHA-256(record_key[generation], salt = event_id,
//                                           info = "cairn/v1/event", 96 bytes)
//   ciphertext ‖ tag := AES-256-GCM(enc, nonce = 0, aad, fields)            fields as in fields.h
//   aad := "CAIRNAD1" ‖ ledger_id[16] ‖ record_id[16] ‖ event_id[16] ‖ u16 generation ‖ u8 suite
//          ‖ fields_root[32]
//
// The nonce may be zero because an event id is drawn for each sealing and never used again. GCM
// alone lets one ciphertext open under two keys; `commit` is the check that this is the one key
// meant. Version and position are not bound here but in the leaf, so that nothing is sealed anew
// after a conflict. Pure functions, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/keys/event_keys.h"
#include "eventstore/keys/fields.h"
#include "eventstore/ledger/hash.h"

namespace cairn {

// What an envelope is bound to besides its content.
struct SealContext {
  LedgerId ledger_id;
  RecordId record;
  EventId event_id;
};

struct SealedEvent {
  std::string envelope;
  Hash fields_root{};
};

// Seals `fields`, which must be as Flatten makes them. `context.event_id` must be new. The root is
// computed from the very bytes that are sealed, and the envelope is opened again before it is
// returned.
//   INVALID_REQUEST  the fields take more than limits::kContentBytesMax bytes
//   DATA_DAMAGED     the envelope does not open: memory or processor cannot be trusted
absl::StatusOr<SealedEvent> Seal(const FieldList& fields, const SealContext& context,
                                 const RecordKey& key);

// The fields sealed in `envelope`. DATA_DAMAGED if `envelope`, `context` or `fields_root` is not
// that of the sealing, or the key is another one. The root is authenticated, not recomputed.
absl::StatusOr<FieldList> Open(std::string_view envelope, const SealContext& context,
                               const Hash& fields_root, const RecordKey& key);
// The same, for an event whose record key is gone and whose own keys were kept.
absl::StatusOr<FieldList> Open(std::string_view envelope, const SealContext& context,
                               const Hash& fields_root, const EventKeys& keys);

// Open, and recompute the root from the fields: for scrubs and exports.
absl::StatusOr<FieldList> OpenAndProve(std::string_view envelope, const SealContext& context,
                                       const Hash& fields_root, const RecordKey& key);
absl::StatusOr<FieldList> OpenAndProve(std::string_view envelope, const SealContext& context,
                                       const Hash& fields_root, const EventKeys& keys);

// The generation that an envelope names, so that its key can be found; DATA_DAMAGED if `envelope`
// does not begin like one.
absl::StatusOr<KeyGeneration> GenerationOf(std::string_view envelope);

}  // namespace cairn
