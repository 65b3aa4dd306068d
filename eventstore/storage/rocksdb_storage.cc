// Rows of the storage itself, in the default column family:
//   "format" -> u16     1: what is described in rocksdb_settings.h; a greater one is not opened
//   "head"   -> u64     the log's head, written in the batch that moves it
#include "eventstore/storage/rocksdb_storage.h"

#include <filesystem>
#include <utility>

#include <sys/statvfs.h>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/storage/rocksdb_failure.h"
#include "eventstore/storage/rocksdb_files.h"
#include "eventstore/storage/rocksdb_settings.h"
#include "rocksdb/db.h"
#include "rocksdb/env.h"
#include "rocksdb/perf_level.h"
#include "rocksdb/write_batch.h"

namespace cairn {
namespace {

constexpr char kFormatKey[] = "format";
constexpr char kHeadKey[] = "head";
constexpr uint16_t kFormat = 1;
// More rows than any page of ours asks for.
constexpr size_t kLongScanRows = 10'000;

// Whether a scan goes through the space: a range that has an end is a page, and megabytes read
// ahead of it would be read for nothing.
bool WalksTheSpace(const ScanRange& range) {
  return range.to_exclusive.empty() && range.limit > kLongScanRows;
}

absl::Status StorageStatus(const rocksdb::Status& status, std::string_view doing) {
  if (status.ok()) return absl::OkStatus();
  if (status.IsCorruption()) {
    return Refusal(v1::ERROR_REASON_DATA_DAMAGED,
                   absl::StrFormat("Stored bytes are damaged (%s: %s). Run a scrub, and restore "
                                   "from a backup what it names.",
                                   doing, status.ToString()));
  }
  return Refusal(v1::ERROR_REASON_NOT_SERVING,
                 absl::StrFormat("The storage cannot be used (%s: %s). Check the disk, and that no "
                                 "other server uses the folder.",
                                 doing, status.ToString()));
}

}  // namespace

class RocksDbStorage::Engine {
 public:
  static absl::StatusOr<std::unique_ptr<Engine>> Open(const RocksDbOptions& options) {
    auto engine = std::unique_ptr<Engine>(new Engine(options));
    CAIRN_RETURN_IF_ERROR(engine->OpenFiles(options));
    CAIRN_RETURN_IF_ERROR(engine->CheckFormat());
    CAIRN_ASSIGN_OR_RETURN(const uint64_t head, engine->StoredHead());
    MutexLock lock(engine->commit_mutex_);
    engine->head_ = head;
    return engine;
  }

  ~Engine() {
    for (rocksdb::ColumnFamilyHandle* family : families_) db_->DestroyColumnFamilyHandle(family);
  }

  // For the calling thread RocksDB counts nothing from here on: nobody reads its counters, and in a
  // library they cost a call or two for every two keys that are compared.
  rocksdb::DB& db() const {
    rocksdb::SetPerfLevel(rocksdb::PerfLevel::kDisable);
    return *db_;
  }
  const std::string& folder() const { return folder_; }
  // The files of a fault test; null: the machine's.
  rocksdb::Env* fault_env() const { return fault_env_; }
  const FailureLatch& failure() const { return *failure_; }
  rocksdb::ColumnFamilyHandle* FamilyOf(Space space) const {
    rocksdb::ColumnFamilyHandle* family = by_space_[static_cast<size_t>(space)];
    CAIRN_CHECK(family != nullptr);  // the folder was opened with other spaces
    return family;
  }

  absl::StatusOr<uint64_t> StoredHead() const {
    CAIRN_ASSIGN_OR_RETURN(const std::string value, OwnRow(kHeadKey));
    if (value.empty()) return 0;
    ByteReader reader(value);
    const uint64_t head = reader.U64();
    if (reader.AtEnd()) return head;
    return StorageStatus(rocksdb::Status::Corruption("the head row"), "reading the head");
  }

