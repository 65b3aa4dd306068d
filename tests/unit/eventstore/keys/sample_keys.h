// What tests of keys seal with: ids and keys that a reader can tell apart, one byte repeated; and
// how what was spoilt is refused.
#pragma once

#include <string>

#include <gmock/gmock.h>

#include "eventstore/keys/event_keys.h"
#include "eventstore/keys/secret_bytes.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_ids.h"

namespace cairn {

inline const std::string kSecret(32, 's');

inline RecordKey KeyOf(char byte, KeyGeneration generation = 1) {
  return RecordKey(SecretBytes(std::string(32, byte)), generation);
}

// Stored bytes that cannot be what was written; `why` is in the sentence.
inline auto IsDamaged() { return HasReason(v1::ERROR_REASON_DATA_DAMAGED); }
inline auto IsDamaged(const std::string& why) {
  return testing::AllOf(IsDamaged(),
                        StatusIs(absl::StatusCode::kDataLoss, testing::HasSubstr(why)));
}

}  // namespace cairn
