// What goes with an erasure, what stays, and what is said of it: on the storage in memory and on
// RocksDB.
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "eventstore/event_log.h"
#include "eventstore/keys/entry_keys.h"
#include "eventstore/ledger/merkle.h"
#include "eventstore/ledger/tlog_proof.h"
#include "eventstore/log_rows.h"
#include "eventstore/proof_builder.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::Optional;
using testing::SizeIs;

const Claim kUpn{.type = 1, .value = "A123"};
constexpr std::string_view kCheckpoint = "cairn.example/log\n1\nAAAA\n\n— a AAAAAAA=\n";

class Erasure : public testing::TestWithParam<StorageKind> {
 protected:
  AppendedEvent Append(RecordId record, std::string_view text) {
    const Version expected = log_->HeadOf(record)->version;
    return log_->AppendAndWait(AppendOf(NextRequest(), record, expected, text))->events.front();
  }
  AppendedEvent Remove(const AppendedEvent& event) {
    const Version expected = log_->HeadOf(event.record)->version;
    return log_->AppendAndWait(RemovalOf(NextRequest(), event.record, expected, event.event_id))
        ->events.front();
  }
  AppendedEvent Erase(RecordId record) {
    const Version expected = log_->HeadOf(record)->version;
    return log_->AppendAndWait(ErasureOf(NextRequest(), record, expected))->events.front();
  }
  RequestKey NextRequest() { return RequestNo(++requests_); }

  std::vector<StoredEvent> Read(RecordId record) {
    return log_->Read(record, 1, Direction::kForward, 100).value();
  }
  std::vector<std::string> TextsOf(RecordId record) {
    std::vector<std::string> texts;
    for (const StoredEvent& event : Read(record)) texts.push_back(TextOf(event));
    return texts;
  }
  size_t RowsOf(Space space, RecordId record) {
    size_t rows = 0;
    EXPECT_THAT(log_.storage().Scan(space, PrefixRange(record.bytes()),
                                    [&](std::string_view, std::string_view) {
                                      ++rows;
                                      return true;
                                    }),
                IsOk());
    return rows;
  }
  // Whether the offline proof of `event`, with every field shown, holds.
  bool Proves(const StoredEvent& event) {
    const LogHead head = log_->Head();
    const ProofBuilder builder(log_->ledger(), log_->keys());
    const auto file =
        builder.Build(event, head.position, kCheckpoint, [](std::string_view) { return true; });
    if (!file.ok()) return false;
    const TlogProof proof = TlogProof::Parse(*file).value();
    const Disclosure shown = Disclosure::Parse(proof.extra).value();
    return shown.MatchesLeaf() &&
           VerifyInclusion(proof.index, head.position, shown.leaf.hash(), proof.path, head.root);
  }

  TestLog log_{GetParam()};
  uint64_t requests_ = 0;
  const RecordId pip_ = RecordNo(1);
  const RecordId may_ = RecordNo(2);
};

TEST_P(Erasure, OfARecordTakesItsContentsAndLeavesItsLeaves) {
  Append(pip_, "a");
  Append(pip_, "b");

  const AppendedEvent erasure = Erase(pip_);

  const std::vector<StoredEvent> events = Read(pip_);
  ASSERT_THAT(events, SizeIs(3));
  EXPECT_EQ(events[0].content, std::nullopt);
  EXPECT_EQ(events[0].erased_by, erasure.position);
  EXPECT_EQ(events[1].erased_by, erasure.position);
  EXPECT_EQ(events[2].leaf.kind, LeafKind::kErasure);
  EXPECT_EQ(events[2].leaf.previous_leaf_hash, events[1].leaf.hash());
  EXPECT_EQ(events[2].leaf.fields_root, Hash{});
  EXPECT_EQ(events[2].erased_by, 0u);
  ASSERT_TRUE(events[2].control.has_value());
  const auto& body = std::get<ErasureBody>(*events[2].control);
  EXPECT_EQ(body.record, pip_);
  EXPECT_EQ(body.authority, 17);
  EXPECT_EQ(log_->HeadOf(pip_)->state, RecordState::kErased);
}