  CommitOutcome Commit(const Batch& batch, uint64_t expected_head, uint64_t new_head) {
    MutexLock lock(commit_mutex_);
    if (failure_->IsSet()) return CommitOutcome::kUnknown;
    if (head_ != expected_head) return CommitOutcome::kAborted;
    rocksdb::WriteBatch write = NewWrite(batch);
    Must(write.Put(families_[0], kHeadKey, U64Key(new_head)));
    if (!Write(write)) return CommitOutcome::kUnknown;
    head_ = new_head;
    return CommitOutcome::kCommitted;
  }

  absl::Status PutImmutable(const Batch& batch) {
    MutexLock lock(immutable_mutex_);
    for (const Batch::Change& change : batch.changes()) {
      CAIRN_RETURN_IF_ERROR(RefuseOtherValue(change));
    }
    if (failure_->IsSet()) return failure_->status();
    rocksdb::WriteBatch write = NewWrite(batch);
    return Write(write) ? absl::OkStatus() : failure_->status();
  }

 private:
  explicit Engine(const RocksDbOptions& options)
      : folder_(options.folder), fault_env_(options.env), synced_(options.synced) {}

  absl::Status OpenFiles(const RocksDbOptions& options) {
    if (!options.read_only) CAIRN_RETURN_IF_ERROR(CreateFolder(options));
    CAIRN_RETURN_IF_ERROR(RefuseRowsWithoutCurrent(options));
    const rocksdb::DBOptions settings = DatabaseSettings(options, failure_);
    rocksdb::DB* opened = nullptr;
    const rocksdb::Status status =
        options.read_only
            ? rocksdb::DB::OpenForReadOnly(settings, folder_, FamilySettings(options), &families_,
                                           &opened)
            : rocksdb::DB::Open(settings, folder_, FamilySettings(options), &families_, &opened);
    db_.reset(opened);
    for (size_t i = 1; i < families_.size(); ++i) {
      by_space_[static_cast<size_t>(options.spaces[i - 1])] = families_[i];
    }
    return StorageStatus(status, "opening " + folder_);
  }

  // Without its file CURRENT RocksDB would begin anew and remove the files of rows as strangers. A
  // creation that a crash cut short has neither rows nor a log of writes yet.
  absl::Status RefuseRowsWithoutCurrent(const RocksDbOptions& options) const {
    rocksdb::Env& env = options.env != nullptr ? *options.env : *rocksdb::Env::Default();
    if (env.FileExists(folder_ + "/CURRENT").ok()) return absl::OkStatus();
    std::vector<std::string> names;
    CAIRN_RETURN_IF_ERROR(StorageStatus(env.GetChildren(folder_, &names), "listing " + folder_));
    for (const std::string& name : names) {
      if (!name.ends_with(".sst") && !name.ends_with(".log")) continue;
      return Refusal(v1::ERROR_REASON_DATA_DAMAGED,
                     absl::StrFormat("%s holds data and its file CURRENT is missing. Put it back, "
                                     "or restore the log from a backup.",
                                     folder_));
    }
    return absl::OkStatus();
  }

  // RocksDB creates its folder too, but does not sync the entry that names it.
  absl::Status CreateFolder(const RocksDbOptions& options) const {
    rocksdb::Env& env = options.env != nullptr ? *options.env : *rocksdb::Env::Default();
    const std::string parent = std::filesystem::absolute(folder_).parent_path();
    CAIRN_RETURN_IF_ERROR(StorageStatus(env.CreateDirIfMissing(folder_), "creating " + folder_));
    std::unique_ptr<rocksdb::Directory> directory;
    CAIRN_RETURN_IF_ERROR(StorageStatus(env.NewDirectory(parent, &directory), "opening " + parent));
    return StorageStatus(directory->Fsync(), "syncing " + parent);
  }

  // The value of a row of the storage itself; empty if it is not there.
  absl::StatusOr<std::string> OwnRow(const char* key) const {
    std::string value;
    const rocksdb::Status status = db_->Get(ReadSettings(), families_[0], key, &value);
    if (status.IsNotFound()) return std::string();
    CAIRN_RETURN_IF_ERROR(StorageStatus(status, "reading the storage's own rows"));
    return value;
  }

