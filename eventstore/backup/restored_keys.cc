#include "eventstore/backup/restored_keys.h"

#include <optional>
#include <set>
#include <string_view>

#include "absl/strings/str_format.h"

#include "eventstore/backup/key_rows_file.h"
#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"

namespace cairn {
namespace {

constexpr size_t kBatchBytes = size_t{1} << 20;

absl::Status Damaged(std::string_view sentence) {
  return Refusal(v1::ERROR_REASON_DATA_DAMAGED, sentence);
}

// Both spaces begin their keys with the record.
std::optional<RecordId> RecordOf(std::string_view key) {
  return RecordId::FromBytes(key.substr(0, RecordId::kSize));
}

using Records = std::set<RecordId>;

absl::StatusOr<Records> StaleRecords(const Storage& storage, const LedgerId& ledger_id,
                                     const Vault& vault) {
  Records stale;
  CAIRN_RETURN_IF_ERROR(
      storage.Scan(Space::kKeys, {}, [&](std::string_view key, std::string_view value) {
        ByteReader reader(key);
        const std::optional<RecordId> record = RecordId::FromBytes(reader.Bytes(RecordId::kSize));
        const KeyGeneration generation = reader.U16();
        if (!record || !reader.AtEnd()) return true;  // the scrub names it
        const absl::Status unwrapped =
            vault.Unwrap({ledger_id, *record, generation}, value).status();
        const bool erased = ReasonOf(unwrapped) == v1::ERROR_REASON_RECORD_ERASED;
        if (!unwrapped.ok() && !erased) stale.insert(*record);
        return true;
      }));
  return stale;
}

// Nobody else writes, so the batches need not be one.
class RowChanges {
 public:
  explicit RowChanges(Storage& storage) : storage_(storage) {}

  absl::Status Put(Space space, std::string_view key, std::string_view value) {
    batch_.Put(space, std::string(key), std::string(value));
    return batch_.bytes() < kBatchBytes ? absl::OkStatus() : Write();
  }
  absl::Status Delete(Space space, std::string_view key) {
    batch_.Delete(space, std::string(key));
    return batch_.bytes() < kBatchBytes ? absl::OkStatus() : Write();
  }
  absl::Status Write() {
    CAIRN_ASSIGN_OR_RETURN(const uint64_t head, storage_.Head());
    const CommitOutcome outcome = storage_.Commit(batch_, head, head);
    batch_ = Batch();
    if (outcome == CommitOutcome::kCommitted) return absl::OkStatus();
    return Refusal(v1::ERROR_REASON_NOT_SERVING, "The restored keys cannot be written.");
  }

 private:
  Storage& storage_;
  Batch batch_;
};

absl::Status DeleteRows(const Storage& storage, Space space, const Records& records,
                        RowChanges& changes) {
  absl::Status status;
  CAIRN_RETURN_IF_ERROR(storage.Scan(space, {}, [&](std::string_view key, std::string_view) {
    const std::optional<RecordId> record = RecordOf(key);
    if (record && records.contains(*record)) status = changes.Delete(space, key);
    return status.ok();
  }));
  return status;
}

}  // namespace

absl::StatusOr<uint64_t> ReplaceStaleKeys(Storage& storage, const LedgerId& ledger_id,
                                          const Vault& vault, const std::string& newest) {
  CAIRN_ASSIGN_OR_RETURN(const Records stale, StaleRecords(storage, ledger_id, vault));
  if (stale.empty()) return 0;
  if (newest.empty()) {
    return Damaged(absl::StrFormat(
        "The vault cannot unwrap the keys of %d records of the backup, and there is "
        "no keys file beside it. Use the vault that belongs to this log.",
        stale.size()));
  }
  CAIRN_ASSIGN_OR_RETURN(const KeyRowsFile file, ProveKeyRows(newest, vault));
  if (file.ledger_id != ledger_id) return Damaged("The keys file is of another log.");
  RowChanges changes(storage);
  CAIRN_RETURN_IF_ERROR(DeleteRows(storage, Space::kKeys, stale, changes));
  CAIRN_RETURN_IF_ERROR(DeleteRows(storage, Space::kEntryKeys, stale, changes));
  CAIRN_RETURN_IF_ERROR(
      ReadKeyRows(newest, [&](Space space, std::string_view key, std::string_view value) {
        const std::optional<RecordId> record = RecordOf(key);
        if (!record || !stale.contains(*record)) return absl::OkStatus();
        return changes.Put(space, key, value);
      }).status());
  CAIRN_RETURN_IF_ERROR(changes.Write());
  return stale.size();
}

}  // namespace cairn
