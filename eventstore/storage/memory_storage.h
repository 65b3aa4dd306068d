// MemoryStorage: a Storage that forgets when it is destroyed. It is the reference that every other
// implementation must equal (tests/contract/eventstore/storage). It has every space.
//
// Thread-safe.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eventstore/base/mutex.h"
#include "eventstore/storage/storage.h"

namespace cairn {

class MemoryStorage final : public Storage {
 public:
  MemoryStorage() = default;

  absl::StatusOr<std::optional<std::string>> Get(Space space, std::string_view key) const override;
  absl::StatusOr<std::vector<std::optional<std::string>>> MultiGet(
      Space space, std::span<const std::string> keys) const override;
  // Copies the rows of the range before it visits the first, so `visit` may call this storage.
  absl::Status Scan(Space space, const ScanRange& range, const Visitor& visit) const override;
  absl::StatusOr<uint64_t> Head() const override;
  CommitOutcome Commit(const Batch& batch, uint64_t expected_head, uint64_t new_head) override;
  absl::Status PutImmutable(const Batch& batch) override;
  // Memory cannot fail to be written.
  absl::Status Failure() const override { return absl::OkStatus(); }
  // As if there were no end to it.
  absl::StatusOr<uint64_t> FreeBytes() const override;

 private:
  using Rows = std::map<std::string, std::string, std::less<>>;

  const Rows& RowsOf(Space space) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  Rows& RowsOf(Space space) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  std::optional<std::string> Find(Space space, std::string_view key) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  std::vector<std::pair<std::string, std::string>> Copy(Space space, const ScanRange& range) const;

  mutable Mutex mutex_;
  std::array<Rows, kSpaces.size() + kViewSpaces.size()> spaces_ ABSL_GUARDED_BY(mutex_);
  uint64_t head_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace cairn
