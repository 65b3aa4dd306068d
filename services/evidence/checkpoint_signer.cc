#include "services/evidence/checkpoint_signer.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/ledger/checkpoint.h"

namespace cairn {

absl::StatusOr<SignedCheckpoint> CheckpointSigner::Current() {
  MutexLock lock(mutex_);
  const LogHead head = log_.Head();
  if (head.position == 0) {
    return Refusal(v1::ERROR_REASON_EVENT_NOT_FOUND,
                   "Nothing has been recorded yet, so there is no checkpoint to sign.");
  }
  if (newest_.size == head.position) return newest_;
  const Checkpoint checkpoint{.origin = signer_.name(), .size = head.position, .root = head.root};
  CAIRN_ASSIGN_OR_RETURN(std::string note, signer_.Sign(checkpoint.Encode()));
  newest_ = {.size = head.position, .note = std::move(note)};
  return newest_;
}

}  // namespace cairn
