#include "eventstore/backup/restore.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include <sys/stat.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"

#include "eventstore/backup/backup.h"
#include "eventstore/backup/backup_folder.h"
#include "eventstore/backup/restored_keys.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/file_handle.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/event_log.h"
#include "eventstore/ledger/head_witness.h"
#include "eventstore/ledger/ledger.h"
#include "eventstore/ledger/private_file.h"
#include "eventstore/ledger/tree_check.h"
#include "eventstore/log_rows.h"
#include "eventstore/scrub/scrub.h"
#include "eventstore/storage/rocksdb_backup.h"
#include "eventstore/storage/rocksdb_storage.h"

namespace cairn {
namespace {

namespace fs = std::filesystem;

// Lies in the folder as long as the restore into it is not finished.
constexpr char kUnfinishedMarker[] = "restore.unfinished";

absl::Status CannotRestore(const std::string& path, std::string_view why) {
  return Refusal(v1::ERROR_REASON_NOT_SERVING, absl::StrFormat("%s %s.", path, why));
}

absl::Status DamagedBackup(std::string_view sentence) {
  return Refusal(v1::ERROR_REASON_DATA_DAMAGED,
                 absl::StrFormat("%s Restore another backup.", sentence));
}

absl::Status CheckTarget(const std::string& data) {
  std::error_code error;
  if (!fs::exists(data, error) || fs::is_empty(data, error)) return absl::OkStatus();
  return CannotRestore(data,
                       "exists and is not empty; name a new folder: a restore overwrites nothing");
}

absl::StatusOr<BackupMark> ChosenBackup(const RestoreOptions& options) {
  CAIRN_ASSIGN_OR_RETURN(const std::vector<BackupMark> marks, CompleteBackups(options.backup));
  if (marks.empty()) return CannotRestore(options.backup, "holds no complete backup");
  if (options.backup_id == 0) return marks.back();
  for (const BackupMark& mark : marks) {
    if (mark.id == options.backup_id) return mark;
  }
  return CannotRestore(options.backup,
                       absl::StrFormat("holds no complete backup %d; the newest is %d",
                                       options.backup_id, marks.back().id));
}

// Nothing if nobody has kept the witness.
absl::StatusOr<std::optional<WitnessedHead>> SeenHead(const RestoreOptions& options,
                                                      const BackupMark& mark) {
  if (options.old_witness.empty()) return std::optional<WitnessedHead>();
  CAIRN_ASSIGN_OR_RETURN(const HeadWitness witness, HeadWitness::Open(options.old_witness));
  const WitnessedHead seen = witness.newest();
  if (seen.ledger_id == mark.ledger_id) return std::optional<WitnessedHead>(seen);
  return absl::FailedPreconditionError(
      absl::StrFormat("%s is the head witness of another log than the backup's. Name the witness "
                      "that belongs to it.",
                      options.old_witness));
}

absl::Status CheckSize(const BackupMark& mark, const std::optional<WitnessedHead>& seen) {
  if (!seen) {
    return absl::FailedPreconditionError(absl::StrFormat(
        "The backup holds %d events, and without the head witness of the lost log nobody can tell "
        "how many there were. Name it with --witness; if it is lost too, accept the loss with "
        "--accept-loss.",
        mark.size));
  }
  if (mark.size >= seen->size) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrFormat(
      "The backup holds %d events and the head witness has seen %d: %d acknowledged events would "
      "be "
      "lost. Restore a newer backup; if there is none, accept the loss with --accept-loss.",
      mark.size, seen->size, seen->size - mark.size));
}

absl::Status MakeWorkFolder(const std::string& work) {
  std::error_code error;
  if (fs::exists(work, error)) {
    if (!fs::exists(fs::path(work) / kUnfinishedMarker, error)) {
      return CannotRestore(work, "is there, and no restore has made it; move it away");
    }
    fs::remove_all(work, error);
  }
  fs::create_directories(fs::path(fs::absolute(work)).parent_path(), error);
  if (mkdir(work.c_str(), 0700) != 0) return CannotRestore(work, "cannot be made");
  return CreatePrivateFile((fs::path(work) / kUnfinishedMarker).string(), "");
}

// The parts of one restore, in the order in which they run.
class RestoreRun {
 public:
  RestoreRun(const RestoreOptions& options, BackupMark mark,
             const std::optional<WitnessedHead>& seen, Vault& vault)
      : options_(options),
        mark_(std::move(mark)),
        seen_(seen),
        vault_(vault),
        work_(options.data + ".restoring") {}

