// Restore: a log from a backup, into a folder that does not exist yet, and never over another one.
//
//   1  copies the backup's files, comparing checksums        (stage "copying")
//   2  puts the newest keys in the place of those that the vault can no longer unwrap   ("keys")
//   3  computes the root from the leaves and compares it with the backup's mark and with what the
//      head witness of the lost log has seen                 ("tree")
//   4  begins a new generation: new head witness, first leaf a succession that names the last head
//      the generation before is known to have had; carries out every erasure that the vault has
//      noted and the backup does not know; scrubs everything ("succession", "scrub")
// and only then moves the folder to its name. Whatever stops it before leaves `<data>.restoring`,
// which the next restore to the same name begins anew.
//
// A backup that holds less than the witness has seen, or no witness to ask, is refused with both
// sizes unless the loss is accepted; the succession leaf says for ever what was lost.
//
// One thread.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/clock.h"
#include "eventstore/base/ids.h"
#include "eventstore/base/random.h"
#include "eventstore/keys/vault.h"
#include "eventstore/stored_event.h"

namespace cairn {

struct RestoreProgress {
  std::string_view stage;  // as above; a literal
  uint64_t done = 0;       // bytes, or leaves; as far as the stage can tell
  uint64_t total = 0;      // 0: it cannot
};

struct RestoreReport {
  uint32_t backup_id = 0;
  Position restored = 0;  // size of the backup
  uint32_t previous_generation = 0;
  Position previous_size = 0;  // that the witness has seen, or the backup's if nobody knows
  uint64_t lost = 0;           // positions that were seen and are not there; what is known
  bool witnessed = false;      // the witness was asked
  uint64_t keys_replaced = 0;  // records whose keys came from the newest keys file
  uint64_t erasures_replayed = 0;
  LogHead head;        // with succession and replayed erasures
  std::string origin;  // of the checkpoints from now on; see NextOrigin
};

struct RestoreOptions {
  std::string backup;      // BackupOptions::folder
  uint32_t backup_id = 0;  // 0: the newest complete one
  // Must not exist, or be empty. Gets `log` and `head.witness`.
  std::string data;
  // The head witness of the log that was lost; empty: there is none any more.
  std::string old_witness;
  bool accept_loss = false;
  std::function<void(const RestoreProgress&)> progress = [](const RestoreProgress&) {};
  // Called with the finished folder before it gets its name, for what else belongs into it. May
  // change the report. Not OK: the restore ends with that.
  std::function<absl::Status(const std::string& folder, RestoreReport& report)> before_placing;
};

//   NOT_SERVING          `data` exists, there is no complete backup, a folder cannot be read or
//                        written
//   kFailedPrecondition  events would be lost, or nobody can tell, and the loss is not accepted
//   DATA_DAMAGED         the backup is not what its mark says
absl::StatusOr<RestoreReport> Restore(const RestoreOptions& options, Vault& vault, Clock& clock,
                                      Random& random);

// The origin of the checkpoints of `generation`: its last part, if it is a number, is replaced by
// the generation, otherwise one is added. An origin is never used again after a restore: nobody
// can be sure that no checkpoint beyond the fork was handed out under it.
//   "cairn.example/log/1", 2 -> "cairn.example/log/2"
std::string NextOrigin(std::string_view origin, uint32_t generation);

}  // namespace cairn
