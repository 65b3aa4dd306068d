// Every record key under a new master key, while the log goes on.
#include "eventstore/key_rotation.h"

#include <atomic>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/event_log.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::Gt;
using testing::IsEmpty;

class KeyRotation : public testing::Test {
 protected:
  KeyRotation() {
    for (uint64_t record = 1; record <= kRecords; ++record) Append(record, "text");
  }
  void Append(uint64_t record, std::string_view text) {
    const Version expected = log_->HeadOf(RecordNo(record))->version;
    ASSERT_THAT(log_->AppendAndWait(AppendOf(NextRequest(), RecordNo(record), expected, text)),
                IsOk());
  }
  RequestKey NextRequest() { return RequestNo(++requests_); }
  RotationOptions Options() {
    return {.request = RequestNo(1'000'000 + ++requests_), .keys_per_batch = 3};
  }
  // Whether everything still opens with nothing remembered.
  void ExpectEverythingOpens() {
    log_.Reopen();
    const std::vector<StoredEvent> events = log_->ReadAll(0, 10'000).value();
    for (const StoredEvent& event : events) {
      EXPECT_TRUE(event.content || event.control || event.erased_by) << event.position;
    }
  }
  std::vector<Epoch> EpochsInUse() {
    std::vector<Epoch> epochs;
    EXPECT_THAT(log_.storage().Scan(Space::kKeys, {},
                                    [&](std::string_view, std::string_view value) {
                                      epochs.push_back(log_.vault.EpochOf(value).value());
                                      return true;
                                    }),
                IsOk());
    return epochs;
  }

  static constexpr uint64_t kRecords = 10;
  TestLog log_{StorageKind::kRocksDb};
  std::atomic<uint64_t> requests_ = 0;
};

TEST_F(KeyRotation, WrapsEveryKeyAnewAndDestroysTheOldEpoch) {
  const auto report = RotateKeys(*log_, log_.vault, Options());

  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->old_epoch, 1u);
  EXPECT_EQ(report->new_epoch, 2u);
  EXPECT_EQ(report->keys_wrapped, kRecords + 1);  // and the log's own
  EXPECT_THAT(report->destroyed, ElementsAre(1u));
  EXPECT_THAT(EpochsInUse(), testing::Each(2u));
  EXPECT_THAT(log_.vault.ListEpochs(),
              IsOkAndHolds(ElementsAre(EpochInfo{1, EpochState::kDestroyed},
                                       EpochInfo{2, EpochState::kActive})));
  ExpectEverythingOpens();
}

TEST_F(KeyRotation, SaysSoInTheStreamOfTheLog) {
  const auto report = RotateKeys(*log_, log_.vault, Options()).value();

  const auto own = log_->Read(RecordId(), 1, Direction::kForward, 10).value();
  ASSERT_EQ(own.size(), 1u);
  EXPECT_EQ(own[0].position, report.key_change.position);
  EXPECT_EQ(std::get<KeyChangeBody>(*own[0].control),
            (KeyChangeBody{.old_epoch = 1, .new_epoch = 2}));
}

TEST_F(KeyRotation, LeavesClaimsWhereTheyAre) {
  const Claim upn{.type = 1, .value = "A1"};
  AppendRequest request = AppendOf(NextRequest(), RecordNo(50), 0, "a");
  request.records[0].claims_taken = {upn};
  ASSERT_THAT(log_->AppendAndWait(request), IsOk());

  ASSERT_THAT(RotateKeys(*log_, log_.vault, Options()), IsOk());
  log_.Reopen();

  EXPECT_THAT(log_->Find(upn), IsOkAndHolds(testing::Optional(RecordNo(50))));
}

TEST_F(KeyRotation, DestroysNothingUnlessTheBackupIsProved) {
  RotationOptions options = Options();
  options.prove_backup = [] { return absl::InternalError("the backup does not open"); };

  EXPECT_THAT(RotateKeys(*log_, log_.vault, options), StatusIs(absl::StatusCode::kInternal));

  EXPECT_THAT(log_.vault.ListEpochs(),
              IsOkAndHolds(ElementsAre(EpochInfo{1, EpochState::kActive},
                                       EpochInfo{2, EpochState::kActive})));
  ExpectEverythingOpens();
}

