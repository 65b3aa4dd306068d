#include "eventstore/record_heads.h"

#include <future>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/limits.h"
#include "eventstore/log_rows.h"
#include "eventstore/storage/memory_storage.h"
#include "tests/support/status_matchers.h"
#include "tests/support/storage_proxy.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

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
    for (uint64_t i = 1; i <= 2 * limits::kHeadsCachedMax; ++i) {
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

}  // namespace
}  // namespace cairn
