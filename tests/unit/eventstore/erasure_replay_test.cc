// An erasure that was noted is carried out, whatever came between.
#include "eventstore/erasure_replay.h"

#include <string>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/errors.h"
#include "eventstore/event_log.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_ids.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

class ErasureReplay : public testing::Test {
 protected:
  AppendedEvent Append(uint64_t request, RecordId record, std::string_view text) {
    const Version expected = log_->HeadOf(record)->version;
    return log_->AppendAndWait(AppendOf(RequestNo(request), record, expected, text))
        ->events.front();
  }
  // What the log's thread noted before a crash kept it from writing.
  void NoteOnly(const AppendRequest& request, LedgerId ledger_id) {
    const auto& body = std::get<ErasureBody>(*request.records.front().control);
    ASSERT_THAT(log_.vault.NoteErasure({.ledger_id = ledger_id,
                                        .body = body,
                                        .caller = request.request.caller,
                                        .request = request.request.request}),
                IsOk());
  }
  void NoteOnly(const AppendRequest& request) { NoteOnly(request, log_->ledger_id()); }
  std::vector<std::string> TextsOf(RecordId record) {
    const auto events = log_->Read(record, 1, Direction::kForward, 100).value();
    std::vector<std::string> texts;
    for (const StoredEvent& event : events) texts.push_back(TextOf(event));
    return texts;
  }

  TestLog log_{StorageKind::kRocksDb};
  const RecordId pip_ = RecordNo(1);
  const RecordId may_ = RecordNo(2);
};

TEST_F(ErasureReplay, CarriesOutWhatACrashCutShortBeforeAnyoneReads) {
  Append(1, pip_, "a");
  Append(2, may_, "b");
  const AppendRequest erasure = ErasureOf(RequestNo(3), pip_, 1);
  NoteOnly(erasure);

  log_.Reopen();

  EXPECT_EQ(log_->Head().position, 3u);
  EXPECT_THAT(TextsOf(pip_), ElementsAre("(no content)", "(no content)"));
  EXPECT_THAT(TextsOf(may_), ElementsAre("b"));
  // The client that never got its answer asks again.
  const auto repeat = log_->AppendAndWait(erasure);
  ASSERT_THAT(repeat, IsOk());
  EXPECT_TRUE(repeat->repeated);
  EXPECT_EQ(repeat->events.front().position, 3u);
}

TEST_F(ErasureReplay, DoesNothingTheSecondTime) {
  Append(1, pip_, "a");
  const AppendedEvent wrong = Append(2, pip_, "b");
  NoteOnly(RemovalOf(RequestNo(3), pip_, 2, wrong.event_id));
  log_.Reopen();
  EXPECT_EQ(log_->Head().position, 3u);

  log_.Reopen();

  EXPECT_THAT(ReplayErasures(*log_, log_.vault), IsOkAndHolds(0u));
  EXPECT_EQ(log_->Head().position, 3u);
  EXPECT_THAT(TextsOf(pip_), ElementsAre("a", "(no content)", "(no content)"));
}

TEST_F(ErasureReplay, CarriesOutARemovalOnWhateverVersionTheRecordHas) {
  const AppendedEvent wrong = Append(1, pip_, "a");
  Append(2, pip_, "b");
  Append(3, pip_, "c");
  NoteOnly(RemovalOf(RequestNo(4), pip_, 7, wrong.event_id));

  log_.Reopen();

  EXPECT_THAT(TextsOf(pip_), ElementsAre("(no content)", "b", "c", "(no content)"));
}

TEST_F(ErasureReplay, LeavesTheRemovalToTheErasureThatFollowedIt) {
  const AppendedEvent wrong = Append(1, pip_, "a");
  Append(2, pip_, "b");
  NoteOnly(RemovalOf(RequestNo(3), pip_, 2, wrong.event_id));
  NoteOnly(ErasureOf(RequestNo(4), pip_, 3));

  log_.Reopen();

  EXPECT_EQ(log_->Head().position, 3u);
  EXPECT_EQ(log_->HeadOf(pip_)->state, RecordState::kErased);
}

