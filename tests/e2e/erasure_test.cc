// Removing content over gRPC against a whole server: what refuses it, what is left to see for whom,
// and that everybody else's proofs stay good.
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cpp/refusal.h"
#include "clients/verify/verify.h"
#include "tests/support/entries.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_server.h"

namespace cairn {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kCanary[] = "zebra-crossing-under-the-lighthouse";

v1::Entry HoldEntry() {
  v1::Entry entry = ConcernEntry("");
  v1::HoldPlaced& hold = *entry.mutable_hold_placed();
  hold.set_hold_id("H1");
  hold.set_reason("appeal to the tribunal");
  hold.set_scope("everything");
  hold.set_no_disposal(true);
  return entry;
}

v1::Entry ReleaseEntry() {
  v1::Entry entry = ConcernEntry("");
  entry.mutable_hold_released()->set_hold_id("H1");
  entry.mutable_hold_released()->set_reason("appeal decided");
  return entry;
}

class ErasureTest : public ::testing::Test {
 protected:
  ErasureTest() : senco_(server_.As(kSenco)), officer_(server_.As(kOfficer)) {
    record_id_ = Open('0', "Pip Larkwhistle");
    concern_id_ = Add('1', record_id_, ConcernEntry(kCanary)).event_id();
  }

  std::string Open(char mark, std::string_view name) {
    const auto opened =
        senco_->AppendEntries(OpeningRequest(RequestIdOf(mark), {OpenedEntry(name)}));
    EXPECT_TRUE(opened.ok()) << opened.status();
    return opened->records(0).record_id();
  }
  v1::Receipt Add(char mark, const std::string& record_id, const v1::Entry& entry) {
    const auto added = senco_->AppendEntries(AddingRequest(RequestIdOf(mark), record_id, {entry}));
    EXPECT_TRUE(added.ok()) << added.status();
    return added->records(0).receipts(0);
  }
  v1::EraseRecordRequest Erasing(char mark, const std::string& event_id = "") const {
    v1::EraseRecordRequest request;
    request.set_request_id(RequestIdOf(mark));
    request.set_record_id(record_id_);
    request.set_event_id(event_id);
    request.set_authority(event_id.empty() ? v1::ERASURE_AUTHORITY_RETENTION_ENDED
                                           : v1::ERASURE_AUTHORITY_WRONG_CHILD);
    return request;
  }
  v1::ErrorReason ReasonOfErasing(const v1::EraseRecordRequest& request) {
    return client::ReasonOf(officer_->EraseRecord(request).status());
  }
  template <typename Request>
  Request For(const std::string& record_id) const {
    Request request;
    request.set_record_id(record_id);
    return request;
  }
  // What reading the record in every way says, to this caller.
  std::vector<absl::Status> Reads(client::Client& client) const {
    v1::GetProofRequest proving = For<v1::GetProofRequest>(record_id_);
    proving.set_event_id(concern_id_);
    return {client.GetRecord(For<v1::GetRecordRequest>(record_id_)).status(),
            client.GetPlan(For<v1::GetPlanRequest>(record_id_)).status(),
            client.GetTimeline(For<v1::GetTimelineRequest>(record_id_)).status(),
            client.GetProof(proving).status()};
  }
  v1::ListEventsResponse Trail(client::Client& client) const {
    const auto events = client.ListEvents(For<v1::ListEventsRequest>(record_id_));
    EXPECT_TRUE(events.ok()) << events.status();
    return events.ok() ? *events : v1::ListEventsResponse();
  }
  // Exports a record and checks it as somebody without a server would.
  void ExpectExportVerifies(client::Client& client, const std::string& record_id, char mark) {
    const TempFolder folder;
    v1::ExportRecordRequest request = For<v1::ExportRecordRequest>(record_id);
    request.set_request_id(RequestIdOf(mark));
    const absl::Status exported = client.ExportRecord(request, [&](const auto& part) {
      const fs::path path = fs::path(folder / part.path());
      fs::create_directories(path.parent_path());
      std::ofstream(path, std::ios::binary | std::ios::app) << part.content();
      return absl::OkStatus();
    });
    ASSERT_TRUE(exported.ok()) << exported;
    const auto report = verify::Verify(folder / ".", {});
    ASSERT_TRUE(report.ok()) << report.status();
    EXPECT_NE(report->verdict, verify::Verdict::kRed) << verify::TextOf(*report);
  }

