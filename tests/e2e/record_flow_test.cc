// The main job over gRPC against a whole server: record, read, prove.
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cpp/entry_stream.h"
#include "clients/cpp/refusal.h"
#include "eventstore/base/encoding.h"
#include "eventstore/ledger/checkpoint.h"
#include "eventstore/ledger/disclosure.h"
#include "eventstore/ledger/merkle.h"
#include "eventstore/ledger/note.h"
#include "eventstore/ledger/tlog_proof.h"
#include "tests/support/entries.h"
#include "tests/support/test_server.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class RecordFlowTest : public ::testing::Test {
 protected:
  RecordFlowTest() : senco_(server_.As(kSenco)) {}

  // A record that begins with its identity; returns its id.
  std::string Open(char mark = '0') {
    const auto opened =
        senco_->AppendEntries(OpeningRequest(RequestIdOf(mark), {OpenedEntry("Pip Larkwhistle")}));
    EXPECT_TRUE(opened.ok()) << opened.status();
    return opened->records(0).record_id();
  }
  uint64_t VersionOf(const std::string& record_id) {
    v1::GetRecordRequest request;
    request.set_record_id(record_id);
    return senco_->GetRecord(request)->record().version();
  }

  TestServer server_;
  std::unique_ptr<client::Client> senco_;
};

v1::Entry WithSource(v1::Entry entry, const std::string& id) {
  entry.mutable_source()->set_system("paper-file");
  entry.mutable_source()->set_id(id);
  return entry;
}

TEST_F(RecordFlowTest, AnEntryComesBackAsItWasSentWithWhoTypedIt) {
  const std::string record_id = Open();
  const v1::Entry concern = ConcernEntry("Hides the reading book.");

  const auto added = senco_->AppendEntries(AddingRequest(RequestIdOf('1'), record_id, {concern}));

  ASSERT_TRUE(added.ok()) << added.status();
  v1::ListEventsRequest request;
  request.set_record_id(record_id);
  *request.mutable_min_position() = added->position();
  const auto events = senco_->ListEvents(request);
  ASSERT_TRUE(events.ok()) << events.status();
  ASSERT_THAT(events->events(), SizeIs(2));
  const v1::Event& event = events->events(1);
  EXPECT_EQ(event.recorded().entry().SerializeAsString(), concern.SerializeAsString());
  EXPECT_EQ(event.recorded().actor().name(), "Juniper Halloway");
  EXPECT_EQ(event.recorded().actor().role(), v1::ROLE_SENCO);
  EXPECT_EQ(event.kind_name(), "ConcernRaised");
  EXPECT_EQ(event.version(), 2);
  EXPECT_EQ(event.event_id(), added->records(0).receipts(0).event_id());
}

TEST_F(RecordFlowTest, ARepeatedRequestReturnsTheFirstReceiptsAndWritesNothing) {
  const std::string record_id = Open();
  const v1::AppendEntriesRequest request =
      AddingRequest(RequestIdOf('1'), record_id, {ConcernEntry("Hides the book.")});
  const auto first = senco_->AppendEntries(request);

  const auto again = senco_->AppendEntries(request);

  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->repeated_request());
  EXPECT_EQ(again->records(0).receipts(0).SerializeAsString(),
            first->records(0).receipts(0).SerializeAsString());
  EXPECT_EQ(VersionOf(record_id), 2);
}

TEST_F(RecordFlowTest, ARepeatedRequestIsRecognisedAfterARestart) {
  const std::string record_id = Open();
  const v1::AppendEntriesRequest request =
      AddingRequest(RequestIdOf('1'), record_id, {ConcernEntry("Hides the book.")});
  ASSERT_TRUE(senco_->AppendEntries(request).ok());

  server_.Restart();
  senco_ = server_.As(kSenco);
  const auto again = senco_->AppendEntries(request);

  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->repeated_request());
  EXPECT_EQ(VersionOf(record_id), 2);
}

