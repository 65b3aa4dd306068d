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
  virtual absl::StatusOr<SecretBytes> Unwrap(const KeyOwner& owner,
                                             std::string_view wrapped) const = 0;

  // Destroys the master key for good, durable on OK; doing so again is OK. The caller has wrapped
  // every surviving key anew and proved a backup of them. kNotFound: there was never such an epoch.
  virtual absl::Status DestroyEpoch(Epoch epoch) = 0;
};

}  // namespace cairn
