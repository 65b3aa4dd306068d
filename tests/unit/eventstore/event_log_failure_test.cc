// What the log does when the world fails it: refuse, stop, or say what is damaged; never guess.
#include <atomic>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "eventstore/event_log.h"
#include "eventstore/ledger/head_witness.h"
#include "eventstore/log_rows.h"
#include "eventstore/log_start.h"
#include "eventstore/storage/memory_storage.h"
#include "tests/support/door.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_vault.h"
#include "tests/support/seeded_random.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_data.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

constexpr size_t kAllOfThem = 1000;

void AppendOne(TestLog& log, uint64_t number) {
  ASSERT_THAT(log->AppendAndWait(AppendOf(RequestNo(number), RecordNo(number), 0, "text")), IsOk());
}

TEST(EventLogQueue, RefusesAtOnceWhatFindsItFull) {
  TestLog log(StorageKind::kMemory, {.queue_requests_max = 2});
  Door door;
  log.storage().before_commit = [&] {
    door.WaitToPass();
    return std::nullopt;
  };
  Answers accepted;
  log->Append(AppendOf(RequestNo(0), RecordNo(0), 0, "text"), accepted.Taker());
  door.AwaitSomebody();
  log->Append(AppendOf(RequestNo(1), RecordNo(1), 0, "text"), accepted.Taker());
  log->Append(AppendOf(RequestNo(2), RecordNo(2), 0, "text"), accepted.Taker());

  const auto refused = log->AppendAndWait(AppendOf(RequestNo(3), RecordNo(3), 0, "text"));

  EXPECT_THAT(refused, HasReason(v1::ERROR_REASON_QUEUE_FULL));
  door.Open();
  EXPECT_THAT(accepted.Await(3), testing::Each(IsOk()));
}