TEST_F(RecordFlowTest, EntriesOfSeveralRecordsLandTogetherOrNotAtAll) {
  const std::string first = Open('0');
  const std::string second = Open('1');
  v1::AppendEntriesRequest request =
      AddingRequest(RequestIdOf('2'), first, {ConcernEntry("Both saw it.")});
  *request.add_records() = AddingRequest("", second, {ConcernEntry("Both saw it.")}).records(0);
  request.mutable_records(1)->mutable_expected()->set_exactly(9);

  EXPECT_EQ(client::ReasonOf(senco_->AppendEntries(request).status()),
            v1::ERROR_REASON_VERSION_CONFLICT);
  EXPECT_EQ(VersionOf(first), 1);

  request.mutable_records(1)->mutable_expected()->set_exactly(1);
  EXPECT_TRUE(senco_->AppendEntries(request).ok());
  EXPECT_EQ(VersionOf(first), 2);
  EXPECT_EQ(VersionOf(second), 2);
}

TEST_F(RecordFlowTest, ValidateOnlyChecksEverythingAndWritesNothing) {
  const std::string record_id = Open();
  v1::AppendEntriesRequest request =
      AddingRequest(RequestIdOf('1'), record_id, {ConcernEntry("Hides the book.")});
  request.set_validate_only(true);

  const auto validated = senco_->AppendEntries(request);

  ASSERT_TRUE(validated.ok()) << validated.status();
  EXPECT_THAT(validated->records(0).receipts(), SizeIs(0));
  EXPECT_EQ(VersionOf(record_id), 1);
}

TEST_F(RecordFlowTest, AnEntryWithAKnownSourceIsNotRecordedTwice) {
  const std::string record_id = Open();
  const v1::Entry concern = WithSource(ConcernEntry("Hides the book."), "A04");
  const auto first = senco_->AppendEntries(AddingRequest(RequestIdOf('1'), record_id, {concern}));

  const auto again = senco_->AppendEntries(
      AddingRequest(RequestIdOf('2'), record_id, {concern, ConcernEntry("Cries at homework.")}));

  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->records(0).receipts(0).already_recorded());
  EXPECT_EQ(again->records(0).receipts(0).event_id(), first->records(0).receipts(0).event_id());
  EXPECT_FALSE(again->records(0).receipts(1).already_recorded());
  EXPECT_EQ(VersionOf(record_id), 3);
}