TEST_P(Erasure, OfARecordSurvivesReopening) {
  Append(pip_, "a");
  Append(may_, "b");
  Erase(pip_);

  log_.Reopen();

  EXPECT_THAT(TextsOf(pip_), ElementsAre("(no content)", "(no content)"));
  EXPECT_THAT(TextsOf(may_), ElementsAre("b"));
  EXPECT_EQ(log_->HeadOf(pip_)->state, RecordState::kErased);
}

TEST_P(Erasure, OfARecordDeletesEveryKeyOfIt) {
  Append(pip_, "a");
  const AppendedEvent wrong = Append(pip_, "b");
  Remove(wrong);

  Erase(pip_);

  EXPECT_EQ(RowsOf(Space::kKeys, pip_), 0u);
  EXPECT_EQ(RowsOf(Space::kEntryKeys, pip_), 0u);
  EXPECT_THAT(log_->keys().Get(pip_), StatusIs(absl::StatusCode::kNotFound));
}

TEST_P(Erasure, OfARecordIsInTheIndexOfControlLeaves) {
  Append(pip_, "a");

  const AppendedEvent erasure = Erase(pip_);

  const auto row = log_.storage().Get(Space::kGovernance, U64Key(erasure.position)).value();
  ASSERT_TRUE(row.has_value());
  EXPECT_THAT(DecodeGovernanceRow(*row), IsOkAndHolds(GovernanceRow{LeafKind::kErasure, pip_, 2}));
}

TEST_P(Erasure, OfARecordReleasesItsClaimsUnasked) {
  AppendRequest request = AppendOf(NextRequest(), pip_, 0, "a");
  request.records[0].claims_taken = {kUpn};
  ASSERT_THAT(log_->AppendAndWait(request), IsOk());

  Erase(pip_);

  EXPECT_THAT(log_->Find(kUpn), IsOkAndHolds(Eq(std::nullopt)));
  AppendRequest other = AppendOf(NextRequest(), may_, 0, "b");
  other.records[0].claims_taken = {kUpn};
  EXPECT_THAT(log_->AppendAndWait(other), IsOk());
}

TEST_P(Erasure, LeavesNothingToAppendTo) {
  Append(pip_, "a");
  Erase(pip_);

  EXPECT_THAT(log_->AppendAndWait(AppendOf(NextRequest(), pip_, 2, "b")),
              HasReason(v1::ERROR_REASON_RECORD_ERASED));
  EXPECT_THAT(log_->AppendAndWait(AppendOf(NextRequest(), pip_, 1, "b")),
              HasReason(v1::ERROR_REASON_RECORD_ERASED));
  EXPECT_THAT(log_->AppendAndWait(ErasureOf(NextRequest(), pip_, 2)),
              HasReason(v1::ERROR_REASON_RECORD_ERASED));
}

TEST_P(Erasure, IsRefusedOnAnotherVersionAndThenNotNoted) {
  Append(pip_, "a");

  EXPECT_THAT(log_->AppendAndWait(ErasureOf(NextRequest(), pip_, 2)),
              HasReason(v1::ERROR_REASON_VERSION_CONFLICT));
  Append(pip_, "hold");
  EXPECT_THAT(log_->AppendAndWait(ErasureOf(NextRequest(), pip_, 1)),
              HasReason(v1::ERROR_REASON_VERSION_CONFLICT));

  EXPECT_THAT(log_.vault.Erasures(), IsOkAndHolds(SizeIs(0)));
  EXPECT_THAT(TextsOf(pip_), ElementsAre("a", "hold"));
}

TEST_P(Erasure, RepeatedGetsItsFirstResultAlsoAfterReopening) {
  Append(pip_, "a");
  const AppendRequest erasure = ErasureOf(NextRequest(), pip_, 1);
  const Appended first = log_->AppendAndWait(erasure).value();

  const Appended again = log_->AppendAndWait(erasure).value();
  log_.Reopen();
  const Appended later = log_->AppendAndWait(erasure).value();

  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.events, first.events);
  EXPECT_EQ(later.events, first.events);
  EXPECT_EQ(log_->Head().position, 2u);
}

