#include "eventstore/record_heads.h"

#include <functional>
#include <future>
#include <map>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/limits.h"
#include "eventstore/event_log.h"
#include "eventstore/log_rows.h"
#include "eventstore/storage/memory_storage.h"
#include "tests/support/status_matchers.h"
#include "tests/support/storage_proxy.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::Pair;

// Version and position are the same: the record is the only one.
RecordHead HeadAt(Version version) { return {.version = version, .position = version}; }

class RecordHeadsTest : public testing::Test {
 protected:
  RecordHeadsTest() {
    proxy_.after_get = [this](Space space) {
      if (space == Space::kHeads) ++reads_;
    };
    Store(1);
    published_.Publish({.generation = 1, .position = 1});
  }

  void Store(Version version) {
    Batch batch;
    batch.Put(Space::kHeads, record_.ToBytes(), EncodeRecordHead(HeadAt(version)));
    ASSERT_EQ(storage_.Commit(batch, version - 1, version), CommitOutcome::kCommitted);
  }

  // As the sequencer does it.
  void Write(Version version) {
    Store(version);
    heads_.HandOver({{record_, HeadAt(version)}});
    published_.Publish({.generation = 1, .position = version});
  }

  void HandOverMoreThanAreKept() {
    RecordHeads::Changes others;
    for (uint64_t i = 1; i <= limits::kHeadsCachedMax + limits::kHeadsCachedMax / 10; ++i) {
      others[RecordNo(1'000 + i)] = HeadAt(1);
    }
    heads_.HandOver(others);
  }

  const RecordId record_ = RecordNo(1);
  MemoryStorage storage_;
  StorageProxy proxy_{storage_};
  PublishedHead published_{{.generation = 1}};
  RecordHeads heads_{proxy_, published_};
  int reads_ = 0;
};

TEST_F(RecordHeadsTest, AreReadFromTheStorageOnce) {
  EXPECT_THAT(heads_.Get(record_), IsOkAndHolds(HeadAt(1)));
  EXPECT_THAT(heads_.Get(record_), IsOkAndHolds(HeadAt(1)));

  EXPECT_EQ(reads_, 1);
}

TEST_F(RecordHeadsTest, AreNotReadIfTheyWereJustWritten) {
  Write(2);

  EXPECT_THAT(heads_.Get(record_), IsOkAndHolds(HeadAt(2)));

  EXPECT_EQ(reads_, 0);
}

TEST_F(RecordHeadsTest, OfRecordsThatAreNotThereAreNotKept) {
  EXPECT_THAT(heads_.Get(RecordNo(2)), IsOkAndHolds(RecordHead{}));
  EXPECT_THAT(heads_.Get(RecordNo(2)), IsOkAndHolds(RecordHead{}));

  EXPECT_EQ(reads_, 2);
}

TEST_F(RecordHeadsTest, AreForgottenWhenThereAreTooMany) {
  Write(2);
  HandOverMoreThanAreKept();

  EXPECT_THAT(heads_.Get(record_), IsOkAndHolds(HeadAt(2)));

  EXPECT_EQ(reads_, 1);
}

TEST_F(RecordHeadsTest, OfASlowReaderDoNotReplaceNewerOnes) {
  proxy_.after_get = [this](Space space) {
    if (space == Space::kHeads && reads_++ == 0) Write(2);
  };
  EXPECT_THAT(heads_.Get(record_), IsOkAndHolds(HeadAt(1)));

  EXPECT_THAT(heads_.Get(record_), IsOkAndHolds(HeadAt(2)));
}

TEST_F(RecordHeadsTest, OfASlowReaderDoNotTakeThePlaceOfNewerOnesThatWereForgotten) {
  proxy_.after_get = [this](Space space) {
    if (space != Space::kHeads || reads_++ > 0) return;
    Write(2);
    HandOverMoreThanAreKept();
  };
  EXPECT_THAT(heads_.Get(record_), IsOkAndHolds(HeadAt(1)));

  EXPECT_THAT(heads_.Get(record_), IsOkAndHolds(HeadAt(2)));
}

TEST_F(RecordHeadsTest, AreGivenOnlyOnceTheyArePublished) {
  Store(2);
  heads_.HandOver({{record_, HeadAt(2)}});
  auto reader = std::async(std::launch::async, [this] {
    const absl::StatusOr<RecordHead> head = heads_.Get(record_);
    EXPECT_EQ(published_.Get().position, 2);
    return head;
  });

  published_.Publish({.generation = 1, .position = 2});

  EXPECT_THAT(reader.get(), IsOkAndHolds(HeadAt(2)));
}

TEST_F(RecordHeadsTest, StayWhatWasPublishedWhileTheNextOnesAreWritten) {
  ASSERT_THAT(heads_.Get(record_), IsOk());

  Store(2);

  EXPECT_THAT(heads_.Get(record_), IsOkAndHolds(HeadAt(1)));
}

Version HeldVersion(EventLog& log) { return log.HeadOf(RecordNo(1)).value().version; }

TEST(RecordHeadsOfALog, MoveWithItsPublishedHead) {
  std::function<void(WriteStep)> look = [](WriteStep) {};
  TestLog log(StorageKind::kMemory, {.at_step = [&](WriteStep step) { look(step); }});
  ASSERT_THAT(log->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "first")), IsOk());
  std::map<WriteStep, Version> held;
  look = [&](WriteStep step) { held[step] = HeldVersion(*log); };