TEST(EventLogQueue, IsFullWhenItHoldsTooManyBytes) {
  TestLog log(StorageKind::kMemory, {.queue_bytes_max = 3'000});

  EXPECT_THAT(log->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, std::string(4'000, 'x'))),
              HasReason(v1::ERROR_REASON_QUEUE_FULL));
  EXPECT_THAT(log->AppendAndWait(AppendOf(RequestNo(2), RecordNo(1), 0, "short")), IsOk());
}

TEST(EventLogQueue, AnswersWhatWaitsBeforeTheLogCloses) {
  TestLog log;
  Answers answers;
  for (uint64_t i = 0; i < 50; ++i) {
    log->Append(AppendOf(RequestNo(i), RecordNo(i), 0, "text"), answers.Taker());
  }

  log.Close();

  EXPECT_THAT(answers.Await(50), testing::Each(IsOk()));
}

TEST(EventLogQueue, DecidesOnWhatWaitedTogetherAgainstOneAnother) {
  TestLog log;
  Door door;
  log.storage().before_commit = [&] {
    door.WaitToPass();
    return std::nullopt;
  };
  Answers answers;
  log->Append(AppendOf(RequestNo(0), RecordNo(0), 0, "first"), answers.Taker());
  door.AwaitSomebody();
  const Claim claim{.type = 1, .value = "one"};
  log->Append(
      AppendOf(RequestNo(1),
               {{.record = RecordNo(1), .contents = {Saying("takes")}, .claims_taken = {claim}}}),
      answers.Taker());
  log->Append(
      AppendOf(
          RequestNo(2),
          {{.record = RecordNo(2), .contents = {Saying("too late")}, .claims_taken = {claim}}}),
      answers.Taker());
  log->Append(AppendOf(RequestNo(3), RecordNo(1), 0, "stale"), answers.Taker());
  log->Append(AppendOf(RequestNo(1), RecordNo(1), 0, "another"), answers.Taker());
  log->Append(FenceOf(RequestNo(1)), answers.Taker());

  door.Open();
  const std::vector<absl::StatusOr<Appended>> given = answers.Await(6);

  EXPECT_THAT(given[1], IsOk());
  EXPECT_THAT(given[2], HasReason(v1::ERROR_REASON_CLAIM_TAKEN));
  EXPECT_THAT(given[3], HasReason(v1::ERROR_REASON_VERSION_CONFLICT));
  EXPECT_THAT(given[4], HasReason(v1::ERROR_REASON_REQUEST_ID_REUSED));
  EXPECT_EQ(given[5]->events, given[1]->events);
}

TEST(EventLogDisk, RefusesToWriteAndGoesOnReadingWhenItIsNearlyFull) {
  TestLog log;
  AppendOne(log, 1);
  log.storage().free_bytes = limits::kDiskReserveBytes - 1;

  EXPECT_THAT(log->AppendAndWait(AppendOf(RequestNo(2), RecordNo(2), 0, "text")),
              HasReason(v1::ERROR_REASON_DISK_NEARLY_FULL));
  EXPECT_THAT(log->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "text")), IsOk());
  EXPECT_THAT(log->ReadAll(0, kAllOfThem), IsOkAndHolds(SizeIs(1)));
  log.storage().free_bytes = limits::kDiskReserveBytes;
  EXPECT_THAT(log->AppendAndWait(AppendOf(RequestNo(2), RecordNo(2), 0, "text")), IsOk());
}

class EventLogUnknownOutcome : public testing::Test {
 protected:
  // Everything in flight when the commit fails: one in the batch, two in the queue.
  std::vector<absl::StatusOr<Appended>> AnswersWhenTheCommitFails() {
    log_.storage().before_commit = [this]() -> std::optional<CommitOutcome> {
      door_.WaitToPass();
      return CommitOutcome::kUnknown;
    };
    log_->Append(AppendOf(RequestNo(1), RecordNo(1), 0, "text"), answers_.Taker());
    door_.AwaitSomebody();
    log_->Append(AppendOf(RequestNo(1), RecordNo(1), 0, "text"), answers_.Taker());
    log_->Append(AppendOf(RequestNo(2), RecordNo(2), 0, "text"), answers_.Taker());
    door_.Open();
    std::vector<absl::StatusOr<Appended>> given = answers_.Await(3);
    told_.AwaitSomebody();
    return given;
  }

  Door door_;
  Door told_;
  Answers answers_;
  absl::Status why_;
  TestLog log_{StorageKind::kMemory, {.on_failure = [this](const absl::Status& why) {
                 why_ = why;
                 told_.Open();
                 told_.WaitToPass();
               }}};
};

TEST_F(EventLogUnknownOutcome, IsWhatEverythingInFlightIsTold) {
  EXPECT_THAT(AnswersWhenTheCommitFails(),
              testing::Each(HasReason(v1::ERROR_REASON_OUTCOME_UNKNOWN)));
}

TEST_F(EventLogUnknownOutcome, StopsTheLogForGood) {
  AnswersWhenTheCommitFails();

  EXPECT_THAT(log_->AppendAndWait(AppendOf(RequestNo(3), RecordNo(3), 0, "text")),
              HasReason(v1::ERROR_REASON_NOT_SERVING));
  EXPECT_THAT(log_->Failure(), HasReason(v1::ERROR_REASON_OUTCOME_UNKNOWN));
  EXPECT_THAT(why_, HasReason(v1::ERROR_REASON_OUTCOME_UNKNOWN));
  EXPECT_THAT(log_->Follow(0)->Next(kAllOfThem, 10'000),
              HasReason(v1::ERROR_REASON_OUTCOME_UNKNOWN));
}

TEST_F(EventLogUnknownOutcome, PublishesNothingOfWhatMayBeThere) {
  log_.storage().after_commit = [] { return CommitOutcome::kUnknown; };

  EXPECT_THAT(log_->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "text")),
              HasReason(v1::ERROR_REASON_OUTCOME_UNKNOWN));

  EXPECT_EQ(log_->Head().position, 0u);
  EXPECT_THAT(log_->HeadOf(RecordNo(1)), HasReason(v1::ERROR_REASON_NOT_SERVING));
  EXPECT_THAT(log_->Find(RequestNo(1)), HasReason(v1::ERROR_REASON_NOT_SERVING));
}

TEST_F(EventLogUnknownOutcome, IsResolvedByRepeatingTheRequestAfterAReopening) {
  log_.storage().after_commit = [] { return CommitOutcome::kUnknown; };
  ASSERT_THAT(log_->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "text")),
              HasReason(v1::ERROR_REASON_OUTCOME_UNKNOWN));

  log_.Reopen();

  EXPECT_TRUE(log_->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "text"))->repeated);
  EXPECT_EQ(log_->Head().position, 1u);
}

TEST(EventLogWitness, ThatCannotBeWrittenLeavesTheOutcomeUnknownAndStopsTheLog) {
  const TempFolder folder;
  SeededRandom random;
  MemoryVault vault(random);
  FakeClock clock;
  MemoryStorage storage;
  ASSERT_THAT(OpenWitness(folder / "head.witness", storage, random), IsOk());
  std::atomic<int> failure = 0;
  HeadWitness witness =
      HeadWitness::Open(folder / "head.witness", [&](int) { return failure.load(); }).value();
  const auto log = EventLog::Open({}, storage, vault, witness, clock, random).value();
  failure = -1;

  EXPECT_THAT(log->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "text")),
              HasReason(v1::ERROR_REASON_OUTCOME_UNKNOWN));

  EXPECT_EQ(log->Head().position, 0u);
  EXPECT_THAT(log->Failure(), HasReason(v1::ERROR_REASON_OUTCOME_UNKNOWN));
}

