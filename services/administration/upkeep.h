// Upkeep: what keeps a log that is in use safe: copies, checks, new keys. Knows no child, and shows
// nothing about any. Thread-safe.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "cairn/v1/admin_service.pb.h"

#include "eventstore/base/clock.h"
#include "eventstore/base/mutex.h"
#include "eventstore/event_log.h"
#include "eventstore/keys/vault.h"
#include "eventstore/storage/rocksdb_storage.h"
#include "services/access/caller.h"
#include "services/administration/background_task.h"

namespace cairn {

class Upkeep {
 public:
  struct Settings {
    // Where backups go; empty: there are none, and keys cannot be rotated.
    std::string backup_folder;
    // Bytes a second at most; 0: as fast as the disks go.
    uint64_t backup_bytes_per_s = 0;
    uint64_t scrub_bytes_per_s = 0;
    // Of the log's checkpoints; kept with every backup.
    std::string origin;
    // Where the outcome of the last scrub is kept (last_scrub.h); empty: nowhere.
    std::string last_scrub_file;
  };

  // All must outlive it.
  Upkeep(EventLog& log, RocksDbStorage& storage, Vault& vault, Clock& clock, Settings settings);
  ~Upkeep() { Stop(); }

  bool has_backup_folder() const { return !settings_.backup_folder.empty(); }

  // Begins a backup or joins the one with this id; its progress and end are in `backup()`.
  //   NO_BACKUP_FOLDER, ALREADY_RUNNING, NOT_SERVING (stopping)
  absl::Status BeginBackup(const RequestId& id, uint64_t bytes_per_s);
  BackgroundTask<v1::BackupReport>& backup() { return backup_; }

  // The same for a rotation of the master key, which ends with a renewed keys file in the backup.
  absl::Status BeginRotation(const RequestKey& request);
  BackgroundTask<v1::RotateKeysReport>& rotation() { return rotation_; }

  // Takes one message of a scrub. False ends it.
  using ScrubSink = std::function<bool(const v1::ScrubResponse&)>;
  // Reads everything again, in this thread, and ends with the report. OK also when `sink` ended it.
  //   INVALID_REQUEST  the cursor is none of this log
  //   ALREADY_RUNNING, NOT_SERVING
  absl::Status Scrub(const v1::ScrubRequest& request, const ScrubSink& sink);
  // The last scrub that came to its end.
  std::optional<v1::ScrubReport> last_scrub() const;

  // Ends what is running, early, and begins nothing more. Idempotent.
  void Stop();
  bool stopping() const;

 private:
  using BackupTask = BackgroundTask<v1::BackupReport>;
  using RotationTask = BackgroundTask<v1::RotateKeysReport>;

  absl::StatusOr<v1::BackupReport> BackUpNow(uint64_t bytes_per_s, const BackupTask::Desk& desk);
  absl::StatusOr<v1::RotateKeysReport> RotateNow(const RequestKey& request,
                                                 const RotationTask::Desk& desk);
  // Nothing when `sink` ended it.
  absl::StatusOr<std::optional<v1::ScrubReport>> ScrubNow(const v1::ScrubRequest& request,
                                                          const ScrubSink& sink);

  EventLog& log_;
  RocksDbStorage& storage_;
  Vault& vault_;
  Clock& clock_;
  const Settings settings_;
  BackupTask backup_;
  RotationTask rotation_;
  mutable Mutex mutex_;
  bool scrubbing_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::optional<v1::ScrubReport> last_scrub_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace cairn