  ASSERT_THAT(log->AppendAndWait(AppendOf(RequestNo(2), RecordNo(1), 1, "second")), IsOk());

  EXPECT_THAT(held, ElementsAre(Pair(WriteStep::kDecided, 1), Pair(WriteStep::kCommitted, 1),
                                Pair(WriteStep::kWitnessed, 1), Pair(WriteStep::kPublished, 2)));
}

TEST(RecordHeadsOfALog, StayWhatWasPublishedAfterAWriteOfUnknownOutcome) {
  TestLog log;
  ASSERT_THAT(log->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "first")), IsOk());
  log.storage().after_commit = [] { return CommitOutcome::kUnknown; };
  ASSERT_THAT(log->AppendAndWait(AppendOf(RequestNo(2), RecordNo(1), 1, "second")),
              HasReason(v1::ERROR_REASON_OUTCOME_UNKNOWN));

  EXPECT_EQ(HeldVersion(*log), 1u);

  log.Reopen();
  EXPECT_EQ(HeldVersion(*log), 2u);
}

TEST(RecordHeadsOfALog, SayThatTheRecordWasErased) {
  TestLog log;
  ASSERT_THAT(log->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "first")), IsOk());
  ASSERT_THAT(log->AppendAndWait(ErasureOf(RequestNo(2), RecordNo(1), 1)), IsOk());

  EXPECT_EQ(log->HeadOf(RecordNo(1))->state, RecordState::kErased);
}

TEST(RecordHeadsOfALog, OfARecordThatAGroupAddsToTwiceAreThoseAfterTheSecond) {
  TestLog log;
  ASSERT_THAT(log->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "first")), IsOk());
  std::promise<void> both_wait;
  log->Append(AppendOf(RequestNo(2), RecordNo(2), 0, "of another record"),
              [&](const auto&) { both_wait.get_future().wait(); });
  std::promise<absl::StatusOr<Appended>> third;
  log->Append(AppendOf(RequestNo(3), RecordNo(1), 1, "second"), [](const auto&) {});
  log->Append(AppendOf(RequestNo(4), RecordNo(1), 2, "third"),
              [&](absl::StatusOr<Appended> result) { third.set_value(std::move(result)); });
  both_wait.set_value();

  EXPECT_THAT(third.get_future().get(), IsOk());
  EXPECT_EQ(HeldVersion(*log), 3u);
  log.Reopen();
  EXPECT_EQ(HeldVersion(*log), 3u);
}

}  // namespace
}  // namespace cairn