  TestServer server_;
  std::unique_ptr<client::Client> senco_;
  std::unique_ptr<client::Client> officer_;
  std::string record_id_;
  std::string concern_id_;
};

TEST_F(ErasureTest, AHoldRefusesTheRecordAndEveryEntryAndIsNotNamed) {
  Add('2', record_id_, HoldEntry());

  for (const auto& request : {Erasing('3'), Erasing('4', concern_id_)}) {
    const absl::Status refused = officer_->EraseRecord(request).status();
    EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_EQ(client::ReasonOf(refused), v1::ERROR_REASON_LEGAL_HOLD);
    EXPECT_THAT(std::string(refused.message()), Not(HasSubstr("tribunal")));
  }
  EXPECT_THAT(Trail(*officer_).events(), SizeIs(3));
}

TEST_F(ErasureTest, AfterTheHoldIsReleasedTheSameRequestIsCarriedOut) {
  Add('2', record_id_, HoldEntry());
  ASSERT_EQ(ReasonOfErasing(Erasing('3')), v1::ERROR_REASON_LEGAL_HOLD);
  Add('4', record_id_, ReleaseEntry());

  const auto erased = officer_->EraseRecord(Erasing('3'));

  ASSERT_TRUE(erased.ok()) << erased.status();
  EXPECT_EQ(erased->receipt().version(), 5u);
  EXPECT_THAT(erased->receipt().leaf_hash(), SizeIs(32));
}

TEST_F(ErasureTest, AnErasedRecordIsGoneForEverybodyAndTheOfficerIsToldSo) {
  ASSERT_TRUE(senco_->GetTimeline(For<v1::GetTimelineRequest>(record_id_)).ok());
  ASSERT_TRUE(officer_->EraseRecord(Erasing('3')).ok());

  for (const absl::Status& status : Reads(*officer_)) {
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
    EXPECT_EQ(client::ReasonOf(status), v1::ERROR_REASON_RECORD_ERASED) << status;
  }
  for (const absl::Status& status : Reads(*senco_)) {
    EXPECT_EQ(status.code(), absl::StatusCode::kNotFound) << status;
    EXPECT_EQ(client::ReasonOf(status), v1::ERROR_REASON_RECORD_NOT_FOUND) << status;
  }
  EXPECT_EQ(senco_->ListEvents(For<v1::ListEventsRequest>(record_id_)).status().code(),
            absl::StatusCode::kNotFound);
}

TEST_F(ErasureTest, TheOfficerAloneTakesAwayTheProofThatAnErasedRecordExisted) {
  ASSERT_TRUE(officer_->EraseRecord(Erasing('3')).ok());
  v1::ExportRecordRequest request = For<v1::ExportRecordRequest>(record_id_);
  request.set_request_id(RequestIdOf('4'));

  ExpectExportVerifies(*officer_, record_id_, '5');
  EXPECT_EQ(
      client::ReasonOf(senco_->ExportRecord(request, [](const auto&) { return absl::OkStatus(); })),
      v1::ERROR_REASON_RECORD_NOT_FOUND);
}

TEST_F(ErasureTest, NothingCanBeAddedToAnErasedRecord) {
  ASSERT_TRUE(officer_->EraseRecord(Erasing('3')).ok());
  const auto request = AddingRequest(RequestIdOf('4'), record_id_, {ConcernEntry("More.")});

  EXPECT_EQ(client::ReasonOf(officer_->AppendEntries(request).status()),
            v1::ERROR_REASON_RECORD_ERASED);
  EXPECT_EQ(client::ReasonOf(senco_->AppendEntries(request).status()),
            v1::ERROR_REASON_RECORD_NOT_FOUND);
  EXPECT_EQ(ReasonOfErasing(Erasing('5')), v1::ERROR_REASON_RECORD_ERASED);
}

TEST_F(ErasureTest, TheTrailOfAnErasedRecordSaysThatWhenAndOnWhatGround) {
  const auto erased = officer_->EraseRecord(Erasing('3'));
  ASSERT_TRUE(erased.ok()) << erased.status();
  server_.Restart();
  officer_ = server_.As(kOfficer);

  const v1::ListEventsResponse trail = Trail(*officer_);

  ASSERT_THAT(trail.events(), SizeIs(3));
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(trail.events(i).state(), v1::EVENT_STATE_ERASED);
    EXPECT_FALSE(trail.events(i).has_recorded());
    EXPECT_EQ(trail.events(i).removed().authority(), v1::ERASURE_AUTHORITY_RETENTION_ENDED);
    EXPECT_EQ(trail.events(i).removed().recorded_time().seconds(),
              erased->receipt().recorded_time().seconds());
    EXPECT_THAT(trail.events(i).leaf_hash(), SizeIs(32));
  }
  EXPECT_EQ(trail.events(2).kind_name(), "ContentErased");
  EXPECT_EQ(trail.events(2).event_id(), erased->receipt().event_id());
}