TEST(EventLogOfTwoWriters, StopsWhenAnotherServerHasWritten) {
  TestLog log;
  log.storage().before_commit = [] { return CommitOutcome::kAborted; };

  EXPECT_THAT(log->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "text")),
              HasReason(v1::ERROR_REASON_OUTCOME_UNKNOWN));
  EXPECT_THAT(log->Failure(), HasReason(v1::ERROR_REASON_NOT_SERVING));
}

// It waited for ten seconds until the other's write would be published here, and went on.
TEST(EventLogOfTwoWriters, StopsAtOnceOnARecordThatTheOtherHasWrittenTo) {
  TestLog log;
  AppendOne(log, 1);
  log.Reopen();  // with no head in memory
  HeadWitness witness = OpenWitness(log.witness_path(), log.storage(), log.random).value();
  const auto other =
      EventLog::Open({}, log.storage(), log.vault, witness, log.clock, log.random).value();
  ASSERT_THAT(other->AppendAndWait(AppendOf(RequestNo(2), RecordNo(1), 1, "text")), IsOk());

  EXPECT_THAT(log->AppendAndWait(AppendOf(RequestNo(3), RecordNo(1), 1, "text")),
              HasReason(v1::ERROR_REASON_OUTCOME_UNKNOWN));
  EXPECT_THAT(log->Failure(), HasReason(v1::ERROR_REASON_NOT_SERVING));
}

class EventLogStart : public testing::Test {
 protected:
  WitnessedHead WitnessedAtTheEnd() {
    const LogHead head = log_->Head();
    return {.ledger_id = log_->ledger_id(),
            .generation = head.generation,
            .size = head.position,
            .root = head.root};
  }
  // Closes the log and opens it beside a witness that has seen `head`.
  absl::Status OpenBeside(const WitnessedHead& head) {
    log_.Close();
    std::filesystem::remove(log_.witness_path());
    EXPECT_THAT(HeadWitness::Create(log_.witness_path(), head), IsOk());
    return log_.Open();
  }

  TestLog log_;
};

