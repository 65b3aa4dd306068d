// What a follower is given: the filtered log, once, from wherever it begins; and what it is told of
// how far it is. On the storage in memory and on RocksDB.
#include "eventstore/follower.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/limits.h"
#include "eventstore/event_log.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr size_t kAllRows = 100'000;

std::vector<Position> PositionsOf(const std::vector<StoredEvent>& events) {
  std::vector<Position> positions;
  positions.reserve(events.size());
  for (const StoredEvent& event : events) positions.push_back(event.position);
  return positions;
}

class FollowerTest : public testing::TestWithParam<StorageKind> {
 protected:
  TestLog log_{GetParam()};

  // `count` events for one record, in one request.
  void Append(uint64_t record, size_t count) {
    const Version version = log_->HeadOf(RecordNo(record))->version;
    RecordAppend part{.record = RecordNo(record), .expected = version};
    part.contents.assign(count, Saying("text"));
    ASSERT_THAT(log_->AppendAndWait(AppendOf(RequestNo(next_request_++), {part})), IsOk());
  }

 private:
  uint64_t next_request_ = 1;
};

TEST_P(FollowerTest, IsGivenTheRecordsItAskedFor) {
  Append(1, 2);
  Append(2, 1);
  Append(3, 1);
  Append(1, 1);

  const FollowBatch batch =
      log_->Follow(0, {.records = {RecordNo(1), RecordNo(3)}})->Next(kAllRows, 0).value();

  EXPECT_THAT(PositionsOf(batch.events), ElementsAre(1, 2, 4, 5));
}

TEST_P(FollowerTest, IsGivenWhatPassesBothPartsOfItsFilter) {
  Append(1, 3);
  Append(2, 3);
  const auto odd_version = [](Position /*position*/, const Leaf& leaf) {
    return leaf.version % 2 == 1;
  };

  const FollowBatch batch =
      log_->Follow(0, {.records = {RecordNo(2)}, .leaf = odd_version})->Next(kAllRows, 0).value();

  EXPECT_THAT(PositionsOf(batch.events), ElementsAre(4, 6));
}

TEST_P(FollowerTest, MovesItsCheckpointOverWhatItsFilterKeepsBack) {
  Append(1, 3);

  const FollowBatch batch = log_->Follow(0, {.records = {RecordNo(2)}})->Next(kAllRows, 0).value();

  EXPECT_THAT(batch.events, IsEmpty());
  EXPECT_EQ(batch.checkpoint, 3u);
  EXPECT_TRUE(batch.caught_up);
}

TEST_P(FollowerTest, HasACheckpointAtTheLastEventGivenWhenTheBatchIsFull) {
  Append(1, 5);

  const FollowBatch batch = log_->Follow(0)->Next(2, 0).value();

  EXPECT_EQ(batch.checkpoint, 2u);
  EXPECT_EQ(batch.head, 5u);
  EXPECT_FALSE(batch.caught_up);
}

TEST_P(FollowerTest, IsToldOnceThatItHasCaughtUpUntilItFallsBehind) {
  Append(1, 2);
  const std::unique_ptr<Follower> follower = log_->Follow(0);
  EXPECT_TRUE(follower->Next(kAllRows, 0)->caught_up);
  EXPECT_FALSE(follower->Next(kAllRows, 0)->caught_up);
  Append(1, 1);
  EXPECT_FALSE(follower->Next(kAllRows, 0)->caught_up);  // it never fell behind

  Append(1, 3);
  EXPECT_FALSE(follower->Next(2, 0)->caught_up);

  EXPECT_TRUE(follower->Next(2, 0)->caught_up);
}