TEST_F(ErasureTest, ARepeatedErasureReturnsTheFirstReceipt) {
  const auto first = officer_->EraseRecord(Erasing('3'));
  ASSERT_TRUE(first.ok()) << first.status();
  server_.Restart();
  officer_ = server_.As(kOfficer);

  const auto again = officer_->EraseRecord(Erasing('3'));

  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->repeated_request());
  EXPECT_EQ(again->receipt().SerializeAsString(), first->receipt().SerializeAsString());
  v1::EraseRecordRequest other = Erasing('3');
  other.set_authority(v1::ERASURE_AUTHORITY_COURT_ORDER);
  EXPECT_EQ(ReasonOfErasing(other), v1::ERROR_REASON_REQUEST_ID_REUSED);
}

TEST_F(ErasureTest, AnAppendOfAnErasedRecordIsStillRecognised) {
  ASSERT_TRUE(officer_->EraseRecord(Erasing('3')).ok());

  const auto again =
      senco_->AppendEntries(AddingRequest(RequestIdOf('1'), record_id_, {ConcernEntry(kCanary)}));

  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->repeated_request());
  EXPECT_EQ(again->records(0).receipts(0).event_id(), concern_id_);
}

TEST_F(ErasureTest, TheRecordGoesOnWithoutTheEntryThatWasRemoved) {
  Add('2', record_id_, ObservationEntry("Read aloud to the class."));
  ASSERT_TRUE(senco_->GetTimeline(For<v1::GetTimelineRequest>(record_id_)).ok());

  const auto removed = officer_->EraseRecord(Erasing('3', concern_id_));

  ASSERT_TRUE(removed.ok()) << removed.status();
  const v1::ListEventsResponse trail = Trail(*senco_);
  ASSERT_THAT(trail.events(), SizeIs(4));
  EXPECT_EQ(trail.events(1).state(), v1::EVENT_STATE_ERASED);
  EXPECT_EQ(trail.events(1).removed().authority(), v1::ERASURE_AUTHORITY_WRONG_CHILD);
  EXPECT_EQ(trail.events(1).removed().version(), 4u);
  EXPECT_EQ(trail.events(2).state(), v1::EVENT_STATE_EFFECTIVE);
  EXPECT_EQ(trail.events(3).erasure().event_id(), concern_id_);
  EXPECT_THAT(trail.DebugString(), Not(HasSubstr(kCanary)));
  const auto timeline = senco_->GetTimeline(For<v1::GetTimelineRequest>(record_id_));
  ASSERT_TRUE(timeline.ok()) << timeline.status();
  EXPECT_THAT(timeline->DebugString(), Not(HasSubstr(kCanary)));
  EXPECT_THAT(timeline->DebugString(), HasSubstr("Read aloud"));
  EXPECT_TRUE(
      senco_->AppendEntries(AddingRequest(RequestIdOf('5'), record_id_, {ConcernEntry("Next.")}))
          .ok());
  EXPECT_EQ(ReasonOfErasing(Erasing('6', concern_id_)), v1::ERROR_REASON_INVALID_REQUEST);
}