TEST_F(KeyRotation, GoesOnWithTheBackupWhenTheSameRequestComesAgain) {
  RotationOptions options = Options();
  options.prove_backup = [] { return absl::InternalError("no"); };
  ASSERT_FALSE(RotateKeys(*log_, log_.vault, options).ok());
  options.prove_backup = [] { return absl::OkStatus(); };

  const auto report = RotateKeys(*log_, log_.vault, options);
  const auto again = RotateKeys(*log_, log_.vault, options);

  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->destroyed, ElementsAre(1u));
  EXPECT_EQ(report->new_epoch, 2u);
  ASSERT_THAT(again, IsOk());
  EXPECT_THAT(again->destroyed, IsEmpty());
  EXPECT_EQ(again->key_change, report->key_change);
  EXPECT_EQ(log_->HeadOf(RecordId())->version, 1u);
}

TEST_F(KeyRotation, CutShortAnywhereLeavesEverythingToOpenAndIsFinishedByAnother) {
  for (int cut_after = 0; cut_after < 6; ++cut_after) {
    RotationOptions options = Options();
    int asked = 0;
    options.cancelled = [&] { return asked++ == cut_after; };
    const auto cut = RotateKeys(*log_, log_.vault, options);
    EXPECT_TRUE(cut.ok() || absl::IsCancelled(cut.status())) << cut.status();
    ExpectEverythingOpens();
  }

  const auto report = RotateKeys(*log_, log_.vault, Options());

  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(EpochsInUse(), testing::Each(report->new_epoch));
  int active = 0;
  const std::vector<EpochInfo> epochs = log_.vault.ListEpochs().value();
  for (const EpochInfo& info : epochs) {
    active += info.state == EpochState::kActive ? 1 : 0;
  }
  EXPECT_EQ(active, 1);
  ExpectEverythingOpens();
}

TEST_F(KeyRotation, LeavesAloneWhatWasErasedOrReplacedMeanwhile) {
  const auto first = log_->Read(RecordNo(2), 1, Direction::kForward, 1).value().front();
  Append(2, "more");
  RotationOptions options = Options();
  bool done = false;
  options.progress = [&](const RotationProgress& progress) {
    if (done || progress.stage != RotationStage::kWrapping) return;
    done = true;
    EXPECT_THAT(log_->AppendAndWait(ErasureOf(NextRequest(), RecordNo(1), 1)), IsOk());
    EXPECT_THAT(log_->AppendAndWait(RemovalOf(NextRequest(), RecordNo(2), 2, first.leaf.event_id)),
                IsOk());
    Append(70, "new");
  };

  ASSERT_THAT(RotateKeys(*log_, log_.vault, options), IsOk());

  EXPECT_THAT(EpochsInUse(), testing::Each(2u));
  ExpectEverythingOpens();
  EXPECT_EQ(log_->HeadOf(RecordNo(1))->state, RecordState::kErased);
  EXPECT_EQ(TextOf(log_->Read(RecordNo(2), 2, Direction::kForward, 1)->front()), "more");
  EXPECT_EQ(TextOf(log_->Read(RecordNo(70), 1, Direction::kForward, 1)->front()), "new");
}

// Rows that were drawn under the old epoch and land during the rotation are wrapped again by the
// log's thread; otherwise they would be lost with the epoch.
TEST_F(KeyRotation, LosesNoKeyOfTheRecordsThatBeginMeanwhile) {
  std::atomic<bool> stop = false;
  std::vector<std::thread> writers;
  std::atomic<uint64_t> record = 100;
  for (int i = 0; i < 3; ++i) {
    writers.emplace_back([&] {
      while (!stop) {
        const RecordId id = RecordNo(++record);
        const RequestKey append = NextRequest();
        if (!log_->AppendAndWait(AppendOf(append, id, 0, "new")).ok()) return;
        if (record % 5 == 0) {
          EXPECT_THAT(log_->AppendAndWait(ErasureOf(NextRequest(), id, 1)), IsOk());
        }
      }
    });
  }
  for (int round = 0; round < 5; ++round) {
    ASSERT_THAT(RotateKeys(*log_, log_.vault, Options()), IsOk());
  }
  stop = true;
  for (std::thread& writer : writers) writer.join();

  EXPECT_THAT(record.load(), Gt(100u));
  ExpectEverythingOpens();
}

}  // namespace
}  // namespace cairn
