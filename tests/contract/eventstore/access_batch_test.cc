// Batches of the access log: sealed in a stream of their own, found by keys, on every storage.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "eventstore/event_log.h"
#include "eventstore/log_rows.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Position kAnywhere = ~Position{0};
constexpr size_t kAllAtOnce = 1000;

IndexKey Key(uint64_t number) { return *IndexKey::FromBytes(RecordNo(number).bytes()); }

class AccessBatches : public testing::TestWithParam<StorageKind> {
 protected:
  AccessBatches() {
    EXPECT_THAT(log_->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "an event")), IsOk());
    EXPECT_THAT(log_->AppendAndWait(BatchOf(RequestNo(2), stream_, 0, {Key(1), Key(2)}, "first")),
                IsOk());
    EXPECT_THAT(log_->AppendAndWait(BatchOf(RequestNo(3), stream_, 1, {Key(1)}, "second")), IsOk());
  }

  void ExpectAllIsThere() {
    EXPECT_THAT(log_->Find(Key(1), kAnywhere, kAllAtOnce), IsOkAndHolds(ElementsAre(3, 2)));
    EXPECT_THAT(log_->Find(Key(2), kAnywhere, kAllAtOnce), IsOkAndHolds(ElementsAre(2)));
    EXPECT_THAT(log_->Find(Key(3), kAnywhere, kAllAtOnce), IsOkAndHolds(IsEmpty()));
    const auto batch = log_->ReadAll(2, 1);
    ASSERT_THAT(batch, IsOk());
    EXPECT_EQ(batch->front().leaf.kind, LeafKind::kAccessBatch);
    EXPECT_EQ(batch->front().leaf.record, stream_);
    EXPECT_EQ(TextOf(batch->front()), "second");
    EXPECT_EQ(log_->HeadOf(stream_)->version, 2u);
  }

  const RecordId stream_ = RecordNo(100);
  TestLog log_{GetParam()};
};

TEST_P(AccessBatches, AreFoundByTheirKeysTheNewestFirst) {
  ExpectAllIsThere();
  EXPECT_THAT(log_->Find(Key(1), kAnywhere, 1), IsOkAndHolds(ElementsAre(3)));
  EXPECT_THAT(log_->Find(Key(1), 3, kAllAtOnce), IsOkAndHolds(ElementsAre(2)));
  EXPECT_THAT(log_->Find(Key(1), 2, kAllAtOnce), IsOkAndHolds(IsEmpty()));
}

TEST_P(AccessBatches, SurviveThatTheLogIsOpenedAgain) {
  log_.Reopen();

  ExpectAllIsThere();
}

TEST_P(AccessBatches, ComeWithTheirIndexInOneCommitOrNotAtAll) {
  log_.storage().before_commit = [] { return CommitOutcome::kUnknown; };
  EXPECT_THAT(log_->AppendAndWait(BatchOf(RequestNo(4), stream_, 2, {Key(1), Key(9)}, "third")),
              HasReason(v1::ERROR_REASON_OUTCOME_UNKNOWN));
  log_.storage().before_commit = nullptr;
  log_.Reopen();

  ExpectAllIsThere();
  EXPECT_THAT(log_->Find(Key(9), kAnywhere, kAllAtOnce), IsOkAndHolds(IsEmpty()));
}

TEST_P(AccessBatches, AreNotGivenWhenAByteOfThemIsNotAsItWasWritten) {
  std::string row = log_.storage().Get(Space::kEnvelopes, EnvelopeKey(stream_, 1))->value();
  row.back() = static_cast<char>(row.back() ^ 1);
  log_.Overwrite(Space::kEnvelopes, EnvelopeKey(stream_, 1), row);

  EXPECT_THAT(log_->ReadAll(1, 1), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

// The keys of a stream go as those of a record do.
TEST_P(AccessBatches, KeepTheirPlaceWhenTheirStreamIsErased) {
  ASSERT_THAT(log_->AppendAndWait(ErasureOf(RequestNo(4), stream_, 2)), IsOk());

  const auto batch = log_->ReadAll(1, 1);

  ASSERT_THAT(batch, IsOk());
  EXPECT_EQ(batch->front().content, std::nullopt);
  EXPECT_EQ(batch->front().erased_by, 4u);
  EXPECT_THAT(log_->Find(Key(1), kAnywhere, kAllAtOnce), IsOkAndHolds(ElementsAre(3, 2)));
  EXPECT_EQ(TextOf(log_->ReadAll(0, 1)->front()), "an event");
}

TEST_P(AccessBatches, AreOneContentEachAndNothingElseIsFoundByAKey) {
  AppendRequest two = BatchOf(RequestNo(4), stream_, 2, {Key(1)}, "third");
  two.records[0].contents.push_back(Saying("fourth"));
  AppendRequest found = AppendOf(RequestNo(5), RecordNo(1), 1, "an event");
  found.records[0].found_by = {Key(1)};
  AppendRequest other = AppendOf(RequestNo(6), RecordNo(1), 1, "an event");
  other.records[0].kind = LeafKind::kErasure;

  EXPECT_THAT(log_->AppendAndWait(two), HasReason(v1::ERROR_REASON_INVALID_REQUEST));
  EXPECT_THAT(log_->AppendAndWait(found), HasReason(v1::ERROR_REASON_INVALID_REQUEST));
  EXPECT_THAT(log_->AppendAndWait(other), HasReason(v1::ERROR_REASON_INVALID_REQUEST));
}

constexpr auto NameOf = [](const auto& kind) {
  return kind.param == StorageKind::kMemory ? "Memory" : "RocksDb";
};

INSTANTIATE_TEST_SUITE_P(All, AccessBatches,
                         testing::Values(StorageKind::kMemory, StorageKind::kRocksDb), NameOf);

}  // namespace
}  // namespace cairn
