// The keys file of a backup: every row of `keys` and `entry_keys`, wrapped as they are in the log.
//
//   file  := "CAIRNKF1" ‖ ledger_id[16] ‖ u64 position ‖ block* ‖ end
//   block := u32 size > 0 ‖ row* (size bytes) ‖ sum[32]
//   end   := u32 0 ‖ sum[32]
//   row   := u8 space (1 keys, 2 entry_keys) ‖ u16 key_size ‖ key ‖ u32 value_size ‖ value
//   sum   := H(the sum before, or H("CAIRNKF1" ‖ ledger_id ‖ position) ‖ the rows)
//
// `position` is the log's head when the first row was read. The file is written whole or not at
// all, and mode 0600. Memory does not grow with it. Every function is thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/keys/vault.h"
#include "eventstore/storage/storage.h"

namespace cairn {

struct KeyRowsFile {
  LedgerId ledger_id;
  Position position = 0;
  uint64_t rows = 0;
  uint64_t bytes = 0;
};

// Writes the rows of `storage` as of one moment; rows that an erasure replaces meanwhile make it
// begin again. NOT_SERVING if the file cannot be written.
absl::StatusOr<KeyRowsFile> WriteKeyRows(const Storage& storage, const LedgerId& ledger_id,
                                         const std::string& path);

// Calls `visit` for each row of a file that is whole. A visitor's own refusal ends it.
// DATA_DAMAGED if any byte differs from what was written.
absl::StatusOr<KeyRowsFile> ReadKeyRows(
    const std::string& path,
    const std::function<absl::Status(Space space, std::string_view key, std::string_view value)>&
        visit);

// Reads the file back and unwraps every record key in it: a test restore. Keys of records whose
// erasure is noted count as proved. DATA_DAMAGED if one cannot be unwrapped.
absl::StatusOr<KeyRowsFile> ProveKeyRows(const std::string& path, const Vault& vault);

}  // namespace cairn
