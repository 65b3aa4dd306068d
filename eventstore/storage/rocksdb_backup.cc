#include "eventstore/storage/rocksdb_backup.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_format.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/storage/rocksdb_failure.h"
#include "rocksdb/db.h"
#include "rocksdb/env.h"
#include "rocksdb/utilities/backup_engine.h"

namespace cairn {
namespace {

absl::Status BackupStatus(const rocksdb::Status& status, std::string_view doing) {
  if (status.ok()) return absl::OkStatus();
  if (status.IsIncomplete()) return absl::CancelledError("The backup was stopped, as asked.");
  if (status.IsCorruption() || status.IsNotFound()) {
    return Refusal(v1::ERROR_REASON_DATA_DAMAGED,
                   absl::StrFormat("The backup is damaged (%s: %s). Use another one, and look at "
                                   "its disk.",
                                   doing, status.ToString()));
  }
  return Refusal(v1::ERROR_REASON_NOT_SERVING,
                 absl::StrFormat("The backup cannot be read or written (%s: %s). Check its disk.",
                                 doing, status.ToString()));
}

}  // namespace

class RocksDbBackups::Engine {
 public:
  explicit Engine(const EngineBackupOptions& options)
      : folder_(options.folder), logger_(options.warn) {}

  absl::Status Open(const EngineBackupOptions& options) {
    rocksdb::BackupEngineOptions settings(folder_);
    settings.info_log = &logger_;  // RocksDB's own logger stops the process when the disk is full
    settings.sync = true;
    settings.share_table_files = true;
    settings.share_files_with_checksum = true;
    settings.backup_rate_limit = options.bytes_per_s;
    settings.callback_trigger_interval_size = kProgressBytes;
    settings.schema_version = 2;  // the list of files has a checksum of its own
    rocksdb::Env* const env = rocksdb::Env::Default();
    if (options.read_only) {
      rocksdb::BackupEngineReadOnly* opened = nullptr;
      const rocksdb::Status status = rocksdb::BackupEngineReadOnly::Open(settings, env, &opened);
      reader_.reset(opened);
      return BackupStatus(status, "opening " + folder_);
    }
    rocksdb::BackupEngine* opened = nullptr;
    const rocksdb::Status status = rocksdb::BackupEngine::Open(settings, env, &opened);
    writer_.reset(opened);
    return BackupStatus(status, "opening " + folder_);
  }

  const std::string& folder() const { return folder_; }
  rocksdb::BackupEngine& writer() { return *writer_; }
  const rocksdb::BackupEngineReadOnlyBase& reader() const {
    if (writer_) return *writer_;
    return *reader_;
  }

 private:
  const std::string folder_;
  WarningLogger logger_;
  std::unique_ptr<rocksdb::BackupEngine> writer_;
  std::unique_ptr<rocksdb::BackupEngineReadOnly> reader_;
};

RocksDbBackups::RocksDbBackups(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
RocksDbBackups::~RocksDbBackups() = default;

absl::StatusOr<std::unique_ptr<RocksDbBackups>> RocksDbBackups::Open(
    const EngineBackupOptions& options) {
  auto engine = std::make_unique<Engine>(options);
  CAIRN_RETURN_IF_ERROR(engine->Open(options));
  return std::unique_ptr<RocksDbBackups>(new RocksDbBackups(std::move(engine)));
}

absl::StatusOr<uint32_t> RocksDbBackups::Create(const RocksDbStorage& storage,
                                                const Progress& progress) {
  rocksdb::BackupEngine& engine = engine_->writer();
  std::atomic<uint64_t> copied = 0;
  rocksdb::CreateBackupOptions settings;
  // Rows in table files are shared with the next backup; rows in a write-ahead log never are.
  settings.flush_before_backup = true;
  settings.progress_callback = [&] {
    if (!progress(copied += kProgressBytes)) engine.StopBackup();
  };
  rocksdb::BackupID id = 0;
  CAIRN_RETURN_IF_ERROR(
      BackupStatus(engine.CreateNewBackup(settings, &storage.engine(), &id), "copying the log"));
  return id;
}

absl::Status RocksDbBackups::Remove(uint32_t id) {
  return BackupStatus(engine_->writer().DeleteBackup(id), "removing an old backup");
}

std::vector<uint32_t> RocksDbBackups::Ids() const {
  std::vector<rocksdb::BackupInfo> backups;
  engine_->reader().GetBackupInfo(&backups);
  std::vector<uint32_t> ids;
  ids.reserve(backups.size());
  for (const rocksdb::BackupInfo& backup : backups) ids.push_back(backup.backup_id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

uint64_t RocksDbBackups::Bytes(uint32_t id) const {
  rocksdb::BackupInfo backup;
  const rocksdb::Status status = engine_->reader().GetBackupInfo(id, &backup);
  return status.ok() ? backup.size : 0;
}

absl::StatusOr<uint64_t> RocksDbBackups::BytesOnDisk() const {
  std::error_code error;
  uint64_t bytes = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(engine_->folder(), error)) {
    if (entry.is_regular_file(error)) bytes += entry.file_size(error);
  }
  if (!error) return bytes;
  return BackupStatus(rocksdb::Status::IOError(error.message()), "listing " + engine_->folder());
}

absl::Status RocksDbBackups::Verify(uint32_t id) const {
  return BackupStatus(engine_->reader().VerifyBackup(id, /*verify_with_checksum=*/true),
                      absl::StrFormat("checking backup %d", id));
}

absl::StatusOr<std::unique_ptr<RocksDbStorage>> RocksDbBackups::OpenCopy(uint32_t id) const {
  rocksdb::BackupInfo backup;
  CAIRN_RETURN_IF_ERROR(
      BackupStatus(engine_->reader().GetBackupInfo(id, &backup, /*include_file_details=*/true),
                   absl::StrFormat("opening backup %d", id)));
  return RocksDbStorage::Open(
      {.folder = backup.name_for_open, .env = backup.env_for_open.get(), .read_only = true});
}

absl::Status RocksDbBackups::CopyTo(uint32_t id, const std::string& folder) const {
  return BackupStatus(engine_->reader().RestoreDBFromBackup(id, folder, folder),
                      absl::StrFormat("copying backup %d", id));
}

}  // namespace cairn
