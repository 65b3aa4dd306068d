// What the log keeps in memory does not grow with the log. Every byte that this program allocates
// is counted, and the storage below the log keeps next to nothing, so what is left is the log's
// own: heads, keys, the edge of the tree, requests, followers.
#include <atomic>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <malloc.h>

#include "eventstore/base/encoding.h"
#include "eventstore/base/limits.h"
#include "eventstore/event_log.h"
#include "eventstore/log_start.h"
#include "eventstore/storage/memory_storage.h"
#include "tests/support/door.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_vault.h"
#include "tests/support/seeded_random.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_log.h"

namespace {
std::atomic<int64_t> allocated_bytes = 0;
}  // namespace

// NOLINTBEGIN(misc-new-delete-overloads): the sized and aligned forms come back to these two
// Not inline, or the compiler sees malloc meet delete, and warns.
[[gnu::noinline]] void* operator new(size_t size) {
  void* memory = std::malloc(size);
  if (memory == nullptr) std::abort();
  allocated_bytes += static_cast<int64_t>(malloc_usable_size(memory));
  return memory;
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  allocated_bytes -= static_cast<int64_t>(malloc_usable_size(memory));
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, size_t /*size*/) noexcept {
  operator delete(memory);
}
// NOLINTEND(misc-new-delete-overloads)

namespace cairn {
namespace {

constexpr uint64_t kRecordsAtOnce = limits::kRecordsPerAppendMax;
constexpr size_t kRequestsAtOnce = 32;

// Forgets every row that is not needed to go on with new records under new request ids: the tree is
// checked against the last leaves and the tiles when it grows.
class ForgetfulStorage final : public Storage {
 public:
  absl::StatusOr<std::optional<std::string>> Get(Space space, std::string_view key) const override {
    return kept_.Get(space, key);
  }
  absl::StatusOr<std::vector<std::optional<std::string>>> MultiGet(
      Space space, std::span<const std::string> keys) const override {
    return kept_.MultiGet(space, keys);
  }
  absl::Status Scan(Space space, const ScanRange& range, const Visitor& visit) const override {
    return kept_.Scan(space, range, visit);
  }
  absl::StatusOr<uint64_t> Head() const override { return kept_.Head(); }
  CommitOutcome Commit(const Batch& batch, uint64_t expected_head, uint64_t new_head) override {
    Batch kept;
    for (const Batch::Change& change : batch.changes()) {
      if (!IsNeeded(change)) continue;
      if (change.space == Space::kTiles) tile_bytes_ += change.key.size() + change.value->size();
      kept.Put(change.space, change.key, *change.value);
    }
    for (; trimmed_ + kLeavesKept < new_head; ++trimmed_) {
      kept.Delete(Space::kLeaves, U64Key(trimmed_));
    }
    return kept_.Commit(kept, expected_head, new_head);
  }
  absl::Status PutImmutable(const Batch& batch) override { return kept_.PutImmutable(batch); }
  absl::Status Failure() const override { return absl::OkStatus(); }
  absl::StatusOr<uint64_t> FreeBytes() const override { return kept_.FreeBytes(); }

  // What grows here and is not the log's.
  int64_t tile_bytes() const { return tile_bytes_; }

 private:
  static constexpr uint64_t kLeavesKept = 1024;

  static bool IsNeeded(const Batch::Change& change) {
    switch (change.space) {
      case Space::kMeta:
      case Space::kLeaves:
      case Space::kTiles:
        return true;
      case Space::kKeys:
        return change.key.starts_with(RecordId().bytes());
      case Space::kEnvelopes:
      case Space::kHeads:
      case Space::kRequests:
      case Space::kClaims:
      case Space::kEntryKeys:
      case Space::kDocuments:
      case Space::kGovernance:
      case Space::kViewRows:
      case Space::kViewKeys:
      case Space::kViewMeta:
        return false;
    }
    return false;
  }

  MemoryStorage kept_;
  uint64_t trimmed_ = 0;
  std::atomic<int64_t> tile_bytes_ = 0;
};

class LogMemory : public testing::Test {
 protected:
  // `events` events, each of a record of its own; several requests at once, for one group.
  void Append(uint64_t events) {
    for (uint64_t i = 0; i < events;) {
      Answers answers;
      for (size_t request = 0; request < kRequestsAtOnce; ++request, i += kRecordsAtOnce) {
        log_->Append(Request(), answers.Taker());
      }
      ASSERT_THAT(answers.Await(kRequestsAtOnce), testing::Each(IsOk()));
    }
    // The log's thread answers a group before it lets go of it; one more, and it has.
    ASSERT_THAT(log_->AppendAndWait(Request(1)), IsOk());
  }

  AppendRequest Request(uint64_t records = kRecordsAtOnce) {
    AppendRequest request{.request = RequestNo(++number_)};
    for (uint64_t part = 0; part < records; ++part) {
      const Claim claim{.type = 1, .value = std::to_string(++number_)};
      request.records.push_back(
          {.record = RecordNo(number_), .contents = {content_}, .claims_taken = {claim}});
    }
    return request;
  }

  // By the log, and not by the storage below it.
  int64_t HeldBytes() const { return allocated_bytes - storage_.tile_bytes(); }

  const FieldList content_ = Saying("text");
  uint64_t number_ = 0;
  const TempFolder folder_;
  SeededRandom random_;
  MemoryVault vault_{random_};
  FakeClock clock_;
  ForgetfulStorage storage_;
  HeadWitness witness_ = OpenWitness(folder_ / "head.witness", storage_, random_).value();
  std::unique_ptr<EventLog> log_ =
      EventLog::Open({}, storage_, vault_, witness_, clock_, random_).value();
};

TEST_F(LogMemory, DoesNotGrowWithTheLogOnceItsCachesAreFull) {
  constexpr int64_t kGrowthBytesMax = 512 << 10;  // 10 bytes an event
  std::vector<std::unique_ptr<Follower>> idle;
  for (int i = 0; i < 1000; ++i) {
    idle.push_back(log_->Follow(0));
    ASSERT_THAT(idle.back()->Next(1, 0), IsOk());
  }
  const int64_t empty_bytes = HeldBytes();
  Append(limits::kHeadsCachedMax + 5'000);
  const int64_t full_bytes = HeldBytes();

  Append(50'000);

  EXPECT_LT(HeldBytes() - full_bytes, kGrowthBytesMax);
  // 100,000 heads and 20,000 keys.
  EXPECT_LT(full_bytes - empty_bytes, 40 << 20);
  RecordProperty("full_bytes", static_cast<int>(full_bytes - empty_bytes));
  RecordProperty("growth_bytes", static_cast<int>(HeldBytes() - full_bytes));
}

}  // namespace
}  // namespace cairn