TEST_F(ErasureReplay, PassesOverWhatThisLogNeverHad) {
  Append(1, pip_, "a");
  NoteOnly(ErasureOf(RequestNo(2), RecordNo(7), 1));
  NoteOnly(RemovalOf(RequestNo(3), pip_, 1, IdOf<EventId>('e')));
  NoteOnly(ErasureOf(RequestNo(4), pip_, 1), IdOf<LedgerId>('x'));

  log_.Reopen();

  EXPECT_EQ(log_->Head().position, 1u);
  EXPECT_THAT(TextsOf(pip_), ElementsAre("a"));
}

TEST_F(ErasureReplay, FollowsACommitOfWhichNobodyKnowsWhatBecame) {
  Append(1, pip_, "a");
  log_.storage().before_commit = [] { return CommitOutcome::kUnknown; };
  const AppendRequest erasure = ErasureOf(RequestNo(2), pip_, 1);
  ASSERT_THAT(log_->AppendAndWait(erasure), HasReason(v1::ERROR_REASON_OUTCOME_UNKNOWN));

  log_.Reopen();

  EXPECT_THAT(TextsOf(pip_), ElementsAre("(no content)", "(no content)"));
  EXPECT_TRUE(log_->AppendAndWait(erasure)->repeated);
}

TEST_F(ErasureReplay, FindsTheErasureThatLandedThoughNobodyWasTold) {
  Append(1, pip_, "a");
  log_.storage().after_commit = [] { return CommitOutcome::kUnknown; };
  const AppendRequest erasure = ErasureOf(RequestNo(2), pip_, 1);
  ASSERT_THAT(log_->AppendAndWait(erasure), HasReason(v1::ERROR_REASON_OUTCOME_UNKNOWN));

  log_.Reopen();

  EXPECT_EQ(log_->Head().position, 2u);
  EXPECT_TRUE(log_->AppendAndWait(erasure)->repeated);
}

TEST_F(ErasureReplay, IsNotWantedOfAnErasureThatTheVaultCouldNotNote) {
  Append(1, pip_, "a");
  log_.vault.before_note = [] { return absl::UnavailableError("no room"); };

  EXPECT_THAT(log_->AppendAndWait(ErasureOf(RequestNo(2), pip_, 1)),
              HasReason(v1::ERROR_REASON_NOT_SERVING));

  Append(3, pip_, "b");
  log_.Reopen();
  EXPECT_THAT(TextsOf(pip_), ElementsAre("a", "b"));
}

TEST_F(ErasureReplay, IsLeftToTheNextStartWhenNobodyKnowsWhatTheVaultNoted) {
  Append(1, pip_, "a");
  log_.vault.before_note = [] {
    return Refusal(v1::ERROR_REASON_OUTCOME_UNKNOWN, "It is not certain what was noted.");
  };

  EXPECT_THAT(log_->AppendAndWait(ErasureOf(RequestNo(2), pip_, 1)),
              HasReason(v1::ERROR_REASON_OUTCOME_UNKNOWN));

  EXPECT_FALSE(log_->Failure().ok());
  log_.vault.before_note = [] { return absl::OkStatus(); };
  log_.Reopen();
  EXPECT_THAT(TextsOf(pip_), ElementsAre("a"));
}

TEST_F(ErasureReplay, IsWantedOfEveryErasureThatIsWritten) {
  Append(1, pip_, "a");
  const AppendRequest erasure = ErasureOf(RequestNo(2), pip_, 1);

  const Appended written = log_->AppendAndWait(erasure).value();

  const auto notes = log_.vault.Erasures().value();
  ASSERT_THAT(notes, SizeIs(1));
  EXPECT_EQ(notes[0].body, std::get<ErasureBody>(*erasure.records[0].control));
  EXPECT_EQ(notes[0].request, erasure.request.request);
  EXPECT_EQ(notes[0].noted_at_us, written.recorded_at_us);
}

}  // namespace
}  // namespace cairn
