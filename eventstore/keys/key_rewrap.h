// What a rotation of the master key does to the rows of `keys`: reads some, wraps their secrets
// anew, and leaves the writing to the log's thread, which replaces a row only if it is still what
// was read.
//
// Thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/keys/vault.h"
#include "eventstore/storage/storage.h"

namespace cairn {

// One row of `keys` and what should stand there instead of `old_value`.
struct KeyRewrap {
  RecordId record;
  std::string row_key;
  std::string old_value;
  std::string new_value;
};

struct KeyRewrapPage {
  std::vector<KeyRewrap> rewraps;
  // Rows under another epoch that could not be wrapped: their erasure is noted and under way.
  size_t going = 0;
  // Where the next page begins; empty: there is none.
  std::string next;
};

// The rows from `from` on that are not wrapped by the vault's current epoch, at most `keys_max`
// (not 0) of them, wrapped by it. Errors are those of the vault, and DATA_DAMAGED.
absl::StatusOr<KeyRewrapPage> WrapKeysAnew(const Storage& storage, Vault& vault,
                                           const LedgerId& ledger_id, std::string_view from,
                                           size_t keys_max);

}  // namespace cairn