  absl::StatusOr<RestoreReport> Run(Clock& clock, Random& random) {
    CAIRN_RETURN_IF_ERROR(MakeWorkFolder(work_));
    CAIRN_RETURN_IF_ERROR(Copy());
    CAIRN_ASSIGN_OR_RETURN(const std::unique_ptr<RocksDbStorage> storage,
                           RocksDbStorage::Open({.folder = work_ + "/log"}));
    CAIRN_RETURN_IF_ERROR(ReplaceKeys(*storage));
    CAIRN_RETURN_IF_ERROR(CheckTreeOf(*storage));
    CAIRN_RETURN_IF_ERROR(BeginGeneration(*storage, clock, random));
    if (options_.before_placing) {
      CAIRN_RETURN_IF_ERROR(options_.before_placing(work_, report_));
    }
    return report_;
  }

  absl::Status MoveIntoPlace() const {
    std::error_code error;
    fs::remove(fs::path(work_) / kUnfinishedMarker, error);
    fs::remove(options_.data, error);  // an empty folder, or nothing
    fs::rename(work_, options_.data, error);
    if (error) return CannotRestore(options_.data, "cannot be put in place: " + error.message());
    const std::string parent = fs::absolute(options_.data).parent_path();
    return SyncFolder(parent) ? absl::OkStatus() : CannotRestore(parent, "cannot be synced");
  }

 private:
  void Tell(std::string_view stage, uint64_t done, uint64_t total) const {
    options_.progress({.stage = stage, .done = done, .total = total});
  }

  absl::Status Copy() {
    const std::string engine = BackupFolder::ForReading(options_.backup).engine();
    CAIRN_ASSIGN_OR_RETURN(const std::unique_ptr<RocksDbBackups> backups,
                           RocksDbBackups::Open({.folder = engine, .read_only = true}));
    const uint64_t bytes = backups->Bytes(mark_.id);
    Tell("copying", 0, bytes);
    CAIRN_RETURN_IF_ERROR(backups->CopyTo(mark_.id, work_ + "/log"));
    Tell("copying", bytes, bytes);
    return absl::OkStatus();
  }

  absl::Status ReplaceKeys(Storage& storage) {
    Tell("keys", 0, 0);
    CAIRN_ASSIGN_OR_RETURN(const std::string newest,
                           BackupFolder::ForReading(options_.backup).NewestKeyRows());
    CAIRN_ASSIGN_OR_RETURN(report_.keys_replaced,
                           ReplaceStaleKeys(storage, mark_.ledger_id, vault_, newest));
    return absl::OkStatus();
  }

  absl::Status CheckTreeOf(const Storage& storage) {
    Tell("tree", 0, mark_.size);
    CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> row,
                           storage.Get(Space::kMeta, kHeadKey));
    CAIRN_ASSIGN_OR_RETURN(const LogHead head, DecodeLogHead(row.value_or("")));
    if (head.position != mark_.size || head.root != mark_.root ||
        head.generation != mark_.generation) {
      return DamagedBackup("The backup does not end where its mark says.");
    }
    CAIRN_RETURN_IF_ERROR(CheckTree(storage, mark_.size, mark_.root));
    Tell("tree", mark_.size, mark_.size);
    if (!seen_ || seen_->size > mark_.size) return absl::OkStatus();
    CAIRN_ASSIGN_OR_RETURN(const std::unique_ptr<Ledger> ledger, Ledger::Load(storage, mark_.size));
    CAIRN_ASSIGN_OR_RETURN(const Hash root, ledger->Root(seen_->size));
    if (root == seen_->root || options_.accept_loss) return absl::OkStatus();
    return absl::FailedPreconditionError(absl::StrFormat(
        "The first %d events of the backup are not those that the head witness has seen: it is of "
        "another history of this log. Restore a backup that was made since; if there is none, "
        "accept the loss with --accept-loss.",
        seen_->size));
  }

