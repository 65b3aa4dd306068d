// Vault: the seam behind which master keys live. A master key epoch wraps the record keys; when an
// epoch is destroyed, every copy of what it wrapped, in any backup anywhere, is noise. The process
// never sees a master key through this interface, so that it may be a piece of hardware.
//
// Thread-safe in every implementation.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/keys/event_keys.h"
#include "eventstore/keys/secret_bytes.h"
#include "eventstore/ledger/control_body.h"

namespace cairn {

// Epochs count from 1 and are never used twice. The newest wraps; older ones unwrap until they are
// destroyed.
using Epoch = uint32_t;

enum class EpochState {
  kActive,
  kDestroyed,
};

struct EpochInfo {
  Epoch epoch;
  EpochState state;

  friend bool operator==(const EpochInfo&, const EpochInfo&) = default;
};

// Which record key is wrapped. Unwrapping for any other owner fails.
struct KeyOwner {
  LedgerId ledger_id;
  RecordId record;
  KeyGeneration generation;
};

// An erasure that was decided on. The vault keeps it for ever, so that no older copy of the log can
// bring back what went: what is noted here and not in the log is carried out before anything is
// served (eventstore/erasure_replay.h). Says nobody's name.
struct ErasureNote {
  LedgerId ledger_id;
  ErasureBody body;
  // The request that asked for it: carried out later, it is still the same request.
  CallerId caller;
  RequestId request;
  int64_t noted_at_us = 0;  // microseconds since 1970 UTC

  friend bool operator==(const ErasureNote&, const ErasureNote&) = default;
};

class Vault {
 public:
  virtual ~Vault() = default;

  // Draws a new master key, durable on OK, and makes it the current one.
  virtual absl::StatusOr<Epoch> CreateEpoch() = 0;
  // The newest epoch that is not destroyed; kFailedPrecondition if there is none.
  virtual absl::StatusOr<Epoch> CurrentEpoch() const = 0;
  // Every epoch there ever was, ascending.
  virtual absl::StatusOr<std::vector<EpochInfo>> ListEpochs() const = 0;

  // `secret` wrapped by `epoch` (wrapped_key.h), for this owner alone.
  //   kNotFound            there was never such an epoch
  //   kFailedPrecondition  it is destroyed
  virtual absl::StatusOr<std::string> Wrap(Epoch epoch, const KeyOwner& owner,
                                           std::string_view secret) = 0;
  // The secret, by the epoch that `wrapped` names. As Wrap, and
  //   DATA_DAMAGED         `wrapped` was changed, or made for another owner or by another vault
  //   RECORD_ERASED        (kFailedPrecondition) the erasure of the whole record is noted
  virtual absl::StatusOr<SecretBytes> Unwrap(const KeyOwner& owner,
                                             std::string_view wrapped) const = 0;

  // Destroys the master key for good, durable on OK; doing so again is OK. The caller has wrapped
  // every surviving key anew and proved a backup of them. kNotFound: there was never such an epoch.
  virtual absl::Status DestroyEpoch(Epoch epoch) = 0;
  // The epoch that `wrapped` names, whether or not it is there; DATA_DAMAGED if it names none.
  virtual absl::StatusOr<Epoch> EpochOf(std::string_view wrapped) const = 0;

  // Keeps the note, durable on OK. A note of the same ledger and body is kept once: then OK, and
  // the first one stays.
  //   kUnavailable     the note is not kept
  //   OUTCOME_UNKNOWN  it may be kept or not, and nothing more is: the owner must stop
  virtual absl::Status NoteErasure(const ErasureNote& note) = 0;
  // Every note, in the order of noting.
  virtual absl::StatusOr<std::vector<ErasureNote>> Erasures() const = 0;
};

}  // namespace cairn
