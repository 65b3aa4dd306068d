#include "eventstore/backup/backup.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_format.h"

#include "eventstore/backup/backup_folder.h"
#include "eventstore/backup/key_rows_file.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/ledger/tree_check.h"
#include "eventstore/log_rows.h"
#include "eventstore/storage/rocksdb_backup.h"

namespace cairn {
namespace {

// The copy may hold a commit that is being witnessed; longer than this it does not take.
constexpr int64_t kPublishWaitMs = 10'000;

absl::Status NotProved(std::string_view sentence) {
  return Refusal(
      v1::ERROR_REASON_DATA_DAMAGED,
      absl::StrFormat("The backup does not prove itself: %s Earlier backups stay as they "
                      "are. Scrub the log, and look at both disks.",
                      sentence));
}

bool Contains(const std::vector<BackupMark>& marks, uint32_t id) {
  return std::any_of(marks.begin(), marks.end(),
                     [id](const BackupMark& mark) { return mark.id == id; });
}

// What a run that was cut short has left: files that no mark counts.
absl::Status RemoveUnmarked(RocksDbBackups& backups, const std::vector<BackupMark>& marks) {
  for (const uint32_t id : backups.Ids()) {
    if (!Contains(marks, id)) CAIRN_RETURN_IF_ERROR(backups.Remove(id));
  }
  return absl::OkStatus();
}

// The head of the copy, once its own leaves give its root and the log's tree gives the same.
absl::StatusOr<LogHead> ProveCopy(const EventLog& log, const LogHead& before,
                                  const RocksDbBackups& backups, uint32_t id) {
  CAIRN_ASSIGN_OR_RETURN(const std::unique_ptr<RocksDbStorage> copy, backups.OpenCopy(id));
  CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> row, copy->Get(Space::kMeta, kHeadKey));
  CAIRN_ASSIGN_OR_RETURN(const LogHead head, DecodeLogHead(row.value_or("")));
  if (head.position < before.position || head.generation != before.generation) {
    return NotProved(absl::StrFormat("It ends at position %d, and the log was at %d.",
                                     head.position, before.position));
  }
  if (!log.WaitFor(head.position, kPublishWaitMs)) {
    return Refusal(v1::ERROR_REASON_NOT_SERVING, "The log has stopped; nothing was backed up.");
  }
  CAIRN_ASSIGN_OR_RETURN(const Hash root, log.ledger().Root(head.position));
  if (root != head.root) return NotProved("Its root is not that of the log.");
  const absl::Status tree = CheckTree(*copy, head.position, head.root);
  if (!tree.ok()) return NotProved(std::string(tree.message()));
  return head;
}

absl::StatusOr<KeyRowsFile> RenewKeyRows(const Storage& storage, const LedgerId& ledger_id,
                                         const Vault& vault, const BackupFolder& folder) {
  CAIRN_ASSIGN_OR_RETURN(const std::string path, folder.NextKeyRows());
  CAIRN_RETURN_IF_ERROR(WriteKeyRows(storage, ledger_id, path).status());
  const absl::StatusOr<KeyRowsFile> file = ProveKeyRows(path, vault);
  // A file that is not proved must not be the newest.
  CAIRN_RETURN_IF_ERROR(file.ok() ? folder.RemoveOlderKeyRows() : folder.RemoveKeyRows(path));
  return file;
}

// Marks go first: what has no mark does not count.
absl::Status RemoveOld(RocksDbBackups& backups, const BackupFolder& folder, size_t keep) {
  CAIRN_ASSIGN_OR_RETURN(const std::vector<BackupMark> marks, folder.Marks());
  for (size_t i = 0; i + std::max<size_t>(keep, 1) < marks.size(); ++i) {
    CAIRN_RETURN_IF_ERROR(folder.RemoveMark(marks[i].id));
  }
  CAIRN_ASSIGN_OR_RETURN(const std::vector<BackupMark> kept, folder.Marks());
  return RemoveUnmarked(backups, kept);
}

}  // namespace

absl::StatusOr<BackupReport> BackUp(const EventLog& log, RocksDbStorage& storage, Vault& vault,
                                    const BackupOptions& options) {
  CAIRN_ASSIGN_OR_RETURN(const BackupFolder folder, BackupFolder::OpenForWriting(options.folder));
  CAIRN_ASSIGN_OR_RETURN(
      const std::unique_ptr<RocksDbBackups> backups,
      RocksDbBackups::Open({.folder = folder.engine(), .bytes_per_s = options.bytes_per_s}));
  CAIRN_ASSIGN_OR_RETURN(const std::vector<BackupMark> marks, folder.Marks());
  CAIRN_RETURN_IF_ERROR(RemoveUnmarked(*backups, marks));
  CAIRN_ASSIGN_OR_RETURN(const uint64_t bytes_before, backups->BytesOnDisk());

  const LogHead before = log.Head();
  const uint64_t bytes_expected = storage.StoredBytes();
  CAIRN_ASSIGN_OR_RETURN(const uint32_t id, backups->Create(storage, [&](uint64_t copied) {
    options.progress({copied, std::max(copied, bytes_expected)});
    return !options.cancelled();
  }));
  CAIRN_ASSIGN_OR_RETURN(const uint64_t bytes_after, backups->BytesOnDisk());
  CAIRN_ASSIGN_OR_RETURN(const LogHead head, ProveCopy(log, before, *backups, id));
  if (options.verify_files) CAIRN_RETURN_IF_ERROR(backups->Verify(id));
  CAIRN_ASSIGN_OR_RETURN(const KeyRowsFile keys,
                         RenewKeyRows(storage, log.ledger_id(), vault, folder));

  BackupReport report{.mark = {.id = id,
                               .ledger_id = log.ledger_id(),
                               .generation = head.generation,
                               .size = head.position,
                               .root = head.root,
                               .origin = options.origin,
                               .made_at_us = options.now_us},
                      .bytes_copied = bytes_after - bytes_before + keys.bytes,
                      .bytes_total = backups->Bytes(id) + keys.bytes,
                      .keys = keys.rows};
  if (options.cancelled()) return absl::CancelledError("The backup was stopped, as asked.");
  CAIRN_RETURN_IF_ERROR(folder.AddMark(report.mark));
  CAIRN_RETURN_IF_ERROR(RemoveOld(*backups, folder, options.keep));
  return report;
}

absl::StatusOr<uint64_t> RenewKeys(const EventLog& log, const Storage& storage, Vault& vault,
                                   const std::string& folder_path) {
  CAIRN_ASSIGN_OR_RETURN(const BackupFolder folder, BackupFolder::OpenForWriting(folder_path));
  CAIRN_ASSIGN_OR_RETURN(const KeyRowsFile file,
                         RenewKeyRows(storage, log.ledger_id(), vault, folder));
  return file.rows;
}

absl::StatusOr<std::vector<BackupMark>> CompleteBackups(const std::string& folder) {
  return BackupFolder::ForReading(folder).Marks();
}

}  // namespace cairn
