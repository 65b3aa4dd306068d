#include "eventstore/keys/event_keys.h"

#include <utility>

#include "eventstore/base/check.h"
#include "eventstore/keys/crypto.h"

namespace cairn {
namespace {

constexpr std::string_view kEventInfo = "cairn/v1/event";

}  // namespace

RecordKey::RecordKey(SecretBytes secret, KeyGeneration generation)
    : secret_(std::make_shared<const SecretBytes>(std::move(secret))), generation_(generation) {
  CAIRN_CHECK(secret_->size() == kKeyBytes);
}

EventKeys::EventKeys(const RecordKey& key, const EventId& event_id)
    : EventKeys(HkdfSha256(key.secret(), event_id.bytes(), kEventInfo, kSize), key.generation()) {}

EventKeys::EventKeys(SecretBytes bytes, KeyGeneration generation)
    : bytes_(std::move(bytes)), generation_(generation) {
  CAIRN_CHECK(bytes_.size() == kSize);
}

}  // namespace cairn