TEST_P(Erasure, IsNoRepeatWhenItsBodyIsAnother) {
  Append(pip_, "a");
  AppendRequest erasure = ErasureOf(NextRequest(), pip_, 1);
  ASSERT_THAT(log_->AppendAndWait(erasure), IsOk());

  std::get<ErasureBody>(*erasure.records[0].control).authority = 18;

  EXPECT_THAT(log_->AppendAndWait(erasure), HasReason(v1::ERROR_REASON_REQUEST_ID_REUSED));
}

TEST_P(Erasure, LeavesRepeatsOfWhatItTookTheirFirstResult) {
  const AppendRequest request = AppendOf(RequestNo(70), pip_, 0, "a");
  const Appended first = log_->AppendAndWait(request).value();
  Erase(pip_);
  log_.Reopen();

  const Appended again = log_->AppendAndWait(request).value();

  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.events, first.events);
  EXPECT_EQ(log_->Find(request.request)->value().events, first.events);
}

TEST_P(Erasure, LeavesWhatIsLeftOfARequestToBeCompared) {
  AppendRequest request = AppendOf(RequestNo(70), {{.record = pip_, .contents = {Saying("a")}},
                                                   {.record = may_, .contents = {Saying("b")}}});
  ASSERT_THAT(log_->AppendAndWait(request), IsOk());
  Erase(pip_);

  EXPECT_THAT(log_->AppendAndWait(request), IsOk());
  request.records[1].contents = {Saying("c")};
  EXPECT_THAT(log_->AppendAndWait(request), HasReason(v1::ERROR_REASON_REQUEST_ID_REUSED));
  request.records.pop_back();
  EXPECT_THAT(log_->AppendAndWait(request), HasReason(v1::ERROR_REASON_REQUEST_ID_REUSED));
}

TEST_P(Erasure, OfOneEntryTakesItsContentAlone) {
  Append(pip_, "a");
  const AppendedEvent wrong = Append(pip_, "b");
  Append(pip_, "c");

  const AppendedEvent removal = Remove(wrong);

  EXPECT_THAT(TextsOf(pip_), ElementsAre("a", "(no content)", "c", "(no content)"));
  const std::vector<StoredEvent> events = Read(pip_);
  EXPECT_EQ(events[1].leaf.event_id, wrong.event_id);
  EXPECT_EQ(events[1].erased_by, removal.position);
  EXPECT_EQ(std::get<ErasureBody>(*events[3].control).target, wrong.event_id);
  EXPECT_EQ(log_->HeadOf(pip_)->state, RecordState::kOpen);
}

TEST_P(Erasure, OfOneEntryDeletesItsEnvelopeAndTheKeyBefore) {
  Append(pip_, "a");
  const AppendedEvent wrong = Append(pip_, "b");

  const AppendedEvent removal = Remove(wrong);

  const auto row = log_.storage().Get(Space::kEnvelopes, EnvelopeKey(pip_, 2)).value();
  EXPECT_EQ(*row, EncodeEnvelopeRow(wrong.position, U64Key(removal.position)));
  EXPECT_EQ(RowsOf(Space::kKeys, pip_), 1u);
  EXPECT_THAT(log_.storage().Get(Space::kKeys, RecordKeyRowKey(pip_, 2)),
              IsOkAndHolds(Optional(testing::_)));
  EXPECT_THAT(log_.storage().Get(Space::kEntryKeys, EntryKeysRowKey(pip_, 2)),
              IsOkAndHolds(Eq(std::nullopt)));
}