TEST_F(RecordFlowTest, AKnownSourceWithOtherContentIsRefused) {
  const std::string record_id = Open();
  ASSERT_TRUE(
      senco_
          ->AppendEntries(AddingRequest(RequestIdOf('1'), record_id,
                                        {WithSource(ConcernEntry("Hides the book."), "A04")}))
          .ok());

  const absl::Status status =
      senco_
          ->AppendEntries(AddingRequest(RequestIdOf('2'), record_id,
                                        {WithSource(ConcernEntry("Hides it."), "A04")}))
          .status();

  EXPECT_EQ(status.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(client::ReasonOf(status), v1::ERROR_REASON_SOURCE_CHANGED);
}

TEST_F(RecordFlowTest, AnOutcomeInDoubtIsToldOrFenced) {
  const std::string record_id = Open();
  ASSERT_TRUE(senco_
                  ->AppendEntries(
                      AddingRequest(RequestIdOf('1'), record_id, {ConcernEntry("Hides the book.")}))
                  .ok());
  v1::GetAppendOutcomeRequest landed;
  landed.set_request_id(RequestIdOf('1'));
  v1::GetAppendOutcomeRequest lost;
  lost.set_request_id(RequestIdOf('9'));

  EXPECT_EQ(senco_->GetAppendOutcome(landed)->appended().records(0).record_id(), record_id);
  EXPECT_TRUE(senco_->GetAppendOutcome(lost)->fenced());

  const absl::Status late =
      senco_->AppendEntries(AddingRequest(RequestIdOf('9'), record_id, {ConcernEntry("Late.")}))
          .status();
  EXPECT_EQ(late.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(client::ReasonOf(late), v1::ERROR_REASON_REQUEST_FENCED);
}

TEST_F(RecordFlowTest, RecordsAreFoundByUpnSourceAndNameWithBirth) {
  const auto opened = senco_->AppendEntries(OpeningRequest(
      RequestIdOf('0'),
      {WithSource(OpenedEntry("Pip Larkwhistle"), "A01"), UpnEntry("A909298721014")}));
  ASSERT_TRUE(opened.ok()) << opened.status();
  v1::ResolveRecordsRequest request;
  request.add_queries()->set_upn("A909298721014");
  request.add_queries()->mutable_source()->set_system("paper-file");
  request.mutable_queries(1)->mutable_source()->set_id("A01");
  request.add_queries()->mutable_name_and_birth()->set_name("pip  larkwhistle");
  *request.mutable_queries(2)->mutable_name_and_birth()->mutable_born() = DateOf(2017, 2, 11);
  request.add_queries()->set_upn("B801200005001");

  const auto resolved = senco_->ResolveRecords(request);

  ASSERT_TRUE(resolved.ok()) << resolved.status();
  const std::string& record_id = opened->records(0).record_id();
  EXPECT_EQ(resolved->resolutions(0).record_id(), record_id);
  EXPECT_EQ(resolved->resolutions(1).record_id(), record_id);
  EXPECT_EQ(resolved->resolutions(2).record_id(), record_id);
  EXPECT_EQ(resolved->resolutions(3).state(), v1::RESOLUTION_STATE_UNRESOLVED);
}

TEST_F(RecordFlowTest, TwoChildrenOfOneNameAndBirthdayAreAmbiguous) {
  Open('0');
  Open('1');
  v1::ResolveRecordsRequest request;
  request.add_queries()->mutable_name_and_birth()->set_name("Pip Larkwhistle");
  *request.mutable_queries(0)->mutable_name_and_birth()->mutable_born() = DateOf(2017, 2, 11);

  EXPECT_EQ(senco_->ResolveRecords(request)->resolutions(0).state(),
            v1::RESOLUTION_STATE_AMBIGUOUS);
}

TEST_F(RecordFlowTest, AUpnBelongsToOneRecordOfASetting) {
  ASSERT_TRUE(senco_
                  ->AppendEntries(OpeningRequest(RequestIdOf('0'),
                                                 {OpenedEntry("Pip"), UpnEntry("A909298721014")}))
                  .ok());

  const absl::Status taken =
      senco_
          ->AppendEntries(
              OpeningRequest(RequestIdOf('1'), {OpenedEntry("Pop"), UpnEntry("A909298721014")}))
          .status();
  EXPECT_EQ(client::ReasonOf(taken), v1::ERROR_REASON_CLAIM_TAKEN);

  // Held elsewhere it is neither refused nor revealed.
  EXPECT_TRUE(server_.As(kOtherSenco)
                  ->AppendEntries(OpeningRequest(RequestIdOf('2'),
                                                 {OpenedEntry("Pop"), UpnEntry("A909298721014")}))
                  .ok());
}

TEST_F(RecordFlowTest, AnIdentifierReplacedInTheSameAppendIsFreeForOthers) {
  v1::Entry replaced = UpnEntry("B801200005001");
  replaced.mutable_identifier_recorded()->set_replaces("A909298721014");
  ASSERT_TRUE(senco_
                  ->AppendEntries(OpeningRequest(
                      RequestIdOf('0'), {OpenedEntry("Pip"), UpnEntry("A909298721014"), replaced}))
                  .ok());

  EXPECT_TRUE(senco_
                  ->AppendEntries(OpeningRequest(RequestIdOf('1'),
                                                 {OpenedEntry("Pop"), UpnEntry("A909298721014")}))
                  .ok());
}

TEST_F(RecordFlowTest, FindingsAreNotToldToThoseWhoMayAddAndNotRead) {
  const std::string record_id = Open();
  v1::Entry late = ConcernEntry("Hides the book.");
  *late.mutable_occurred() = OnDay(2024, 9, 27);

  const auto added =
      server_.As(kTeacher)->AppendEntries(AddingRequest(RequestIdOf('1'), record_id, {late}));

  ASSERT_TRUE(added.ok()) << added.status();
  EXPECT_THAT(added->records(0).findings(), SizeIs(0));
}

TEST_F(RecordFlowTest, AProofAskedForWithAnAppendVerifiesOffline) {
  const std::string record_id = Open();
  v1::AppendEntriesRequest request =
      AddingRequest(RequestIdOf('1'), record_id, {ConcernEntry("Hides the book.")});
  request.set_want_proof(true);

  const auto added = senco_->AppendEntries(request);

  ASSERT_TRUE(added.ok()) << added.status();
  const v1::Receipt& receipt = added->records(0).receipts(0);
  const auto proof = TlogProof::Parse(receipt.proof());
  ASSERT_TRUE(proof.ok()) << proof.status();
  const auto disclosure = Disclosure::Parse(proof->extra);
  ASSERT_TRUE(disclosure.ok()) << disclosure.status();
  EXPECT_TRUE(disclosure->MatchesLeaf());
  EXPECT_EQ(HashBytes(disclosure->leaf.hash()), receipt.leaf_hash());
  const auto vkey =
      NoteVerifier::FromVkey(senco_->GetCheckpoint(v1::GetCheckpointRequest())->verifier_key());
  const auto text = OpenNote(proof->checkpoint, {&*vkey, 1});
  ASSERT_TRUE(text.ok()) << text.status();
  const auto checkpoint = Checkpoint::Parse(*text);
  EXPECT_EQ(checkpoint->origin, "cairn.test/log/1");
  EXPECT_TRUE(VerifyInclusion(proof->index, checkpoint->size, disclosure->leaf.hash(), proof->path,
                              checkpoint->root));
}

TEST_F(RecordFlowTest, AnEarlierCheckpointIsConsistentWithALaterOne) {
  const std::string record_id = Open();
  const auto early = senco_->GetCheckpoint(v1::GetCheckpointRequest());
  senco_->AppendEntries(AddingRequest(RequestIdOf('1'), record_id, {ConcernEntry("More.")}))
      .value();
  v1::GetConsistencyProofRequest request;
  request.set_old_size(early->position().value());

  const auto proof = senco_->GetConsistencyProof(request);

  ASSERT_TRUE(proof.ok()) << proof.status();
  std::vector<Hash> path;
  for (const std::string& hash : proof->hashes()) path.push_back(*HashFrom(hash));
  EXPECT_TRUE(VerifyConsistency(request.old_size(), proof->new_size(), *HashFrom(proof->old_root()),
                                *HashFrom(proof->new_root()), path));
  EXPECT_THAT(early->checkpoint(), HasSubstr("\n" + ToBase64(proof->old_root()) + "\n"));
}

TEST_F(RecordFlowTest, AStreamAnswersInOrderAndGoesOnAfterARefusal) {
  const std::string record_id = Open();
  std::vector<std::string> outcomes;
  const auto stream = senco_->OpenEntryStream(
      {}, [&](uint64_t index, const absl::StatusOr<v1::AppendEntriesResponse>& reply) {
        outcomes.push_back(std::to_string(index) + (reply.ok() ? " ok" : " refused"));
      });

  v1::AppendEntriesRequest refused =
      AddingRequest(RequestIdOf('2'), record_id, {UpnEntry("A801200005001")});
  ASSERT_TRUE(stream->Send(AddingRequest(RequestIdOf('1'), record_id, {ConcernEntry("a")})).ok());
  ASSERT_TRUE(stream->Send(refused).ok());
  ASSERT_TRUE(stream->Send(AddingRequest(RequestIdOf('3'), record_id, {ConcernEntry("b")})).ok());
  ASSERT_TRUE(stream->Finish().ok());

  EXPECT_THAT(outcomes, ElementsAre("0 ok", "1 refused", "2 ok"));
  EXPECT_EQ(VersionOf(record_id), 3);
}

// Each message is right for the version that the one before it makes, and for no other.
TEST_F(RecordFlowTest, AStreamDecidesOnAMessageAfterTheOneBeforeItOfTheSameRecord) {
  constexpr int kRecords = 3;
  constexpr int kMessages = 300;
  std::vector<std::string> record_ids;
  for (const char mark : {'A', 'B', 'C'}) {
    const auto opened =
        senco_->AppendEntries(OpeningRequest(RequestIdOf(mark), {OpenedEntry({&mark, 1})}));
    record_ids.push_back(opened->records(0).record_id());
  }
  uint64_t next = 0;
  const auto stream = senco_->OpenEntryStream(
      {}, [&](uint64_t index, const absl::StatusOr<v1::AppendEntriesResponse>& reply) {
        EXPECT_EQ(index, next++);
        ASSERT_TRUE(reply.ok()) << index << ": " << reply.status();
        EXPECT_EQ(reply->records(0).receipts(0).version(), 2 + index / kRecords);
      });

  for (int i = 0; i < kMessages; ++i) {
    v1::AppendEntriesRequest request =
        AddingRequest("", record_ids[i % kRecords], {ConcernEntry("Again.")});
    request.mutable_records(0)->mutable_expected()->set_exactly(1 + i / kRecords);
    ASSERT_TRUE(stream->Send(request).ok());
  }
  ASSERT_TRUE(stream->Finish().ok());

  EXPECT_EQ(next, kMessages);
}

TEST_F(RecordFlowTest, AStreamThatNobodyReadsAnyMoreRecordsWhatItTook) {
  const std::string record_id = Open();
  {
    const auto stream = senco_->OpenEntryStream(
        {}, [](uint64_t, const absl::StatusOr<v1::AppendEntriesResponse>&) {});
    for (char mark = 'a'; mark <= 'z'; ++mark) {
      ASSERT_TRUE(
          stream->Send(AddingRequest(RequestIdOf(mark), record_id, {ConcernEntry("Gone.")})).ok());
    }
  }  // gives up what has no reply yet

  // Whatever became of them, it stays so: repeats answer, and each of them counts once.
  for (char mark = 'a'; mark <= 'z'; ++mark) {
    EXPECT_TRUE(
        senco_->AppendEntries(AddingRequest(RequestIdOf(mark), record_id, {ConcernEntry("Gone.")}))
            .ok());
  }
  EXPECT_EQ(VersionOf(record_id), 27);
}

TEST_F(RecordFlowTest, EventsComeInPagesBoundToTheirQuery) {
  const std::string record_id = Open();
  for (const char mark : {'1', '2', '3'}) {
    senco_->AppendEntries(AddingRequest(RequestIdOf(mark), record_id, {ConcernEntry("Again.")}))
        .value();
  }
  v1::ListEventsRequest request;
  request.set_record_id(record_id);
  request.set_page_size(3);

  const auto first = senco_->ListEvents(request);
  ASSERT_THAT(first->events(), SizeIs(3));
  request.set_page_token(first->next_page_token());
  const auto second = senco_->ListEvents(request);
  EXPECT_THAT(second->events(), SizeIs(1));
  EXPECT_TRUE(second->next_page_token().empty());

  request.set_newest_first(true);
  EXPECT_EQ(client::ReasonOf(senco_->ListEvents(request).status()),
            v1::ERROR_REASON_PAGE_TOKEN_INVALID);
}

TEST_F(RecordFlowTest, APositionThisLogNeverReachedIsDataLoss) {
  v1::GetRecordRequest request;
  request.set_record_id(Open());
  request.mutable_min_position()->set_generation(1);
  request.mutable_min_position()->set_value(1'000'000);
  EXPECT_EQ(client::ReasonOf(senco_->GetRecord(request).status()), v1::ERROR_REASON_POSITION_AHEAD);

  request.mutable_min_position()->set_generation(2);
  EXPECT_EQ(client::ReasonOf(senco_->GetRecord(request).status()),
            v1::ERROR_REASON_HISTORY_RESTORED);
}

TEST_F(RecordFlowTest, AnExportHoldsAProofForEveryVersionAndItsOwnEvent) {
  const std::string record_id = Open();
  senco_->AppendEntries(AddingRequest(RequestIdOf('1'), record_id, {ConcernEntry("More.")}))
      .value();
  v1::ExportRecordRequest request;
  request.set_record_id(record_id);
  request.set_request_id(RequestIdOf('e'));
  request.set_purpose("tribunal");
  std::vector<std::string> paths;

  const absl::Status exported = senco_->ExportRecord(request, [&](const auto& part) {
    if (part.end_of_file()) paths.push_back(part.path());
    return absl::OkStatus();
  });

  ASSERT_TRUE(exported.ok()) << exported;
  EXPECT_THAT(paths, ElementsAre("events/00001.tlog-proof", "events/00002.tlog-proof",
                                 "events/00003.tlog-proof", "README.txt", "events.txt",
                                 "checkpoint", "trust/policy.txt", "schema.binpb", "SHA256SUMS"));
  EXPECT_EQ(VersionOf(record_id), 3);
}

TEST_F(RecordFlowTest, ARepeatedExportAppendsNoSecondEvent) {
  const std::string record_id = Open();
  v1::ExportRecordRequest request;
  request.set_record_id(record_id);
  request.set_request_id(RequestIdOf('e'));
  const auto ignore = [](const v1::ExportRecordResponse&) { return absl::OkStatus(); };

  ASSERT_TRUE(senco_->ExportRecord(request, ignore).ok());
  ASSERT_TRUE(senco_->ExportRecord(request, ignore).ok());

  EXPECT_EQ(VersionOf(record_id), 2);
}

}  // namespace
}  // namespace cairn
