// What a reader gets while the record is being erased: the erasure is noted in the vault, which
// gives its key to nobody any more, and is not committed yet.
#include <atomic>
#include <optional>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/event_log.h"
#include "tests/support/door.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

using testing::SizeIs;

class EventOpenerTest : public testing::Test {
 protected:
  EventOpenerTest() {
    first_ = log_->AppendAndWait(AppendOf(RequestNo(1), record_, 0, "a")).value();
    log_.Reopen();  // nobody has unwrapped the record's key
  }

  // The log's thread stands before the commit of the erasure until a reader has looked for it in
  // vain; then `outcome` is what becomes of the commit.
  void EraseWhileSomebodyReads(std::optional<CommitOutcome> outcome) {
    log_.storage().before_commit = [this, outcome] {
      door_.WaitToPass();
      return outcome;
    };
    log_.storage().after_get = [this](Space space) {
      if (space == Space::kEnvelopes) looking_ = true;
      if (space == Space::kHeads && looking_) door_.Open();
    };
    log_->Append(ErasureOf(RequestNo(2), record_, 1), answers_.Taker());
    door_.AwaitSomebody();
  }
  absl::StatusOr<std::vector<StoredEvent>> Read() {
    return log_->Read(record_, 1, Direction::kForward, 1);
  }

  const RecordId record_ = RecordNo(1);
  Appended first_;
  std::atomic<bool> looking_ = false;
  Door door_;
  Answers answers_;
  TestLog log_;
};

TEST_F(EventOpenerTest, GivesWhatIsBeingErasedOnceItIsErased) {
  EraseWhileSomebodyReads(std::nullopt);

  const auto events = Read();

  ASSERT_THAT(events, IsOkAndHolds(SizeIs(1)));
  EXPECT_EQ(events->front().content, std::nullopt);
  EXPECT_EQ(events->front().erased_by, 2u);
  EXPECT_THAT(answers_.Await(1).front(), IsOk());
}

TEST_F(EventOpenerTest, WaitsForNoErasureThatNobodyWritesAnyMore) {
  EraseWhileSomebodyReads(CommitOutcome::kUnknown);

  EXPECT_THAT(Read(), HasReason(v1::ERROR_REASON_NOT_SERVING));
}

// The log's thread would wait for itself.
TEST_F(EventOpenerTest, ComparesARepeatInTheGroupOfTheErasureWithoutWaitingForIt) {
  log_.storage().before_commit = [this] {
    door_.WaitToPass();
    return std::nullopt;
  };
  log_->Append(AppendOf(RequestNo(3), RecordNo(2), 0, "another"), answers_.Taker());
  door_.AwaitSomebody();
  log_->Append(ErasureOf(RequestNo(2), record_, 1), answers_.Taker());
  log_->Append(AppendOf(RequestNo(1), record_, 0, "a"), answers_.Taker());
  door_.Open();

  const absl::StatusOr<Appended> repeat = answers_.Await(3).back();

  ASSERT_THAT(repeat, IsOk());
  EXPECT_TRUE(repeat->repeated);
  EXPECT_EQ(repeat->events, first_.events);
}

}  // namespace
}  // namespace cairn
