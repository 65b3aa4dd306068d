// What the log promises to those who append and read, on the storage in memory and on RocksDB.
#include "eventstore/event_log.h"

#include <atomic>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "eventstore/ledger/merkle.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;
using testing::UnorderedElementsAre;

constexpr size_t kAll = 1000;

class EventLogTest : public testing::TestWithParam<StorageKind> {
 protected:
  TestLog log_{GetParam()};

  // One event for one record, which must succeed.
  Appended Append(uint64_t request, RecordId record, Version expected, std::string_view text) {
    return log_->AppendAndWait(AppendOf(RequestNo(request), record, expected, text)).value();
  }

  static std::vector<std::string> TextsOf(const absl::StatusOr<std::vector<StoredEvent>>& events) {
    std::vector<std::string> texts;
    for (const StoredEvent& event : events.value()) texts.push_back(TextOf(event));
    return texts;
  }
};

TEST_P(EventLogTest, BeginsEmpty) {
  const LogHead head = log_->Head();

  EXPECT_EQ(head.position, 0u);
  EXPECT_EQ(head.generation, 1u);
  EXPECT_EQ(head.root, EmptyRoot());
  EXPECT_THAT(log_->ReadAll(0, kAll), IsOkAndHolds(IsEmpty()));
}

TEST_P(EventLogTest, AppendsTheFirstEventOfARecordAtVersionAndPositionOne) {
  const Appended appended = Append(1, RecordNo(1), 0, "Asked for help with reading.");

  ASSERT_THAT(appended.events, SizeIs(1));
  EXPECT_EQ(appended.events[0].version, 1u);
  EXPECT_EQ(appended.events[0].position, 1u);
  EXPECT_EQ(appended.recorded_at_us, FakeClock::kStartMicros);
  EXPECT_FALSE(appended.repeated);
  EXPECT_EQ(log_->Head().position, 1u);
}

TEST_P(EventLogTest, ReadsBackWhatWasAppended) {
  const Appended appended = Append(1, RecordNo(1), 0, "Asked for help with reading.");

  const std::vector<StoredEvent> events =
      log_->Read(RecordNo(1), 1, Direction::kForward, kAll).value();

  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0].position, 1u);
  EXPECT_EQ(events[0].content, Saying("Asked for help with reading."));
  EXPECT_EQ(events[0].leaf.record, RecordNo(1));
  EXPECT_EQ(events[0].leaf.event_id, appended.events[0].event_id);
  EXPECT_EQ(events[0].leaf.recorded_at_us, appended.recorded_at_us);
  EXPECT_EQ(events[0].leaf.hash(), appended.events[0].leaf_hash);
}

TEST_P(EventLogTest, StoresNothingOfTheContentInTheClear) {
  Append(1, RecordNo(1), 0, "Asked for help with reading.");

  for (const Space space : kSpaces) {
    EXPECT_THAT(log_.storage().Scan(space, {},
                                    [](std::string_view key, std::string_view value) {
                                      EXPECT_EQ(key.find("reading"), std::string_view::npos);
                                      EXPECT_EQ(value.find("reading"), std::string_view::npos);
                                      return true;
                                    }),
                IsOk());
  }
}

