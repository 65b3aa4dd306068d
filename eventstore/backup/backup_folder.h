// The folder of the backups, as files: where each part is, who may write, which backups count.
// One thread; one process writes at a time.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/backup/backup.h"
#include "eventstore/base/file_handle.h"

namespace cairn {

// Bytes of <folder>/complete/<id>:
//   "CAIRNBM1" ‖ u32 id ‖ ledger_id[16] ‖ u32 generation ‖ u64 size ‖ root[32] ‖ i64 made_at
//   ‖ u16 origin_size ‖ origin ‖ H(all before)[32]
std::string EncodeBackupMark(const BackupMark& mark);
// DATA_DAMAGED unless EncodeBackupMark wrote it.
absl::StatusOr<BackupMark> DecodeBackupMark(std::string_view bytes);

class BackupFolder {
 public:
  // Creates what is not there, and takes the lock; it is held as long as this lives. NOT_SERVING if
  // another process has it, or the system refuses.
  static absl::StatusOr<BackupFolder> OpenForWriting(const std::string& folder);
  // Without lock or changes.
  static BackupFolder ForReading(const std::string& folder) {
    return BackupFolder(folder, FileHandle());
  }

  std::string engine() const { return folder_ + "/engine"; }

  // Oldest first.
  absl::StatusOr<std::vector<BackupMark>> Marks() const;
  absl::Status AddMark(const BackupMark& mark) const;
  absl::Status RemoveMark(uint32_t id) const;

  // The newest keys file; empty if there is none.
  absl::StatusOr<std::string> NewestKeyRows() const;
  // A path after the newest one.
  absl::StatusOr<std::string> NextKeyRows() const;
  absl::Status RemoveKeyRows(const std::string& path) const;
  // Removes all but the newest.
  absl::Status RemoveOlderKeyRows() const;

 private:
  BackupFolder(std::string folder, FileHandle lock)
      : folder_(std::move(folder)), lock_(std::move(lock)) {}

  std::string MarkPath(uint32_t id) const;
  // Numbers of the files <folder>/<part>/NNNNNNNNNN<suffix>, ascending.
  absl::StatusOr<std::vector<uint32_t>> Numbers(const std::string& part,
                                                std::string_view suffix) const;

  const std::string folder_;
  FileHandle lock_;  // the lock file, locked, or none
};

}  // namespace cairn
