// Key rotation: a new master key epoch, every record key wrapped anew by it, the old epochs
// destroyed. From then on every older copy of the rows of `keys`, in any backup anywhere, is noise;
// that is what completes an erasure.
//
//   1  a new epoch is created; whatever is wrapped from now on is wrapped by it
//   2  every row of `keys`, that of the log's own key included, is wrapped anew in bounded batches
//      by the log's thread; a row that was erased or replaced meanwhile is left alone
//   3  a key change (kind 4) is appended to the log's own stream
//   4  `prove_backup` makes a backup of the rows as they are now, and proves it by a test restore
//   5  the epochs before the new one are destroyed
// Appends, erasures and reads go on meanwhile. Cut short anywhere, everything can still be opened,
// and another run does all of it again with an epoch of its own. Rows of `entry_keys` are wrapped
// by record keys and stay as they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/append_request.h"
#include "eventstore/base/ids.h"
#include "eventstore/keys/vault.h"

namespace cairn {

class EventLog;

enum class RotationStage : uint8_t {
  kWrapping,    // step 2
  kProving,     // step 4
  kDestroying,  // step 5
};

struct RotationProgress {
  RotationStage stage = RotationStage::kWrapping;
  Epoch new_epoch = 0;
  uint64_t keys_wrapped = 0;
};

struct RotationOptions {
  // Identifies this rotation: a repeat that finds its key change goes on with step 4.
  RequestKey request;
  size_t keys_per_batch = 256;
  // Step 4. Not OK: nothing is destroyed, and the rotation ends with this status. Without one the
  // caller says that no backup of this log exists.
  std::function<absl::Status()> prove_backup;
  // Called in this thread after every batch and at every stage.
  std::function<void(const RotationProgress&)> progress = [](const RotationProgress&) {};
  // Asked before every batch; true ends the rotation with kCancelled.
  std::function<bool()> cancelled = [] { return false; };
};

struct RotationReport {
  Epoch old_epoch = 0;
  Epoch new_epoch = 0;
  uint64_t keys_wrapped = 0;
  AppendedEvent key_change;
  std::vector<Epoch> destroyed;
};

// One at a time. Errors are those of the vault, of EventLog::Append, of `prove_backup`, and
//   ABORTED  rows kept changing under it; run it again
absl::StatusOr<RotationReport> RotateKeys(EventLog& log, Vault& vault,
                                          const RotationOptions& options);

}  // namespace cairn