TEST_P(EventLogTest, ReadsARecordFromAVersionInBothDirections) {
  for (const char* text : {"a", "b", "c", "d"}) {
    Append(log_->Head().position, RecordNo(1), log_->Head().position, text);
  }

  EXPECT_THAT(TextsOf(log_->Read(RecordNo(1), 2, Direction::kForward, 2)), ElementsAre("b", "c"));
  EXPECT_THAT(TextsOf(log_->Read(RecordNo(1), 0, Direction::kForward, kAll)),
              ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(TextsOf(log_->Read(RecordNo(1), 3, Direction::kBackward, 2)), ElementsAre("c", "b"));
  EXPECT_THAT(TextsOf(log_->Read(RecordNo(1), ~Version{0}, Direction::kBackward, kAll)),
              ElementsAre("d", "c", "b", "a"));
  EXPECT_THAT(log_->Read(RecordNo(1), 5, Direction::kForward, kAll), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(log_->Read(RecordNo(1), 0, Direction::kBackward, kAll), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(log_->Read(RecordNo(1), 1, Direction::kForward, 0), IsOkAndHolds(IsEmpty()));
}

TEST_P(EventLogTest, ReadsOnlyTheRecordThatWasAskedFor) {
  Append(1, RecordNo(1), 0, "of the first");
  Append(2, RecordNo(2), 0, "of the second");

  EXPECT_THAT(TextsOf(log_->Read(RecordNo(2), 1, Direction::kForward, kAll)),
              ElementsAre("of the second"));
  EXPECT_THAT(log_->Read(RecordNo(3), 1, Direction::kForward, kAll),
              HasReason(v1::ERROR_REASON_RECORD_NOT_FOUND));
}

TEST_P(EventLogTest, ReadsTheWholeLogInPages) {
  Append(1, RecordNo(1), 0, "a");
  Append(2, RecordNo(2), 0, "b");
  Append(3, RecordNo(1), 1, "c");

  EXPECT_THAT(TextsOf(log_->ReadAll(0, 2)), ElementsAre("a", "b"));
  EXPECT_THAT(TextsOf(log_->ReadAll(2, 2)), ElementsAre("c"));
  EXPECT_THAT(log_->ReadAll(3, 2), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(log_->ReadAll(4, 2), HasReason(v1::ERROR_REASON_POSITION_AHEAD));
}

TEST_P(EventLogTest, KnowsTheHeadOfARecord) {
  Append(1, RecordNo(1), 0, "a");
  const Appended last = Append(2, RecordNo(1), 1, "b");

  EXPECT_THAT(log_->HeadOf(RecordNo(1)),
              IsOkAndHolds(RecordHead{.version = 2,
                                      .position = 2,
                                      .leaf_hash = last.events[0].leaf_hash,
                                      .state = RecordState::kOpen}));
  EXPECT_THAT(log_->HeadOf(RecordNo(2)), IsOkAndHolds(RecordHead{}));
}

TEST_P(EventLogTest, GivesSeveralRecordsOfOneRequestConsecutivePositionsAndOneTime) {
  const Appended appended =
      log_->AppendAndWait(AppendOf(RequestNo(1),
                                   {{.record = RecordNo(2), .contents = {Saying("a"), Saying("b")}},
                                    {.record = RecordNo(1), .contents = {Saying("c")}}}))
          .value();

  ASSERT_THAT(appended.events, SizeIs(3));
  EXPECT_THAT(TextsOf(log_->ReadAll(0, kAll)), ElementsAre("a", "b", "c"));
  EXPECT_EQ(appended.events[1].record, RecordNo(2));
  EXPECT_EQ(appended.events[1].version, 2u);
  EXPECT_EQ(appended.events[2].record, RecordNo(1));
  EXPECT_EQ(appended.events[2].position, 3u);
  const std::vector<StoredEvent> stored = log_->ReadAll(0, kAll).value();
  EXPECT_THAT(stored, testing::Each(Field(&StoredEvent::leaf,
                                          Field(&Leaf::recorded_at_us, appended.recorded_at_us))));
}

TEST_P(EventLogTest, RefusesAStaleVersionAndSaysBothVersions) {
  Append(1, RecordNo(1), 0, "a");

  const absl::StatusOr<Appended> refused =
      log_->AppendAndWait(AppendOf(RequestNo(2), RecordNo(1), 0, "b"));

  EXPECT_THAT(refused, HasReason(v1::ERROR_REASON_VERSION_CONFLICT));
  const std::string record = "record." + ToHex(RecordNo(1).bytes());
  EXPECT_THAT(DetailOf(refused.status())->metadata(),
              UnorderedElementsAre(Pair(record + ".expected", "0"), Pair(record + ".actual", "1")));
}

TEST_P(EventLogTest, RefusesAVersionThatIsNotReachedYet) {
  EXPECT_THAT(log_->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 7, "a")),
              HasReason(v1::ERROR_REASON_VERSION_CONFLICT));
}

TEST_P(EventLogTest, ReportsEveryRecordThatMovedAndWritesNoneOfThem) {
  Append(1, RecordNo(1), 0, "a");
  Append(2, RecordNo(2), 0, "b");

  const absl::StatusOr<Appended> refused = log_->AppendAndWait(
      AppendOf(RequestNo(3), {{.record = RecordNo(1), .expected = 4, .contents = {Saying("x")}},
                              {.record = RecordNo(3), .expected = 0, .contents = {Saying("y")}},
                              {.record = RecordNo(2), .expected = 0, .contents = {Saying("z")}}}));

  const std::string first = "record." + ToHex(RecordNo(1).bytes());
  const std::string second = "record." + ToHex(RecordNo(2).bytes());
  EXPECT_THAT(DetailOf(refused.status())->metadata(),
              UnorderedElementsAre(Pair(first + ".expected", "4"), Pair(first + ".actual", "1"),
                                   Pair(second + ".expected", "0"), Pair(second + ".actual", "1")));
  EXPECT_EQ(log_->Head().position, 2u);
  EXPECT_THAT(log_->HeadOf(RecordNo(3)), IsOkAndHolds(RecordHead{}));
}

TEST_P(EventLogTest, RefusesARequestThatRecordsNothingOrNamesARecordTwice) {
  const RecordAppend record{.record = RecordNo(1), .contents = {Saying("a")}};

  EXPECT_THAT(log_->AppendAndWait(AppendOf(RequestNo(1), {})),
              HasReason(v1::ERROR_REASON_INVALID_REQUEST));
  EXPECT_THAT(log_->AppendAndWait(AppendOf(RequestNo(2), {{.record = RecordNo(1)}})),
              HasReason(v1::ERROR_REASON_INVALID_REQUEST));
  EXPECT_THAT(log_->AppendAndWait(AppendOf(RequestNo(3), {record, record})),
              HasReason(v1::ERROR_REASON_INVALID_REQUEST));
  EXPECT_THAT(log_->AppendAndWait(AppendOf(RequestNo(4), RecordId(), 0, "a")),
              HasReason(v1::ERROR_REASON_INVALID_REQUEST));
}

TEST_P(EventLogTest, NeverRecordsATimeBeforeTheLast) {
  Append(1, RecordNo(1), 0, "a");
  log_.clock.SetWallClock(FakeClock::kStartMicros - 60'000'000);

  EXPECT_EQ(Append(2, RecordNo(1), 1, "b").recorded_at_us, FakeClock::kStartMicros);

  log_.clock.SetWallClock(FakeClock::kStartMicros + 1);
  EXPECT_EQ(Append(3, RecordNo(1), 2, "c").recorded_at_us, FakeClock::kStartMicros + 1);
}

TEST_P(EventLogTest, NeverRecordsATimeBeforeTheLastAfterReopening) {
  Append(1, RecordNo(1), 0, "a");
  log_.Close();
  log_.clock.SetWallClock(FakeClock::kStartMicros - 60'000'000);
  ASSERT_THAT(log_.Open(), IsOk());

  EXPECT_EQ(Append(2, RecordNo(1), 1, "b").recorded_at_us, FakeClock::kStartMicros);
}

TEST_P(EventLogTest, RefusesToRecordWhileTheClockIsMoreThanAnHourOff) {
  log_.clock.Advance(1'000'000);
  log_.clock.SetWallClock(log_.clock.NowMicros() + 3'600'000'001);

  EXPECT_THAT(log_->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "a")),
              HasReason(v1::ERROR_REASON_NOT_SERVING));

  log_.clock.SetWallClock(FakeClock::kStartMicros + 1'000'000);
  EXPECT_THAT(log_->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "a")), IsOk());
}

