// ClaimIndex: which record holds which claim, without the storage knowing what is claimed. K_claim
// is derived from the key of record zero, which is the log's own:
//   K_claim = HKDF-SHA-256(key, salt = ledger_id, info = "cairn/v1/claim", 32 bytes)
// Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

#include "eventstore/append_request.h"
#include "eventstore/base/ids.h"
#include "eventstore/keys/event_keys.h"
#include "eventstore/keys/secret_bytes.h"
#include "eventstore/storage/storage.h"

namespace cairn {

class ClaimIndex {
 public:
  // `log_key` is that of record zero; `storage` outlives this.
  ClaimIndex(const Storage& storage, const LedgerId& ledger_id, const RecordKey& log_key);

  // The key of the claim's row: 32 bytes.
  std::string KeyOf(const Claim& claim) const;
  // The record in the row, if there is one.
  absl::StatusOr<std::optional<RecordId>> Holder(std::string_view key) const;

 private:
  const Storage& storage_;
  const SecretBytes claim_key_;
};

}  // namespace cairn
