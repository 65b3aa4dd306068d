// ErasureNotes: the erasures that a vault has noted, in memory: what FileVault and the tests'
// MemoryVault have in common. Thread-safe.
#pragma once

#include <set>
#include <utility>
#include <vector>

#include "absl/status/status.h"

#include "eventstore/base/ids.h"
#include "eventstore/base/mutex.h"
#include "eventstore/keys/vault.h"

namespace cairn {

class ErasureNotes {
 public:
  // Whether a note of the same ledger and body is there.
  bool Has(const ErasureNote& note) const;
  // Adds it, unless Has.
  void Add(const ErasureNote& note);
  // In the order of Add.
  std::vector<ErasureNote> List() const;
  // RECORD_ERASED if the erasure of the owner's whole record is noted.
  absl::Status CheckNotErased(const KeyOwner& owner) const;

 private:
  bool Holds(const ErasureNote& note) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable Mutex mutex_;
  std::vector<ErasureNote> notes_ ABSL_GUARDED_BY(mutex_);
  std::set<std::pair<LedgerId, RecordId>> erased_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace cairn