TEST_P(Erasure, OfSeveralEntriesLeavesTheOthersAndWhatComesAfter) {
  Append(pip_, "a");
  const AppendedEvent first = Append(pip_, "b");
  Append(pip_, "c");
  Remove(first);
  const AppendedEvent second = Append(pip_, "d");
  Append(pip_, "e");
  Remove(second);
  Append(pip_, "f");
  const std::string none = "(no content)";

  EXPECT_THAT(TextsOf(pip_), ElementsAre("a", none, "c", none, none, "e", none, "f"));
  log_.Reopen();
  EXPECT_THAT(TextsOf(pip_), ElementsAre("a", none, "c", none, none, "e", none, "f"));
  EXPECT_EQ(log_->keys().Get(pip_)->generation(), 3);
}

TEST_P(Erasure, LeavesEveryProofGood) {
  Append(may_, "m");
  Append(pip_, "a");
  const AppendedEvent wrong = Append(pip_, "b");
  Append(pip_, "c");
  Remove(wrong);
  Append(pip_, "d");
  for (const StoredEvent& event : Read(pip_)) EXPECT_TRUE(Proves(event)) << event.position;

  Erase(pip_);

  for (const StoredEvent& event : Read(pip_)) EXPECT_TRUE(Proves(event)) << event.position;
  for (const StoredEvent& event : Read(may_)) EXPECT_TRUE(Proves(event)) << event.position;
}

TEST_P(Erasure, OfAnEntryThatIsNotThereIsRefused) {
  const AppendedEvent mine = Append(pip_, "a");
  const AppendedEvent other = Append(may_, "b");

  EXPECT_THAT(log_->AppendAndWait(RemovalOf(NextRequest(), pip_, 1, other.event_id)),
              HasReason(v1::ERROR_REASON_EVENT_NOT_FOUND));
  const AppendedEvent removal = Remove(mine);
  EXPECT_THAT(log_->AppendAndWait(RemovalOf(NextRequest(), pip_, 2, mine.event_id)),
              HasReason(v1::ERROR_REASON_EVENT_NOT_FOUND));
  EXPECT_THAT(log_->AppendAndWait(RemovalOf(NextRequest(), pip_, 2, removal.event_id)),
              HasReason(v1::ERROR_REASON_EVENT_NOT_FOUND));
  EXPECT_THAT(log_.vault.Erasures(), IsOkAndHolds(SizeIs(1)));
}

TEST_P(Erasure, GoesOnWhenTheDiskIsNearlyFull) {
  const AppendedEvent wrong = Append(pip_, "a");
  log_.storage().free_bytes = 0;
  EXPECT_THAT(log_->AppendAndWait(AppendOf(NextRequest(), may_, 0, "b")),
              HasReason(v1::ERROR_REASON_DISK_NEARLY_FULL));

  Remove(wrong);

  EXPECT_THAT(TextsOf(pip_), ElementsAre("(no content)", "(no content)"));
}

TEST_P(Erasure, IsSeenByWhoFollowsTheWholeLog) {
  const AppendedEvent wrong = Append(pip_, "a");
  Append(may_, "b");
  const AppendedEvent removal = Remove(wrong);

  const std::vector<StoredEvent> events = log_->ReadAll(0, 100).value();

  ASSERT_THAT(events, SizeIs(3));
  EXPECT_EQ(events[0].erased_by, removal.position);
  EXPECT_EQ(TextOf(events[1]), "b");
  EXPECT_TRUE(events[2].control.has_value());
}

