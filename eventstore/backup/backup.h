// Backups of a log that goes on serving: online, incremental, rate-limited, and proved.
//
//   <folder>/engine/                  the storage's files; unchanged ones are shared by all backups
//   <folder>/keys/<position>-<n>.rows the rows of `keys` and `entry_keys` (key_rows_file.h)
//   <folder>/complete/<id>            written last: this backup was opened and proved (BackupMark)
//   <folder>/lock                     held by the one process that writes here
//
// BackUp copies the storage's files, then opens the copy where it lies, computes its root from its
// leaves and compares it with the log's own tree, then reads the keys file back and unwraps every
// key in it. Only then is the backup marked complete; one that is not marked does not count, and
// the next run removes it. All content in a backup is sealed; the vault is not in it.
//
// The keys are kept apart because they change by themselves: when a master key epoch is to be
// destroyed, RenewKeys writes and proves a file of the newly wrapped keys, and removes the older
// ones, which are noise from then on.
//
// Thread-safe. A second run on the same folder is refused while one goes on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/event_log.h"
#include "eventstore/keys/vault.h"
#include "eventstore/ledger/hash.h"
#include "eventstore/storage/rocksdb_storage.h"

namespace cairn {

struct BackupProgress {
  uint64_t bytes_done = 0;
  uint64_t bytes_total = 0;  // an estimate: files that are there already are not copied again
};

struct BackupOptions {
  // Created, mode 0700, if it is not there. Belongs on another medium than the log.
  std::string folder;
  // 0: as fast as the disks go.
  uint64_t bytes_per_s = 0;
  // Complete backups kept; older ones are removed once the new one is complete. At least 1.
  size_t keep = 7;
  // Also re-reads the files that earlier backups have copied.
  bool verify_files = false;
  // The origin of the log's checkpoints: kept with the backup, so that a restore can name the next.
  std::string origin;
  int64_t now_us = 0;  // microseconds since 1970, for people
  // Called from the copying threads, about every 4 MiB.
  std::function<void(const BackupProgress&)> progress = [](const BackupProgress&) {};
  // Asked as often; true ends the run with kCancelled. Earlier backups stay as they are.
  std::function<bool()> cancelled = [] { return false; };
};

// What <folder>/complete/<id> says.
struct BackupMark {
  uint32_t id = 0;  // counts up
  LedgerId ledger_id;
  uint32_t generation = 1;
  Position size = 0;  // of the copy
  Hash root{};
  std::string origin;
  int64_t made_at_us = 0;

  friend bool operator==(const BackupMark&, const BackupMark&) = default;
};

struct BackupReport {
  BackupMark mark;
  uint64_t bytes_copied = 0;  // by this run, keys included
  uint64_t bytes_total = 0;   // what a restore of this backup would copy
  uint64_t keys = 0;          // rows of the keys file, each one unwrapped
};

// `vault` is that of the log.
//   NOT_SERVING    a folder cannot be read or written, or another run has it
//   kCancelled     as asked
//   DATA_DAMAGED   the copy does not prove itself: look at the log with a scrub, and at the disks
absl::StatusOr<BackupReport> BackUp(const EventLog& log, RocksDbStorage& storage, Vault& vault,
                                    const BackupOptions& options);

// Writes the rows of `keys` and `entry_keys` to a new keys file of the backup in `folder`, reads it
// back, unwraps every key, and removes the older files. The number of rows. Needs no earlier
// backup.
absl::StatusOr<uint64_t> RenewKeys(const EventLog& log, const Storage& storage, Vault& vault,
                                   const std::string& folder);

// The complete backups in `folder`, oldest first. DATA_DAMAGED if a mark is malformed.
absl::StatusOr<std::vector<BackupMark>> CompleteBackups(const std::string& folder);

}  // namespace cairn
