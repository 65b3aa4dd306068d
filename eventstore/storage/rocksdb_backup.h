// The files of a RocksDbStorage, copied to a folder of backups and back: RocksDB's BackupEngine
// with our settings. Table files are written once and shared by every backup that has them, so that
// a second backup copies what is new; each file is copied with its checksum compared.
//
// One thread, one process: what writes here must be the only one.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/storage/rocksdb_storage.h"

namespace cairn {

struct EngineBackupOptions {
  std::string folder;        // created if it is not there
  uint64_t bytes_per_s = 0;  // 0: no limit
  bool read_only = false;    // only Ids, Bytes, Verify, OpenCopy and CopyTo
  std::function<void(std::string_view line)> warn = [](std::string_view) {};
};

class RocksDbBackups {
 public:
  // About how many bytes lie between two calls of Progress.
  static constexpr uint64_t kProgressBytes = uint64_t{4} << 20;

  // Called from copying threads with the bytes copied so far; false stops the copying.
  using Progress = std::function<bool(uint64_t bytes_copied)>;

  //   NOT_SERVING  the folder cannot be read or written
  static absl::StatusOr<std::unique_ptr<RocksDbBackups>> Open(const EngineBackupOptions& options);
  ~RocksDbBackups();

  // Flushes and copies what is not there yet; the id of the new backup. kCancelled if `progress`
  // said so: the rest is removed by the next Create.
  absl::StatusOr<uint32_t> Create(const RocksDbStorage& storage, const Progress& progress);
  absl::Status Remove(uint32_t id);

  // Ascending. Those whose own list of files is damaged are not among them.
  std::vector<uint32_t> Ids() const;
  // What CopyTo would copy; 0 if there is no such backup.
  uint64_t Bytes(uint32_t id) const;
  // Bytes of all files in the folder, shared ones once.
  absl::StatusOr<uint64_t> BytesOnDisk() const;
  // Re-reads every file. DATA_DAMAGED if one is not as it was copied.
  absl::Status Verify(uint32_t id) const;
  // The backup as a storage, where it lies, for reading. Lives no longer than this.
  absl::StatusOr<std::unique_ptr<RocksDbStorage>> OpenCopy(uint32_t id) const;
  // Copies the backup to a new folder, comparing checksums. DATA_DAMAGED if one differs.
  absl::Status CopyTo(uint32_t id, const std::string& folder) const;

 private:
  class Engine;
  explicit RocksDbBackups(std::unique_ptr<Engine> engine);

  std::unique_ptr<Engine> engine_;
};

}  // namespace cairn
