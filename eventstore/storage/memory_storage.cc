#include "eventstore/storage/memory_storage.h"

#include <limits>
#include <utility>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"

namespace cairn {

absl::StatusOr<std::optional<std::string>> MemoryStorage::Get(Space space,
                                                              std::string_view key) const {
  MutexLock lock(mutex_);
  return Find(space, key);
}

absl::StatusOr<std::vector<std::optional<std::string>>> MemoryStorage::MultiGet(
    Space space, std::span<const std::string> keys) const {
  MutexLock lock(mutex_);
  std::vector<std::optional<std::string>> values;
  values.reserve(keys.size());
  for (const std::string& key : keys) values.push_back(Find(space, key));
  return values;
}

absl::Status MemoryStorage::Scan(Space space, const ScanRange& range, const Visitor& visit) const {
  for (const auto& [key, value] : Copy(space, range)) {
    if (!visit(key, value)) break;
  }
  return absl::OkStatus();
}

std::vector<std::pair<std::string, std::string>> MemoryStorage::Copy(Space space,
                                                                     const ScanRange& range) const {
  MutexLock lock(mutex_);
  const Rows& rows = RowsOf(space);
  std::vector<std::pair<std::string, std::string>> copied;
  if (!range.to_exclusive.empty() && range.to_exclusive <= range.from) return copied;

  const auto first = rows.lower_bound(range.from);
  const auto last = range.to_exclusive.empty() ? rows.end() : rows.lower_bound(range.to_exclusive);
  if (range.reverse) {
    for (auto row = last; row != first && copied.size() < range.limit;) copied.emplace_back(*--row);
  } else {
    for (auto row = first; row != last && copied.size() < range.limit; ++row) {
      copied.emplace_back(*row);
    }
  }
  return copied;
}

absl::StatusOr<uint64_t> MemoryStorage::Head() const {
  MutexLock lock(mutex_);
  return head_;
}

CommitOutcome MemoryStorage::Commit(const Batch& batch, uint64_t expected_head, uint64_t new_head) {
  MutexLock lock(mutex_);
  if (head_ != expected_head) return CommitOutcome::kAborted;
  for (const Batch::Change& change : batch.changes()) {
    if (change.value) {
      RowsOf(change.space).insert_or_assign(change.key, *change.value);
    } else {
      RowsOf(change.space).erase(change.key);
    }
  }
  head_ = new_head;
  return CommitOutcome::kCommitted;
}

absl::Status MemoryStorage::PutImmutable(const Batch& batch) {
  MutexLock lock(mutex_);
  for (const Batch::Change& change : batch.changes()) {
    CAIRN_CHECK(change.value.has_value());
    const std::optional<std::string> present = Find(change.space, change.key);
    if (present && present != change.value) {
      return absl::AlreadyExistsError(
          absl::StrFormat("%s: the key is there with another value", SpaceName(change.space)));
    }
  }
  for (const Batch::Change& change : batch.changes()) {
    RowsOf(change.space).emplace(change.key, *change.value);
  }
  return absl::OkStatus();
}

absl::StatusOr<uint64_t> MemoryStorage::FreeBytes() const {
  return std::numeric_limits<uint64_t>::max();
}

const MemoryStorage::Rows& MemoryStorage::RowsOf(Space space) const {
  return spaces_[static_cast<size_t>(space)];
}

MemoryStorage::Rows& MemoryStorage::RowsOf(Space space) {
  return spaces_[static_cast<size_t>(space)];
}

std::optional<std::string> MemoryStorage::Find(Space space, std::string_view key) const {
  const Rows& rows = RowsOf(space);
  const auto row = rows.find(key);
  if (row == rows.end()) return std::nullopt;
  return row->second;
}

}  // namespace cairn