  absl::Status CheckFormat() {
    CAIRN_ASSIGN_OR_RETURN(const std::string stored, OwnRow(kFormatKey));
    std::string ours;
    AppendU16(ours, kFormat);
    if (stored == ours) return absl::OkStatus();
    if (!stored.empty()) {
      return Refusal(
          v1::ERROR_REASON_DATA_DAMAGED,
          absl::StrFormat("%s was written in storage format 0x%s, and this server reads "
                          "format 0x%s. Install the version that wrote it, or a later one.",
                          folder_, ToHex(stored), ToHex(ours)));
    }
    return StorageStatus(db_->Put(WriteSettings(synced_), families_[0], kFormatKey, ours),
                         "beginning " + folder_);
  }

  absl::Status RefuseOtherValue(const Batch::Change& change) const {
    CAIRN_CHECK(change.value.has_value());
    rocksdb::PinnableSlice present;
    const rocksdb::Status status =
        db().Get(ReadSettings(), FamilyOf(change.space), change.key, &present);
    if (status.IsNotFound()) return absl::OkStatus();
    CAIRN_RETURN_IF_ERROR(StorageStatus(status, "reading a row that never changes"));
    if (present == *change.value) return absl::OkStatus();
    return absl::AlreadyExistsError(
        absl::StrFormat("%s: the key is there with another value", SpaceName(change.space)));
  }

  // Filling a batch in memory fails only by our own mistake.
  static void Must(const rocksdb::Status& status) { CAIRN_CHECK(status.ok()); }

  rocksdb::WriteBatch NewWrite(const Batch& batch) const {
    constexpr size_t kRowOverheadBytes = 16;
    rocksdb::WriteBatch write(batch.bytes() + kRowOverheadBytes * (batch.changes().size() + 2),
                              /*max_bytes=*/0, kProtectionBytesPerKey, /*default_cf_ts_sz=*/0);
    for (const Batch::Change& change : batch.changes()) {
      rocksdb::ColumnFamilyHandle* family = FamilyOf(change.space);
      Must(change.value ? write.Put(family, change.key, *change.value)
                        : write.Delete(family, change.key));
    }
    return write;
  }

  bool Write(rocksdb::WriteBatch& write) {
    const rocksdb::Status status = db().Write(WriteSettings(synced_), &write);
    if (!status.ok()) failure_->Set("a write failed", status);
    return status.ok();
  }