TEST_F(EventLogStart, IsRefusedWhenTheWitnessHasSeenMoreThanTheLogHolds) {
  AppendOne(log_, 1);
  const std::string head = log_.storage().Get(Space::kMeta, kHeadKey).value().value();
  AppendOne(log_, 2);
  log_.Close();
  log_.Overwrite(Space::kMeta, kHeadKey, head);
  ASSERT_EQ(log_.storage().Commit(Batch(), 2, 1), CommitOutcome::kCommitted);

  const absl::Status refused = log_.Open();

  EXPECT_THAT(refused, HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(refused.message(), HasSubstr("ends at position 1, and 2 was acknowledged"));
}

TEST_F(EventLogStart, GoesOnWhenTheLogHoldsMoreThanTheWitnessHasSeen) {
  AppendOne(log_, 1);
  const std::string seen = ReadFile(log_.witness_path());
  AppendOne(log_, 2);
  log_.Close();
  WriteFile(log_.witness_path(), seen);

  EXPECT_THAT(log_.Open(), IsOk());
  EXPECT_EQ(log_->Head().position, 2u);
  EXPECT_NE(ReadFile(log_.witness_path()), seen);
}

TEST_F(EventLogStart, IsRefusedWhenTheWitnessIsNotThere) {
  AppendOne(log_, 1);
  log_.Close();
  std::filesystem::remove(log_.witness_path());

  EXPECT_THAT(log_.Open(), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST_F(EventLogStart, IsRefusedWhenTheWitnessIsOfAnotherLedger) {
  AppendOne(log_, 1);
  WitnessedHead other = WitnessedAtTheEnd();
  other.ledger_id = *LedgerId::FromBytes("another ledger..");

  EXPECT_THAT(OpenBeside(other), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST_F(EventLogStart, IsRefusedWhenTheWitnessIsOfAnotherGeneration) {
  AppendOne(log_, 1);
  WitnessedHead other = WitnessedAtTheEnd();
  other.generation = 2;

  EXPECT_THAT(OpenBeside(other), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST_F(EventLogStart, IsRefusedWhenTheWitnessHasSeenOtherEvents) {
  AppendOne(log_, 1);
  WitnessedHead other = WitnessedAtTheEnd();
  other.root[0] ^= 1;
  AppendOne(log_, 2);

  const absl::Status refused = OpenBeside(other);

  EXPECT_THAT(refused, HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(refused.message(), HasSubstr("not those that were acknowledged"));
}

TEST_F(EventLogStart, IsRefusedWhenALeafThatWasAcknowledgedIsAnother) {
  AppendOne(log_, 1);
  const std::string forged = log_.storage().Get(Space::kLeaves, U64Key(1)).value().value();
  AppendOne(log_, 2);
  log_.Close();
  log_.Overwrite(Space::kLeaves, U64Key(2), forged);

  EXPECT_THAT(log_.Open(), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST_F(EventLogStart, IsRefusedWhenTheFormatTakesALaterReader) {
  log_.Close();
  const LogIdentity later{.format = 9, .min_reader_format = 2};
  log_.Overwrite(Space::kMeta, kIdentityKey, EncodeIdentity(later) + "what this code cannot know");

  const absl::Status refused = log_.Open();

  EXPECT_THAT(refused, HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(refused.message(), HasSubstr("reads format 1"));
}

TEST_F(EventLogStart, IsRefusedWhenTheLogIsGoneAndTheWitnessIsNot) {
  AppendOne(log_, 1);
  log_.Close();
  log_.Remove(Space::kMeta, kIdentityKey);

  EXPECT_THAT(log_.Open(), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

class EventLogDamage : public testing::Test {
 protected:
  EventLogDamage() {
    AppendOne(log_, 1);
    EXPECT_THAT(log_->AppendAndWait(AppendOf(RequestNo(2), RecordNo(1), 1, "second")), IsOk());
  }

  void FlipLastByte(Space space, const std::string& key) {
    std::string value = log_.storage().Get(space, key).value().value();
    value.back() = static_cast<char>(value.back() ^ 1);
    log_.Overwrite(space, key, value);
  }

  void ExpectNothingServed() {
    EXPECT_THAT(log_->Read(RecordNo(1), 1, Direction::kForward, kAllOfThem),
                HasReason(v1::ERROR_REASON_DATA_DAMAGED));
    EXPECT_THAT(log_->ReadAll(0, kAllOfThem), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  }

  TestLog log_;
};

TEST_F(EventLogDamage, OfAnEnvelopeIsNotServed) {
  FlipLastByte(Space::kEnvelopes, EnvelopeKey(RecordNo(1), 2));

  ExpectNothingServed();
}

TEST_F(EventLogDamage, OfALeafIsNotServed) {
  FlipLastByte(Space::kLeaves, U64Key(1));

  ExpectNothingServed();
}

TEST_F(EventLogDamage, OfAMissingEnvelopeIsNotServed) {
  log_.Remove(Space::kEnvelopes, EnvelopeKey(RecordNo(1), 2));

  ExpectNothingServed();
}

TEST_F(EventLogDamage, OfAMissingLeafIsNotServed) {
  log_.Remove(Space::kLeaves, U64Key(2));

  ExpectNothingServed();
}

TEST_F(EventLogDamage, OfEventsThatChangedPlacesIsNotServed) {
  const std::string first =
      log_.storage().Get(Space::kEnvelopes, EnvelopeKey(RecordNo(1), 1)).value().value();
  const std::string second =
      log_.storage().Get(Space::kEnvelopes, EnvelopeKey(RecordNo(1), 2)).value().value();
  log_.Overwrite(Space::kEnvelopes, EnvelopeKey(RecordNo(1), 1), second);
  log_.Overwrite(Space::kEnvelopes, EnvelopeKey(RecordNo(1), 2), first);

  ExpectNothingServed();
}

TEST_F(EventLogDamage, OfAPageOnlyIsFoundWhenThatPageIsRead) {
  FlipLastByte(Space::kEnvelopes, EnvelopeKey(RecordNo(1), 2));

  EXPECT_THAT(log_->Read(RecordNo(1), 1, Direction::kForward, 1), IsOkAndHolds(SizeIs(1)));
}

TEST_F(EventLogDamage, OfAHeadBeyondTheLogIsFound) {
  log_.Reopen();  // or the head would not be read
  log_.Overwrite(Space::kHeads, RecordNo(1).ToBytes(),
                 EncodeRecordHead({.version = 9, .position = 99}));

  EXPECT_THAT(log_->Read(RecordNo(1), 1, Direction::kForward, kAllOfThem),
              HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

}  // namespace
}  // namespace cairn
