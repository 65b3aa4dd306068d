// FileVault: master keys as files of one folder, for tests and small installations. Whoever reads
// the folder can read every record, so it belongs on another medium than the log, and into other
// backups.
//
//   epoch-NNNNNNNNNN.key        "CAIRNME1" ‖ u32 epoch ‖ id[16] ‖ secret[32] ‖ H(all before)[32]
//   epoch-NNNNNNNNNN.destroyed  "CAIRNMD1" ‖ u32 epoch: the number is never used again
//   erasures.journal            every erasure that was ever noted (erasure_journal.h)
// N is the epoch in ten decimal digits. The folder has mode 0700 and its files 0600; looser ones
// are refused. Both of an epoch may be there after a crash: then it is destroyed, and Open finishes
// the work.
//
// Thread-safe. One process at a time: Open takes a lock on the folder.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/file_handle.h"
#include "eventstore/base/mutex.h"
#include "eventstore/base/random.h"
#include "eventstore/keys/erasure_journal.h"
#include "eventstore/keys/erasure_notes.h"
#include "eventstore/keys/master_keys.h"
#include "eventstore/keys/vault.h"

namespace cairn {

class FileVault final : public Vault {
 public:
  // Opens the vault in `folder`, which is created with mode 0700 if it is not there. A new vault
  // has no epoch. `random` outlives it.
  //   kFailedPrecondition  the folder or a file is open to others, is a link, or holds something
  //                        that is not the vault's; or another process has the vault open
  //   DATA_DAMAGED         a file does not match its own hash
  //   kUnavailable         the system refused to read or write
  static absl::StatusOr<std::unique_ptr<FileVault>> Open(const std::string& folder, Random& random);
  FileVault(const FileVault&) = delete;
  FileVault& operator=(const FileVault&) = delete;

  absl::StatusOr<Epoch> CreateEpoch() override;
  absl::StatusOr<Epoch> CurrentEpoch() const override { return keys_.Current(); }
  absl::StatusOr<std::vector<EpochInfo>> ListEpochs() const override { return keys_.List(); }
  absl::StatusOr<std::string> Wrap(Epoch epoch, const KeyOwner& owner,
                                   std::string_view secret) override {
    return keys_.Wrap(epoch, owner, secret);
  }
  absl::StatusOr<SecretBytes> Unwrap(const KeyOwner& owner,
                                     std::string_view wrapped) const override;
  absl::StatusOr<Epoch> EpochOf(std::string_view wrapped) const override {
    return keys_.EpochOf(wrapped);
  }
  // Overwrites the file before it removes it. What a medium keeps of old blocks is beyond a
  // program: the folder belongs on an encrypted one.
  absl::Status DestroyEpoch(Epoch epoch) override;
  absl::Status NoteErasure(const ErasureNote& note) override;
  absl::StatusOr<std::vector<ErasureNote>> Erasures() const override { return notes_.List(); }

 private:
  FileVault(std::string folder, FileHandle lock, Random& random)
      : folder_(std::move(folder)), lock_(std::move(lock)), keys_(random) {}

  absl::Status Load();
  absl::Status LoadJournal();

  const std::string folder_;
  const FileHandle lock_;  // the folder, locked
  Mutex writing_;          // one change of the folder at a time
  MasterKeys keys_;
  ErasureNotes notes_;
  std::optional<ErasureJournal> journal_ ABSL_GUARDED_BY(writing_);
};

}  // namespace cairn
