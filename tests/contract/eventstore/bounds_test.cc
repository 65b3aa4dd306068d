// What the log refuses so that it never runs out of memory or disk, and that reads go on meanwhile:
// on the storage in memory and on RocksDB.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/event_log.h"
#include "tests/support/door.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

using testing::Each;
using testing::SizeIs;

constexpr size_t kAllRows = 1000;

class LogBounds : public testing::TestWithParam<StorageKind> {
 protected:
  static AppendRequest Request(uint64_t number, size_t bytes = 10) {
    return AppendOf(RequestNo(number), RecordNo(number), 0, std::string(bytes, 'x'));
  }

  // The log's thread stands in the commit of request 1, so whatever comes is queued.
  void HoldTheLog(TestLog& log) {
    log.storage().before_commit = [this] {
      door_.WaitToPass();
      return std::nullopt;
    };
    log->Append(Request(1), accepted_.Taker());
    door_.AwaitSomebody();
  }

  static void ExpectReadsGoOn(TestLog& log, size_t events) {
    EXPECT_THAT(log->ReadAll(0, kAllRows), IsOkAndHolds(SizeIs(events)));
    EXPECT_THAT(log->Read(RecordNo(0), 1, Direction::kForward, kAllRows), IsOkAndHolds(SizeIs(1)));
    EXPECT_THAT(log->HeadOf(RecordNo(0)), IsOk());
    EXPECT_THAT(log->Find(RequestNo(0)), IsOk());
    EXPECT_THAT(log->Follow(0)->Next(kAllRows, 0)->events, SizeIs(events));
  }

  Door door_;
  Answers accepted_;
};

TEST_P(LogBounds, RefuseWhatTheQueueHasNoPlaceForWhileReadsGoOn) {
  TestLog log(GetParam(), {.queue_requests_max = 3});
  ASSERT_THAT(log->AppendAndWait(Request(0)), IsOk());
  HoldTheLog(log);
  for (uint64_t i = 2; i < 5; ++i) log->Append(Request(i), accepted_.Taker());

  const absl::StatusOr<Appended> refused = log->AppendAndWait(Request(5));

  EXPECT_THAT(refused, HasReason(v1::ERROR_REASON_QUEUE_FULL));
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kResourceExhausted));
  ExpectReadsGoOn(log, 1);
  door_.Open();
  EXPECT_THAT(accepted_.Await(4), Each(IsOk()));
  EXPECT_FALSE(log->AppendAndWait(Request(5))->repeated);
}

TEST_P(LogBounds, RefuseWhatTheQueueHasNoBytesForWhileReadsGoOn) {
  TestLog log(GetParam(), {.queue_bytes_max = 100'000});
  ASSERT_THAT(log->AppendAndWait(Request(0)), IsOk());
  HoldTheLog(log);
  log->Append(Request(2, 60'000), accepted_.Taker());

  const absl::StatusOr<Appended> refused = log->AppendAndWait(Request(3, 60'000));

  EXPECT_THAT(refused, HasReason(v1::ERROR_REASON_QUEUE_FULL));
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kResourceExhausted));
  ExpectReadsGoOn(log, 1);
  log->Append(Request(4), accepted_.Taker());  // there is room for less
  door_.Open();
  EXPECT_THAT(accepted_.Await(3), Each(IsOk()));
  EXPECT_THAT(log->AppendAndWait(Request(3, 60'000)), IsOk());
}

TEST_P(LogBounds, KeepAReserveOfTheDiskWhileReadsGoOn) {
  TestLog log(GetParam(), {.disk_reserve_bytes = 5'000'000});
  ASSERT_THAT(log->AppendAndWait(Request(0)), IsOk());
  log.storage().free_bytes = 4'999'999;

  const absl::StatusOr<Appended> refused = log->AppendAndWait(Request(1));

  EXPECT_THAT(refused, HasReason(v1::ERROR_REASON_DISK_NEARLY_FULL));
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_THAT(log->AppendAndWait(FenceOf(RequestNo(1))),
              HasReason(v1::ERROR_REASON_DISK_NEARLY_FULL));
  EXPECT_TRUE(log->AppendAndWait(Request(0))->repeated);
  ExpectReadsGoOn(log, 1);
  log.storage().free_bytes = 5'000'000;
  EXPECT_FALSE(log->AppendAndWait(Request(1))->repeated);
}

constexpr auto NameOfStorage = [](const auto& kind) {
  return kind.param == StorageKind::kMemory ? "Memory" : "RocksDb";
};

INSTANTIATE_TEST_SUITE_P(All, LogBounds,
                         testing::Values(StorageKind::kMemory, StorageKind::kRocksDb),
                         NameOfStorage);

}  // namespace
}  // namespace cairn
