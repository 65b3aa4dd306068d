// The keys of one record and the keys of one of its events.
//
//   enc ‖ commit ‖ salt_key := HKDF-SHA-256(record_key[generation], salt = event_id,
//                                           info = "cairn/v1/event", 96 bytes)
//
// Values; sharing one between threads is safe as long as nobody moves from it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "eventstore/base/ids.h"
#include "eventstore/keys/secret_bytes.h"

namespace cairn {

// Which key of a record: 1 first, then one more whenever an entry's content is removed.
using KeyGeneration = uint16_t;

// The secret of one record in one generation. Copies share it; it is wiped when the last one goes.
class RecordKey {
 public:
  // `secret` is 32 bytes.
  RecordKey(SecretBytes secret, KeyGeneration generation);

  std::string_view secret() const { return secret_->view(); }
  KeyGeneration generation() const { return generation_; }

 private:
  std::shared_ptr<const SecretBytes> secret_;
  KeyGeneration generation_;
};

// The 96 bytes that seal one event: what remains of a record key when an event outlives it.
class EventKeys {
 public:
  static constexpr size_t kSize = 96;

  // Derives them.
  EventKeys(const RecordKey& key, const EventId& event_id);
  // Takes them as they are: 96 bytes, made for an envelope of this generation.
  EventKeys(SecretBytes bytes, KeyGeneration generation);

  std::string_view enc() const { return bytes_.view().substr(0, 32); }
  std::string_view commit() const { return bytes_.view().substr(32, 32); }
  std::string_view salt_key() const { return bytes_.view().substr(64, 32); }
  std::string_view bytes() const { return bytes_.view(); }
  KeyGeneration generation() const { return generation_; }

 private:
  SecretBytes bytes_;
  KeyGeneration generation_;
};

}  // namespace cairn