TEST_P(FollowerTest, HasCaughtUpAtOnceWhenItBeginsAtTheHead) {
  Append(1, 2);

  const FollowBatch batch = log_->Follow(2)->Next(kAllRows, 600'000).value();

  EXPECT_TRUE(batch.caught_up);
  EXPECT_EQ(batch.checkpoint, 2u);
  EXPECT_EQ(batch.head, 2u);
}

TEST_P(FollowerTest, LooksAtABoundedPartOfTheLogInOneCall) {
  for (int i = 0; i < 42; ++i) Append(1, 100);
  const std::unique_ptr<Follower> follower = log_->Follow(0, {.records = {RecordNo(2)}});

  EXPECT_EQ(follower->Next(kAllRows, 0)->checkpoint, limits::kFollowLeavesMax);

  const FollowBatch rest = follower->Next(kAllRows, 0).value();
  EXPECT_EQ(rest.checkpoint, 4200u);
  EXPECT_TRUE(rest.caught_up);
}

TEST_P(FollowerTest, EndsABatchThatIsLargeInBytes) {
  const std::string text(700'000, 'x');
  for (Version version = 0; version < 8; ++version) {
    const AppendRequest request = AppendOf(RequestNo(version), RecordNo(1), version, text);
    ASSERT_THAT(log_->AppendAndWait(request), IsOk());
  }
  const std::unique_ptr<Follower> follower = log_->Follow(0);

  const FollowBatch first = follower->Next(kAllRows, 0).value();
  const FollowBatch second = follower->Next(kAllRows, 0).value();

  EXPECT_THAT(PositionsOf(first.events), ElementsAre(1, 2, 3, 4, 5, 6));
  EXPECT_EQ(first.checkpoint, 6u);
  EXPECT_THAT(PositionsOf(second.events), ElementsAre(7, 8));
  EXPECT_TRUE(second.caught_up);
}

TEST_P(FollowerTest, GoesOnFromACheckpointAfterTheLogWasReopened) {
  Append(1, 3);
  const Position checkpoint = log_->Follow(0)->Next(2, 0)->checkpoint;

  log_.Reopen();

  EXPECT_THAT(PositionsOf(log_->Follow(checkpoint)->Next(kAllRows, 0)->events), ElementsAre(3));
}

TEST_P(FollowerTest, IsWokenByTheNextEvent) {
  const std::unique_ptr<Follower> follower = log_->Follow(0);
  ASSERT_TRUE(follower->Next(kAllRows, 0)->caught_up);
  std::thread writer([this] { Append(1, 1); });

  const FollowBatch batch = follower->Next(kAllRows, 600'000).value();

  writer.join();
  EXPECT_THAT(PositionsOf(batch.events), ElementsAre(1));
}

// Eight writers against eight followers that filter, stop and go on.

constexpr uint64_t kRecords = 6;
constexpr int kWriters = 8;
constexpr int kFollowers = 8;

constexpr uint64_t kAppendsOfOneWriter = 60;

FollowFilter RandomFilter(std::mt19937_64& random) {
  FollowFilter filter;
  for (uint64_t record = 0; record < kRecords; ++record) {
    if (random() % 3 == 0) filter.records.insert(RecordNo(record));
  }
  const uint64_t every = 1 + random() % 3;
  if (random() % 2 == 0) {
    filter.leaf = [every](Position position, const Leaf& leaf) {
      return (leaf.version + position) % every == 0;
    };
  }
  return filter;
}

bool Passes(const FollowFilter& filter, const StoredEvent& event) {
  return (filter.records.empty() || filter.records.contains(event.leaf.record)) &&
         (!filter.leaf || filter.leaf(event.position, event.leaf));
}

// A client that follows, and now and then goes away and comes back with its last checkpoint; once
// in a while it loses a batch before it has dealt with it. Says what it must not see.
class StoppingFollower {
 public:
  StoppingFollower(const EventLog& log, uint64_t seed)
      : log_(log), random_(seed), filter_(RandomFilter(random_)) {}

  void FollowUntil(const std::atomic<bool>& written) {
    follower_ = log_.Follow(0, filter_);
    for (;;) {
      const bool all_written = written;
      Step();
      if (testing::Test::HasFailure()) return;
      if (all_written && checkpoint_ == log_.Head().position) return;
    }
  }

  const FollowFilter& filter() const { return filter_; }
  const std::vector<StoredEvent>& given() const { return given_; }
  int stops() const { return stops_; }

 private:
  void Step() {
    const Position before = log_.Head().position;
    const FollowBatch batch = follower_->Next(1 + random_() % 20, random_() % 3).value();
    const Position after = log_.Head().position;
    ASSERT_LE(batch.checkpoint, batch.head);
    ASSERT_GE(batch.checkpoint, checkpoint_);
    ASSERT_GE(batch.head, before);
    ASSERT_LE(batch.head, after);
    ASSERT_EQ(batch.caught_up, batch.checkpoint == batch.head && !live_);
    ASSERT_TRUE(batch.events.empty() || batch.events.back().position <= batch.checkpoint);
    live_ = batch.checkpoint == batch.head;
    if (random_() % 8 == 0) return ComeBack();  // the batch is lost
    given_.insert(given_.end(), batch.events.begin(), batch.events.end());
    checkpoint_ = batch.checkpoint;
    if (random_() % 8 == 0) ComeBack();
  }

  void ComeBack() {
    ++stops_;
    live_ = false;
    follower_ = log_.Follow(checkpoint_, filter_);
  }

  const EventLog& log_;
  std::mt19937_64 random_;
  const FollowFilter filter_;
  std::unique_ptr<Follower> follower_;
  Position checkpoint_ = 0;
  bool live_ = false;
  int stops_ = 0;
  std::vector<StoredEvent> given_;
};

// Appends to records that the other writers append to as well.
void Write(TestLog& log, uint64_t writer) {
  std::mt19937_64 random(writer);
  for (uint64_t written = 0; written < kAppendsOfOneWriter && !testing::Test::HasFailure();) {
    const RecordId record = RecordNo(random() % kRecords);
    RecordAppend part{.record = record, .expected = log->HeadOf(record)->version};
    part.contents.assign(1 + random() % 3, Saying("text"));
    const auto answer = log->AppendAndWait(AppendOf(RequestNo(random()), {part}));
    if (answer.ok()) ++written;
    ASSERT_TRUE(answer.ok() || ReasonOf(answer.status()) == v1::ERROR_REASON_VERSION_CONFLICT);
  }
}

TEST_P(FollowerTest, IsGivenTheFilteredLogExactlyWhileEightWriteAndEightFollow) {
  std::atomic<bool> written = false;
  std::vector<std::unique_ptr<StoppingFollower>> followers;
  std::vector<std::thread> threads;
  for (uint64_t i = 0; i < kFollowers; ++i) {
    StoppingFollower& follower =
        *followers.emplace_back(std::make_unique<StoppingFollower>(*log_, 100 + i));
    threads.emplace_back([&follower, &written] { follower.FollowUntil(written); });
  }
  std::vector<std::thread> writers;
  for (uint64_t i = 0; i < kWriters; ++i) writers.emplace_back([this, i] { Write(log_, i); });

  for (std::thread& writer : writers) writer.join();
  written = true;
  for (std::thread& thread : threads) thread.join();

  const std::vector<StoredEvent> all = log_->ReadAll(0, kAllRows).value();
  int stops = 0;
  for (const auto& follower : followers) {
    std::vector<StoredEvent> expected;
    std::copy_if(all.begin(), all.end(), std::back_inserter(expected),
                 [&](const StoredEvent& event) { return Passes(follower->filter(), event); });
    EXPECT_EQ(PositionsOf(follower->given()), PositionsOf(expected));
    EXPECT_TRUE(std::equal(
        expected.begin(), expected.end(), follower->given().begin(), follower->given().end(),
        [](const StoredEvent& a, const StoredEvent& b) { return a.leaf == b.leaf; }));
    stops += follower->stops();
  }
  EXPECT_GT(stops, kFollowers);
}

constexpr auto NameOfStorage = [](const auto& kind) {
  return kind.param == StorageKind::kMemory ? "Memory" : "RocksDb";
};

INSTANTIATE_TEST_SUITE_P(All, FollowerTest,
                         testing::Values(StorageKind::kMemory, StorageKind::kRocksDb),
                         NameOfStorage);

}  // namespace
}  // namespace cairn