TEST_P(Erasure, ThatNoLeafExplainsIsDamage) {
  const AppendedEvent mine = Append(pip_, "a");
  Append(pip_, "b");
  const AppendedEvent other = Append(may_, "c");
  const AppendedEvent removal = Remove(other);
  // Somebody takes a content away and points at an erasure of something else, or at an event.
  log_.Overwrite(Space::kEnvelopes, EnvelopeKey(pip_, 1),
                 EncodeEnvelopeRow(mine.position, U64Key(removal.position)));
  EXPECT_THAT(log_->Read(pip_, 1, Direction::kForward, 1),
              HasReason(v1::ERROR_REASON_DATA_DAMAGED));

  log_.Overwrite(Space::kEnvelopes, EnvelopeKey(pip_, 1),
                 EncodeEnvelopeRow(mine.position, U64Key(2)));
  EXPECT_THAT(log_->Read(pip_, 1, Direction::kForward, 1),
              HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST_P(Erasure, ThatDoesNotFitItsRecordIsInvalid) {
  const AppendedEvent mine = Append(pip_, "a");
  AppendRequest other = ErasureOf(NextRequest(), pip_, 1);
  std::get<ErasureBody>(*other.records[0].control).record = may_;
  EXPECT_THAT(log_->AppendAndWait(other), HasReason(v1::ERROR_REASON_INVALID_REQUEST));

  AppendRequest of_nothing = ErasureOf(NextRequest(), may_, 0);
  EXPECT_THAT(log_->AppendAndWait(of_nothing), HasReason(v1::ERROR_REASON_INVALID_REQUEST));

  AppendRequest both = ErasureOf(NextRequest(), pip_, 1);
  both.records[0].contents = {Saying("b")};
  EXPECT_THAT(log_->AppendAndWait(both), HasReason(v1::ERROR_REASON_INVALID_REQUEST));

  AppendRequest two = RemovalOf(NextRequest(), pip_, 1, mine.event_id);
  Append(may_, "c");
  two.records.push_back(ErasureOf(NextRequest(), may_, 1).records.front());
  EXPECT_THAT(log_->AppendAndWait(two), HasReason(v1::ERROR_REASON_INVALID_REQUEST));

  AppendRequest of_the_log = ErasureOf(NextRequest(), RecordId(), 1);
  EXPECT_THAT(log_->AppendAndWait(of_the_log), HasReason(v1::ERROR_REASON_INVALID_REQUEST));
}

// After a crash the note of the vault is all that is known of the request.
TEST_P(Erasure, IsAllThatItsRequestDoes) {
  Append(pip_, "a");
  AppendRequest request = ErasureOf(NextRequest(), pip_, 1);
  request.records.push_back({.record = may_, .contents = {Saying("b")}});

  EXPECT_THAT(log_->AppendAndWait(request), HasReason(v1::ERROR_REASON_INVALID_REQUEST));

  EXPECT_THAT(TextsOf(pip_), ElementsAre("a"));
}

TEST_P(Erasure, LeavesAStreamOfTheLogForAKeyChange) {
  Append(pip_, "a");
  const KeyChangeBody body{.old_epoch = 1, .new_epoch = 2};

  const auto appended = log_->AppendAndWait(AppendOf(NextRequest(), {{.control = body}}));

  ASSERT_THAT(appended, IsOk());
  EXPECT_EQ(appended->events.front().version, 1u);
  const std::vector<StoredEvent> own = Read(RecordId());
  ASSERT_THAT(own, SizeIs(1));
  EXPECT_EQ(own[0].leaf.kind, LeafKind::kKeyChange);
  EXPECT_EQ(std::get<KeyChangeBody>(*own[0].control), body);
  EXPECT_TRUE(Proves(own[0]));
}

TEST_P(Erasure, LeavesAStreamOfTheLogForASuccession) {
  SuccessionBody body{.ledger_id = log_->ledger_id(), .generation = 2, .previous_generation = 1};
  SuccessionBody other = body;
  other.previous_generation = 3;
  other.generation = 4;
  EXPECT_THAT(log_->AppendAndWait(AppendOf(NextRequest(), {{.control = other}})),
              HasReason(v1::ERROR_REASON_INVALID_REQUEST));

  ASSERT_THAT(log_->AppendAndWait(AppendOf(NextRequest(), {{.control = body}})), IsOk());

  EXPECT_EQ(log_->Head().generation, 2u);
  log_.Reopen();
  EXPECT_EQ(log_->Head().generation, 2u);
}

std::string NameOf(const testing::TestParamInfo<StorageKind>& info) {
  return info.param == StorageKind::kMemory ? "Memory" : "RocksDb";
}

INSTANTIATE_TEST_SUITE_P(OnBothStorages, Erasure,
                         testing::Values(StorageKind::kMemory, StorageKind::kRocksDb), NameOf);

}  // namespace
}  // namespace cairn
