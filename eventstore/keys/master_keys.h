// The master keys of a vault that holds them in memory while it runs: what FileVault and the tests'
// MemoryVault have in common. Thread-safe.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/mutex.h"
#include "eventstore/base/random.h"
#include "eventstore/keys/vault.h"
#include "eventstore/keys/wrapped_key.h"

namespace cairn {

// One epoch. Its id is what a wrapped key names: u32 epoch ‖ 12 random bytes, so that two vaults
// that both count from 1 are not mistaken for each other.
struct MasterKey {
  Epoch epoch;
  KeyId id;
  SecretBytes secret;  // 32 bytes
};

class MasterKeys {
 public:
  // `random` outlives this.
  explicit MasterKeys(Random& random) : random_(random) {}

  // A key for the epoch after the newest, not added yet.
  MasterKey DrawNext() const;
  // Adds an active or a destroyed epoch; it is neither known yet nor 0.
  void Add(MasterKey key);
  void AddDestroyed(Epoch epoch);
  // Forgets the secret. kNotFound if there was never such an epoch; OK if it is destroyed already.
  absl::Status Destroy(Epoch epoch);

  // As in Vault.
  absl::StatusOr<Epoch> Current() const;
  std::vector<EpochInfo> List() const;
  absl::StatusOr<std::string> Wrap(Epoch epoch, const KeyOwner& owner, std::string_view secret);
  absl::StatusOr<SecretBytes> Unwrap(const KeyOwner& owner, std::string_view wrapped) const;
  absl::StatusOr<Epoch> EpochOf(std::string_view wrapped) const;

 private:
  using SharedKey = std::shared_ptr<const MasterKey>;  // null: destroyed

  absl::StatusOr<SharedKey> Find(Epoch epoch) const;

  Random& random_;
  mutable Mutex mutex_;
  std::map<Epoch, SharedKey> keys_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace cairn