  const std::string folder_;
  rocksdb::Env* const fault_env_;
  const bool synced_;
  const std::shared_ptr<FailureLatch> failure_ = std::make_shared<FailureLatch>();
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> families_;  // the default one, then the spaces in order
  std::array<rocksdb::ColumnFamilyHandle*, kSpaces.size() + kViewSpaces.size()> by_space_{};
  Mutex commit_mutex_;
  uint64_t head_ ABSL_GUARDED_BY(commit_mutex_) = 0;
  Mutex immutable_mutex_;  // between looking for the keys and writing them
};

absl::StatusOr<std::unique_ptr<RocksDbStorage>> RocksDbStorage::Open(
    const RocksDbOptions& options) {
  CAIRN_ASSIGN_OR_RETURN(std::unique_ptr<Engine> engine, Engine::Open(options));
  return std::unique_ptr<RocksDbStorage>(new RocksDbStorage(std::move(engine)));
}

RocksDbStorage::RocksDbStorage(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
RocksDbStorage::~RocksDbStorage() = default;

absl::StatusOr<std::optional<std::string>> RocksDbStorage::Get(Space space,
                                                               std::string_view key) const {
  std::optional<std::string> value(std::in_place);
  const rocksdb::Status status =
      engine_->db().Get(ReadSettings(), engine_->FamilyOf(space), key, &*value);
  if (status.IsNotFound()) return std::optional<std::string>();
  CAIRN_RETURN_IF_ERROR(StorageStatus(status, "reading a row"));
  return value;
}

absl::StatusOr<std::vector<std::optional<std::string>>> RocksDbStorage::MultiGet(
    Space space, std::span<const std::string> keys) const {
  const std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
  std::vector<rocksdb::PinnableSlice> found(keys.size());
  std::vector<rocksdb::Status> statuses(keys.size());
  engine_->db().MultiGet(ReadSettings(), engine_->FamilyOf(space), keys.size(), slices.data(),
                         found.data(), statuses.data());
  std::vector<std::optional<std::string>> values(keys.size());
  for (size_t i = 0; i < keys.size(); ++i) {
    if (statuses[i].IsNotFound()) continue;
    CAIRN_RETURN_IF_ERROR(StorageStatus(statuses[i], "reading rows"));
    values[i] = found[i].ToString();
  }
  return values;
}

absl::Status RocksDbStorage::Scan(Space space, const ScanRange& range, const Visitor& visit) const {
  if (range.limit == 0) return absl::OkStatus();
  if (!range.to_exclusive.empty() && range.to_exclusive <= range.from) return absl::OkStatus();
  rocksdb::ReadOptions settings = WalksTheSpace(range) ? LongScanSettings() : ReadSettings();
  const rocksdb::Slice lower(range.from);
  const rocksdb::Slice upper(range.to_exclusive);
  settings.iterate_lower_bound = &lower;
  if (!range.to_exclusive.empty()) settings.iterate_upper_bound = &upper;

  const std::unique_ptr<rocksdb::Iterator> row(
      engine_->db().NewIterator(settings, engine_->FamilyOf(space)));
  size_t visited = 0;
  for (range.reverse ? row->SeekToLast() : row->SeekToFirst(); row->Valid();
       range.reverse ? row->Prev() : row->Next()) {
    const bool go_on = visit(row->key().ToStringView(), row->value().ToStringView());
    if (!go_on || ++visited == range.limit) break;
  }
  return StorageStatus(row->status(), "reading a range");
}

absl::StatusOr<uint64_t> RocksDbStorage::Head() const { return engine_->StoredHead(); }

CommitOutcome RocksDbStorage::Commit(const Batch& batch, uint64_t expected_head,
                                     uint64_t new_head) {
  return engine_->Commit(batch, expected_head, new_head);
}

absl::Status RocksDbStorage::PutImmutable(const Batch& batch) {
  return engine_->PutImmutable(batch);
}

absl::Status RocksDbStorage::VerifyMedium(const MediumCheck& check) const {
  return StorageStatus(VerifyFiles(engine_->db(), engine_->folder(), check), "checking files");
}

uint64_t RocksDbStorage::StoredBytes() const {
  uint64_t bytes = 0;
  engine_->db().GetAggregatedIntProperty(rocksdb::DB::Properties::kLiveSstFilesSize, &bytes);
  uint64_t in_memory = 0;
  engine_->db().GetAggregatedIntProperty(rocksdb::DB::Properties::kCurSizeAllMemTables, &in_memory);
  return bytes + in_memory;
}

rocksdb::DB& RocksDbStorage::engine() const { return engine_->db(); }

absl::Status RocksDbStorage::Failure() const { return engine_->failure().status(); }

absl::StatusOr<uint64_t> RocksDbStorage::FreeBytes() const {
  if (rocksdb::Env* env = engine_->fault_env()) {
    uint64_t bytes = 0;
    CAIRN_RETURN_IF_ERROR(
        StorageStatus(env->GetFreeSpace(engine_->folder(), &bytes), "reading the free space"));
    return bytes;
  }
  struct statvfs disk {};
  if (::statvfs(engine_->folder().c_str(), &disk) != 0) {
    return Refusal(v1::ERROR_REASON_NOT_SERVING, "The free space of the disk cannot be read.");
  }
  return static_cast<uint64_t>(disk.f_bavail) * disk.f_frsize;
}

}  // namespace cairn
