// A storage in front of another one, where a test can step in. Thread-safe as far as the members
// are set before other threads use it.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eventstore/storage/storage.h"

namespace cairn {

class StorageProxy final : public Storage {
 public:
  // `inner` outlives this.
  explicit StorageProxy(Storage& inner) : inner_(inner) {}

  // Called before each commit; an outcome is given to the caller and nothing is written.
  std::function<std::optional<CommitOutcome>()> before_commit = [] { return std::nullopt; };
  // Called after each commit that wrote; its result is what the caller gets.
  std::function<CommitOutcome()> after_commit = [] { return CommitOutcome::kCommitted; };
  // Called when a Get has its answer and has not given it yet.
  std::function<void(Space space)> after_get = [](Space) {};
  // What the medium is said to have left.
  std::optional<uint64_t> free_bytes;

  absl::StatusOr<std::optional<std::string>> Get(Space space, std::string_view key) const override {
    absl::StatusOr<std::optional<std::string>> value = inner_.Get(space, key);
    after_get(space);
    return value;
  }
  absl::StatusOr<std::vector<std::optional<std::string>>> MultiGet(
      Space space, std::span<const std::string> keys) const override {
    return inner_.MultiGet(space, keys);
  }
  absl::Status Scan(Space space, const ScanRange& range, const Visitor& visit) const override {
    return inner_.Scan(space, range, visit);
  }
  absl::StatusOr<uint64_t> Head() const override { return inner_.Head(); }
  CommitOutcome Commit(const Batch& batch, uint64_t expected_head, uint64_t new_head) override {
    if (const std::optional<CommitOutcome> outcome = before_commit()) return *outcome;
    const CommitOutcome outcome = inner_.Commit(batch, expected_head, new_head);
    return outcome == CommitOutcome::kCommitted ? after_commit() : outcome;
  }
  absl::Status PutImmutable(const Batch& batch) override { return inner_.PutImmutable(batch); }
  absl::Status Failure() const override { return inner_.Failure(); }
  absl::StatusOr<uint64_t> FreeBytes() const override {
    return free_bytes ? *free_bytes : inner_.FreeBytes();
  }
  absl::Status VerifyMedium(const MediumCheck& check) const override {
    return inner_.VerifyMedium(check);
  }
  uint64_t StoredBytes() const override { return inner_.StoredBytes(); }

 private:
  Storage& inner_;
};

}  // namespace cairn