TEST_F(ErasureTest, TheExportsOfTheRecordAndOfItsNeighboursStillVerify) {
  const std::string neighbour = Open('2', "Wren Tallow");
  Add('3', neighbour, ConcernEntry("Counts on fingers."));
  Add('4', record_id_, ObservationEntry("Read aloud."));
  ASSERT_TRUE(officer_->EraseRecord(Erasing('5', concern_id_)).ok());

  ExpectExportVerifies(*senco_, record_id_, '6');
  ExpectExportVerifies(*senco_, neighbour, '7');
  ASSERT_TRUE(officer_->EraseRecord(Erasing('8')).ok());
  ExpectExportVerifies(*senco_, neighbour, '9');
}

TEST_F(ErasureTest, ANumberIsFreeAgainWhenItsRecordIsErased) {
  Add('2', record_id_, UpnEntry("A909298721014"));
  const std::string other = Open('3', "Wren Tallow");
  const auto taking = [&](char mark) {
    return senco_->AppendEntries(
        AddingRequest(RequestIdOf(mark), other, {UpnEntry("A909298721014")}));
  };
  ASSERT_FALSE(taking('4').ok());

  ASSERT_TRUE(officer_->EraseRecord(Erasing('5')).ok());

  EXPECT_TRUE(taking('6').ok());
}

TEST_F(ErasureTest, AVersionThatHasPassedIsAConflict) {
  v1::EraseRecordRequest request = Erasing('3');
  request.set_expected_version(1);

  EXPECT_EQ(officer_->EraseRecord(request).status().code(), absl::StatusCode::kAborted);
  request.set_expected_version(2);
  EXPECT_TRUE(officer_->EraseRecord(request).ok());
}

// Whatever the order: a hold that was recorded keeps the record, and a record that went holds none.
TEST_F(ErasureTest, AHoldAndAnErasureAtOnceNeverBothSucceed) {
  for (int round = 0; round < 20; ++round) {
    record_id_ = Open(static_cast<char>('A' + round), "Pip Larkwhistle");
    absl::Status held;
    std::thread holder([&] {
      held = senco_
                 ->AppendEntries(AddingRequest(RequestIdOf(static_cast<char>('a' + round)),
                                               record_id_, {HoldEntry()}))
                 .status();
    });
    const absl::Status erased =
        officer_->EraseRecord(Erasing(static_cast<char>(128 + round))).status();
    holder.join();

    EXPECT_NE(held.ok(), erased.ok()) << held << " / " << erased;
    EXPECT_EQ(client::ReasonOf(erased),
              erased.ok() ? v1::ERROR_REASON_UNSPECIFIED : v1::ERROR_REASON_LEGAL_HOLD);
    EXPECT_EQ(client::ReasonOf(held),
              held.ok() ? v1::ERROR_REASON_UNSPECIFIED : v1::ERROR_REASON_RECORD_NOT_FOUND);
  }
}

TEST_F(ErasureTest, NoFileHoldsWhatWasRemovedNorEverDid) {
  ASSERT_TRUE(officer_->EraseRecord(Erasing('3')).ok());
  server_.Stop();

  for (const auto& file : fs::recursive_directory_iterator(server_.config().data)) {
    if (!file.is_regular_file()) continue;
    std::ifstream bytes(file.path(), std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(bytes), {}};
    EXPECT_EQ(content.find(kCanary), std::string::npos) << file.path();
    EXPECT_EQ(content.find("Larkwhistle"), std::string::npos) << file.path();
  }
}

}  // namespace
}  // namespace cairn
