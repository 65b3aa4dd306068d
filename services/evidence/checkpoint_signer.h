// CheckpointSigner: signs the head of the log, and never anything else.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"

#include "eventstore/base/mutex.h"
#include "eventstore/event_log.h"
#include "eventstore/ledger/note.h"

namespace cairn {

// A signed head.
struct SignedCheckpoint {
  uint64_t size = 0;
  std::string note;
};

// Thread-safe. Never signs two roots for one size: it signs only what the log has published, which
// is durable and witnessed, and remembers the newest note.
class CheckpointSigner {
 public:
  // `log` must outlive the signer. The signer's key is named after the log's origin.
  CheckpointSigner(const EventLog& log, NoteSigner signer)
      : log_(log), signer_(std::move(signer)) {}

  // The checkpoint of the head as it is now. One signature for each size, when somebody asks.
  // EVENT_NOT_FOUND while the log is empty.
  absl::StatusOr<SignedCheckpoint> Current();

  const std::string& origin() const { return signer_.name(); }
  std::string verifier_key() const { return signer_.vkey(); }

 private:
  const EventLog& log_;
  const NoteSigner signer_;
  Mutex mutex_;
  SignedCheckpoint newest_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace cairn
