// A storage in memory that counts the rows of views that are looked for. Thread-safe, but for the
// count.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eventstore/storage/memory_storage.h"

namespace cairn {

class CountedStorage final : public Storage {
 public:
  size_t rows_read() const { return rows_read_; }

  absl::StatusOr<std::optional<std::string>> Get(Space space, std::string_view key) const override {
    return inner_.Get(space, key);
  }
  absl::StatusOr<std::vector<std::optional<std::string>>> MultiGet(
      Space space, std::span<const std::string> keys) const override {
    if (space == Space::kViewRows) rows_read_ += keys.size();
    return inner_.MultiGet(space, keys);
  }
  absl::Status Scan(Space space, const ScanRange& range, const Visitor& visit) const override {
    return inner_.Scan(space, range, visit);
  }
  absl::StatusOr<uint64_t> Head() const override { return inner_.Head(); }
  CommitOutcome Commit(const Batch& batch, uint64_t expected_head, uint64_t new_head) override {
    return inner_.Commit(batch, expected_head, new_head);
  }
  absl::Status PutImmutable(const Batch& batch) override { return inner_.PutImmutable(batch); }
  absl::Status Failure() const override { return inner_.Failure(); }
  absl::StatusOr<uint64_t> FreeBytes() const override { return inner_.FreeBytes(); }

 private:
  MemoryStorage inner_;
  mutable size_t rows_read_ = 0;
};

}  // namespace cairn
