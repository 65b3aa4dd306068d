// RocksDbStorage: a Storage in one folder of this machine, with one RocksDB column family a space.
// It is the only writer of its folder; a second one is refused while the first lives.
//
// Thread-safe. Every write is synced before it is answered, unless it was opened otherwise. After
// any failed write, sync, flush or compaction nothing more is written (a failed fsync must not be
// retried: the kernel may have dropped the pages): the process must end, and the folder be opened
// anew.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "eventstore/storage/storage.h"

namespace rocksdb {
class DB;
class Env;
}  // namespace rocksdb

namespace cairn {

struct RocksDbOptions {
  // Created, with its parent's entry synced, if it is not there.
  std::string folder;
  // Called, from any thread, with each warning or error that RocksDB would have written to a file.
  std::function<void(std::string_view line)> warn = [](std::string_view) {};
  // For fault tests only; nothing: the machine's files. Must outlive the storage.
  rocksdb::Env* env = nullptr;
  // For fault tests only, which want a flush often; 0: as in rocksdb_settings.cc.
  size_t memtable_bytes = 0;
  // What is kept in the folder; the same each time, and not of a temporary.
  std::span<const Space> spaces = kSpaces;
  // False: a write is answered once the system has it. It survives the end of this process; a power
  // cut leaves what was written up to some moment, and nothing of what came later.
  bool synced = true;
  // Only looks: nothing is created or written, and the folder is not locked. Writes are kUnknown.
  bool read_only = false;
};

class RocksDbStorage final : public Storage {
 public:
  //   DATA_DAMAGED        the files contradict their checksums or each other, or were written by a
  //                       later version of this class
  //   NOT_SERVING         another process holds the folder, or it cannot be read or written
  static absl::StatusOr<std::unique_ptr<RocksDbStorage>> Open(const RocksDbOptions& options);
  ~RocksDbStorage() override;

  absl::StatusOr<std::optional<std::string>> Get(Space space, std::string_view key) const override;
  absl::StatusOr<std::vector<std::optional<std::string>>> MultiGet(
      Space space, std::span<const std::string> keys) const override;
  absl::Status Scan(Space space, const ScanRange& range, const Visitor& visit) const override;
  absl::StatusOr<uint64_t> Head() const override;
  CommitOutcome Commit(const Batch& batch, uint64_t expected_head, uint64_t new_head) override;
  absl::Status PutImmutable(const Batch& batch) override;
  absl::Status Failure() const override;
  // What the file system of the folder has left for us.
  absl::StatusOr<uint64_t> FreeBytes() const override;
  // Writes what is in memory to files first, reads every file of rows, and opens the folder once
  // more without writing, so that the list of files is read as well.
  absl::Status VerifyMedium(const MediumCheck& check) const override;
  uint64_t StoredBytes() const override;

  // For rocksdb_backup.h alone, which copies the files.
  rocksdb::DB& engine() const;

 private:
  class Engine;
  explicit RocksDbStorage(std::unique_ptr<Engine> engine);

  std::unique_ptr<Engine> engine_;
};

}  // namespace cairn