  // What the generation before is known to have had. A witness of another generation than the
  // backup's speaks of positions that this tree may never have had.
  SuccessionBody Succession() const {
    SuccessionBody body{.ledger_id = mark_.ledger_id,
                        .generation = mark_.generation + 1,
                        .previous_generation = mark_.generation,
                        .previous_size = mark_.size,
                        .previous_root = mark_.root};
    if (!seen_) return body;
    body.generation = std::max(mark_.generation, seen_->generation) + 1;
    if (seen_->generation == mark_.generation && seen_->size > mark_.size) {
      body.previous_size = seen_->size;
      body.previous_root = seen_->root;
    }
    return body;
  }

  absl::Status BeginGeneration(RocksDbStorage& storage, Clock& clock, Random& random) {
    Tell("succession", 0, 0);
    CAIRN_ASSIGN_OR_RETURN(HeadWitness witness, HeadWitness::Create(work_ + "/head.witness",
                                                                    {.ledger_id = mark_.ledger_id,
                                                                     .generation = mark_.generation,
                                                                     .size = mark_.size,
                                                                     .root = mark_.root}));
    const SuccessionBody body = Succession();
    CAIRN_ASSIGN_OR_RETURN(
        const std::unique_ptr<EventLog> log,
        EventLog::Open({.succession = body}, storage, vault_, witness, clock, random));
    report_.backup_id = mark_.id;
    report_.restored = mark_.size;
    report_.witnessed = seen_.has_value();
    report_.previous_generation = seen_ ? seen_->generation : mark_.generation;
    report_.previous_size = seen_ ? seen_->size : mark_.size;
    report_.lost = report_.previous_size > mark_.size ? report_.previous_size - mark_.size : 0;
    report_.head = log->Head();
    report_.erasures_replayed = report_.head.position - mark_.size - 1;
    report_.origin = NextOrigin(mark_.origin, report_.head.generation);
    return ScrubAll(*log, storage);
  }

  absl::Status ScrubAll(const EventLog& log, const Storage& storage) const {
    ScrubOptions scrub;
    scrub.progress = [this](const ScrubProgress& progress) {
      Tell("scrub", progress.bytes_done, progress.bytes_total);
    };
    CAIRN_ASSIGN_OR_RETURN(const ScrubReport found, Scrub(log, storage, vault_, scrub));
    if (found.damages_all == 0) return absl::OkStatus();
    const Damage& first = found.damages.front();
    return DamagedBackup(absl::StrFormat(
        "The backup is damaged in %d places. The first: %s, %s. %s", found.damages_all,
        first.space ? SpaceName(*first.space) : "files", first.where, first.sentence));
  }

  const RestoreOptions& options_;
  const BackupMark mark_;
  const std::optional<WitnessedHead> seen_;
  Vault& vault_;
  const std::string work_;
  RestoreReport report_;
};

}  // namespace

absl::StatusOr<RestoreReport> Restore(const RestoreOptions& options, Vault& vault, Clock& clock,
                                      Random& random) {
  CAIRN_RETURN_IF_ERROR(CheckTarget(options.data));
  CAIRN_ASSIGN_OR_RETURN(BackupMark mark, ChosenBackup(options));
  CAIRN_ASSIGN_OR_RETURN(const std::optional<WitnessedHead> seen, SeenHead(options, mark));
  if (!options.accept_loss) CAIRN_RETURN_IF_ERROR(CheckSize(mark, seen));
  RestoreRun run(options, std::move(mark), seen, vault);
  CAIRN_ASSIGN_OR_RETURN(RestoreReport report, run.Run(clock, random));
  CAIRN_RETURN_IF_ERROR(run.MoveIntoPlace());
  return report;
}

std::string NextOrigin(std::string_view origin, uint32_t generation) {
  const size_t slash = origin.rfind('/');
  uint32_t number = 0;
  if (slash != std::string_view::npos &&
      absl::SimpleAtoi(std::string(origin.substr(slash + 1)), &number)) {
    origin = origin.substr(0, slash);
  }
  return absl::StrFormat("%s/%d", origin, generation);
}

}  // namespace cairn