TEST_P(EventLogTest, RecordsASimulatedTimeThatNeverGoesBackEither) {
  AppendRequest later = AppendOf(RequestNo(1), RecordNo(1), 0, "a");
  later.simulated_now_us = FakeClock::kStartMicros + 1'000;
  AppendRequest earlier = AppendOf(RequestNo(2), RecordNo(1), 1, "b");
  earlier.simulated_now_us = FakeClock::kStartMicros - 1'000;

  EXPECT_EQ(log_->AppendAndWait(later)->recorded_at_us, FakeClock::kStartMicros + 1'000);
  EXPECT_EQ(log_->AppendAndWait(earlier)->recorded_at_us, FakeClock::kStartMicros + 1'000);
}

TEST_P(EventLogTest, GivesPositionsWithoutGapsToManyWriters) {
  constexpr uint64_t kWriters = 16;
  constexpr uint64_t kEach = 20;
  std::vector<std::thread> writers;
  for (uint64_t writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([this, writer] {
      for (Version version = 0; version < kEach; ++version) {
        Append(1000 * writer + version, RecordNo(writer), version, "text");
      }
    });
  }
  for (std::thread& writer : writers) writer.join();

  const std::vector<StoredEvent> events = log_->ReadAll(0, kAll).value();
  std::set<std::pair<RecordId, Version>> seen;
  for (size_t i = 0; i < events.size(); ++i) {
    EXPECT_EQ(events[i].position, i + 1);
    seen.emplace(events[i].leaf.record, events[i].leaf.version);
  }
  EXPECT_THAT(seen, SizeIs(kWriters * kEach));
  EXPECT_EQ(seen.rbegin()->second, kEach);
}

TEST_P(EventLogTest, LetsOneOfManyWritersOfTheSameVersionWin) {
  std::atomic<int> won = 0;
  std::atomic<int> lost = 0;
  std::vector<std::thread> writers;
  for (uint64_t writer = 0; writer < 8; ++writer) {
    writers.emplace_back([&, writer] {
      const auto result = log_->AppendAndWait(AppendOf(RequestNo(writer), RecordNo(1), 0, "text"));
      if (result.ok()) ++won;
      if (ReasonOf(result.status()) == v1::ERROR_REASON_VERSION_CONFLICT) ++lost;
    });
  }
  for (std::thread& writer : writers) writer.join();

  EXPECT_EQ(won, 1);
  EXPECT_EQ(lost, 7);
  EXPECT_THAT(log_->Read(RecordNo(1), 1, Direction::kForward, kAll), IsOkAndHolds(SizeIs(1)));
}

TEST_P(EventLogTest, HasTheSameRootAndEventsAfterReopening) {
  for (uint64_t i = 0; i < 300; ++i) Append(i, RecordNo(i % 7), i / 7, std::to_string(i));
  const LogHead before = log_->Head();
  const std::vector<std::string> texts = TextsOf(log_->ReadAll(0, kAll));

  log_.Reopen();

  EXPECT_EQ(log_->Head(), before);
  EXPECT_THAT(log_->ledger().Root(300), IsOkAndHolds(before.root));
  EXPECT_EQ(TextsOf(log_->ReadAll(0, kAll)), texts);
  Append(300, RecordNo(300 % 7), 300 / 7, "after");
  EXPECT_EQ(log_->Head().position, 301u);
}

TEST_P(EventLogTest, HasTheRootOfItsLeaves) {
  std::vector<Hash> leaf_hashes;
  for (uint64_t i = 0; i < 20; ++i) {
    leaf_hashes.push_back(Append(i, RecordNo(1), i, "text").events[0].leaf_hash);
  }

  EXPECT_EQ(log_->Head().root, MerkleRoot(leaf_hashes));
}

TEST_P(EventLogTest, FollowsFromTheBeginningAndThenLive) {
  Append(1, RecordNo(1), 0, "a");
  Append(2, RecordNo(1), 1, "b");
  const std::unique_ptr<Follower> follower = log_->Follow(0);

  EXPECT_THAT(TextsOf(follower->Next(1, 0)->events), ElementsAre("a"));
  EXPECT_THAT(TextsOf(follower->Next(kAll, 0)->events), ElementsAre("b"));
  EXPECT_THAT(follower->Next(kAll, 0)->events, IsEmpty());
  Append(3, RecordNo(1), 2, "c");
  EXPECT_THAT(TextsOf(follower->Next(kAll, 0)->events), ElementsAre("c"));
  EXPECT_EQ(follower->checkpoint(), 3u);
}

TEST_P(EventLogTest, FollowsWithoutAGapOrARepeatWhileOthersWrite) {
  constexpr uint64_t kEvents = 200;
  const std::unique_ptr<Follower> follower = log_->Follow(0);
  std::thread writer([this] {
    for (Version version = 0; version < kEvents; ++version) {
      Append(version, RecordNo(1), version, "text");
    }
  });

  std::vector<Position> positions;
  while (positions.size() < kEvents) {
    const FollowBatch batch = follower->Next(7, 10'000).value();
    for (const StoredEvent& event : batch.events) positions.push_back(event.position);
  }
  writer.join();

  std::vector<Position> expected(kEvents);
  for (uint64_t i = 0; i < kEvents; ++i) expected[i] = i + 1;
  EXPECT_EQ(positions, expected);
}

TEST_P(EventLogTest, RefusesToFollowFromAPositionItNeverReached) {
  EXPECT_THAT(log_->Follow(1)->Next(kAll, 10'000), HasReason(v1::ERROR_REASON_POSITION_AHEAD));
}

TEST_P(EventLogTest, WaitsForAPosition) {
  std::thread writer([this] { Append(1, RecordNo(1), 0, "a"); });

  EXPECT_TRUE(log_->WaitFor(1, 10'000));

  writer.join();
  EXPECT_FALSE(log_->WaitFor(2, 1));
}

TEST_P(EventLogTest, EndsAWaitThatIsGivenUp) {
  constexpr int64_t kAnHourMs = 3'600'000;  // longer than a test may take
  std::atomic<bool> given_up = false;
  std::thread waiter([&] { EXPECT_FALSE(log_->WaitFor(1, kAnHourMs, given_up)); });

  given_up = true;
  log_->WakeWaiting();

  waiter.join();
}

constexpr auto NameOf = [](const auto& kind) {
  return kind.param == StorageKind::kMemory ? "Memory" : "RocksDb";
};

INSTANTIATE_TEST_SUITE_P(All, EventLogTest,
                         testing::Values(StorageKind::kMemory, StorageKind::kRocksDb), NameOf);

}  // namespace
}  // namespace cairn
