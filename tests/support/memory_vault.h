// A vault that forgets everything when it goes: the reference FileVault must equal. Thread-safe.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/base/mutex.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/erasure_notes.h"
#include "eventstore/keys/master_keys.h"
#include "eventstore/keys/vault.h"

namespace cairn {

class MemoryVault final : public Vault {
 public:
  // Begins with `epochs` epochs, so that most tests need not make one. `random` outlives it.
  explicit MemoryVault(Random& random, int epochs = 1) : keys_(random) {
    for (int i = 0; i < epochs; ++i) keys_.Add(keys_.DrawNext());
  }

  absl::StatusOr<Epoch> CreateEpoch() override {
    const MutexLock lock(creating_);
    keys_.Add(keys_.DrawNext());
    return keys_.Current();
  }
  absl::StatusOr<Epoch> CurrentEpoch() const override { return keys_.Current(); }
  absl::StatusOr<std::vector<EpochInfo>> ListEpochs() const override { return keys_.List(); }
  absl::StatusOr<std::string> Wrap(Epoch epoch, const KeyOwner& owner,
                                   std::string_view secret) override {
    return keys_.Wrap(epoch, owner, secret);
  }
  absl::StatusOr<SecretBytes> Unwrap(const KeyOwner& owner,
                                     std::string_view wrapped) const override {
    CAIRN_RETURN_IF_ERROR(notes_.CheckNotErased(owner));
    return keys_.Unwrap(owner, wrapped);
  }
  absl::Status DestroyEpoch(Epoch epoch) override { return keys_.Destroy(epoch); }
  absl::StatusOr<Epoch> EpochOf(std::string_view wrapped) const override {
    return keys_.EpochOf(wrapped);
  }
  // Called before each note; what is not OK is the answer, and nothing is kept. Set it while no
  // other thread uses the vault.
  std::function<absl::Status()> before_note = [] { return absl::OkStatus(); };

  absl::Status NoteErasure(const ErasureNote& note) override {
    CAIRN_RETURN_IF_ERROR(before_note());
    notes_.Add(note);
    return absl::OkStatus();
  }
  absl::StatusOr<std::vector<ErasureNote>> Erasures() const override { return notes_.List(); }

 private:
  Mutex creating_;
  MasterKeys keys_;
  ErasureNotes notes_;
};

}  // namespace cairn
