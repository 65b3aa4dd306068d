// The wrapped keys of a copy that was just restored: those that the vault can no longer unwrap,
// because their master key was rotated away since the backup, are taken from the newest keys file.
// One thread, before anything else uses the storage.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/keys/vault.h"
#include "eventstore/storage/storage.h"

namespace cairn {

// Replaces all rows of `keys` and `entry_keys` of each record that has a key which cannot be
// unwrapped by those in the file `newest` (empty: there is none). Rows of other records, and of
// those whose erasure is noted, stay. The number of records whose rows were replaced.
//   DATA_DAMAGED  the file is damaged, of another log, or missing and needed
absl::StatusOr<uint64_t> ReplaceStaleKeys(Storage& storage, const LedgerId& ledger_id,
                                          const Vault& vault, const std::string& newest);

}  // namespace cairn
