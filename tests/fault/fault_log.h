// A data folder on a FaultDisk: vault, signing key, storage, witness and log, opened in the order
// of services/server/data_folder.cc. Not thread-safe; the log in it is.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>

#include "absl/status/status.h"

#include "eventstore/event_log.h"
#include "eventstore/keys/file_vault.h"
#include "eventstore/ledger/head_witness.h"
#include "eventstore/ledger/note.h"
#include "eventstore/storage/rocksdb_storage.h"
#include "rocksdb/env.h"
#include "tests/fault/fault_disk.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temp_folder.h"

namespace cairn {

class FaultLog {
 public:
  struct Options {
    // Where the folder is, if it is not to be one of its own that goes with it.
    std::string folder;
    // False: the real disk, and disk() may not be called.
    bool modelled = true;
    // Small, so that flushes and compactions happen within a test.
    size_t memtable_bytes = 64 << 10;
    uint64_t disk_reserve_bytes = 0;
  };

  explicit FaultLog(uint64_t seed) : FaultLog(seed, Options()) {}
  FaultLog(uint64_t seed, Options options);
  ~FaultLog();
  FaultLog(const FaultLog&) = delete;
  FaultLog& operator=(const FaultLog&) = delete;

  EventLog& operator*() { return *log_; }
  EventLog* operator->() { return log_.get(); }
  Storage& storage() { return *storage_; }

  absl::Status Open();
  void Close();
  // Closes, and ends what was armed: the process is over, and the disk as it was.
  void EndProcess();
  // Closes, and leaves of the disk what a power cut leaves.
  void LosePower();

  // Whether the log has called on_failure since it was opened.
  bool stopped() const { return stopped_; }

  FaultDisk& disk() { return *disk_; }
  Vault& vault() { return *vault_; }
  const std::string& folder() const { return folder_; }

  // Called at each step of a write.
  std::function<void(WriteStep)> at_step = [](WriteStep) {};
  FakeClock clock;

 private:
  absl::Status OpenKeys(bool log_exists);

  const Options options_;
  std::mt19937 cuts_;  // what each cut leaves
  SeededRandom random_;
  std::optional<TempFolder> own_folder_;
  const std::string folder_;
  std::optional<FaultDisk> disk_;
  const std::unique_ptr<rocksdb::Env> env_;
  std::atomic<bool> stopped_ = false;
  std::unique_ptr<FileVault> vault_;
  std::optional<NoteSigner> signer_;
  std::unique_ptr<RocksDbStorage> storage_;
  std::optional<HeadWitness> witness_;
  std::unique_ptr<EventLog> log_;
};

}  // namespace cairn
