// Running a server over gRPC: backups, scrubs, new keys, the leaves of the log; and that those who
// do it see no content.
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cpp/refusal.h"
#include "tests/support/entries.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_server.h"

namespace cairn {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsSupersetOf;
using ::testing::SizeIs;

void Ignore(const v1::TaskProgress&) {}
absl::Status Accept(const v1::ScrubResponse&) { return absl::OkStatus(); }

class UpkeepTest : public ::testing::Test {
 protected:
  UpkeepTest() : server_(/*simulated_clock=*/false, WithBackup) { Reconnect(); }

  static void WithBackup(ServerConfig& config) { config.backup = config.data + "-backup"; }
  void Reconnect() {
    senco_ = server_.As(kSenco);
    operator_ = server_.As(kOperator);
  }
  std::string Record(char mark) {
    const auto opened =
        senco_->AppendEntries(OpeningRequest(RequestIdOf(mark), {OpenedEntry("Pip Larkwhistle")}));
    EXPECT_TRUE(opened.ok()) << opened.status();
    return opened->records(0).record_id();
  }
  // The leaves above `after`, to the end of the log.
  std::vector<v1::LogLeaf> Leaves(const v1::TailLogRequest& request = {}) {
    std::vector<v1::LogLeaf> leaves;
    const absl::Status ended =
        operator_->TailLog(request, [&](const v1::TailLogResponse& response) {
          leaves.insert(leaves.end(), response.leaves().begin(), response.leaves().end());
          return absl::OkStatus();
        });
    EXPECT_TRUE(ended.ok()) << ended;
    return leaves;
  }

  TestServer server_;
  std::unique_ptr<client::Client> senco_;
  std::unique_ptr<client::Client> operator_;
};

std::vector<uint64_t> PositionsOf(const std::vector<v1::LogLeaf>& leaves) {
  std::vector<uint64_t> positions;
  for (const v1::LogLeaf& leaf : leaves) positions.push_back(leaf.position().value());
  return positions;
}

// --- Backup -----------------------------------------------------------------------------------

TEST_F(UpkeepTest, ABackupEndsWithTheRootThatItProved) {
  Record('0');
  const auto status = operator_->GetStatus({});
  ASSERT_TRUE(status.ok()) << status.status();

  const auto report = operator_->Backup({}, Ignore);

  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->position().value(), status->position().value());
  EXPECT_EQ(report->root(), status->root());
  EXPECT_GT(report->keys(), 0u);
  EXPECT_EQ(operator_->GetStatus({})->last_backup().backup_number(), report->backup_number());
}

TEST_F(UpkeepTest, ABackupThatIsAskedForTwiceIsMadeOnce) {
  Record('0');
  v1::BackupRequest request;
  request.set_request_id(RequestIdOf('b'));
  const auto first = operator_->Backup(request, Ignore);
  ASSERT_TRUE(first.ok()) << first.status();

  const auto again = operator_->Backup(request, Ignore);
  const auto other = operator_->Backup({}, Ignore);

  ASSERT_TRUE(again.ok() && other.ok()) << again.status() << other.status();
  EXPECT_EQ(again->backup_number(), first->backup_number());
  EXPECT_GT(other->backup_number(), first->backup_number());
}

TEST(UpkeepWithoutBackupTest, AServerWithoutAFolderForBackupsSaysSo) {
  TestServer server;
  const auto client = server.As(kOperator);

  EXPECT_EQ(client::ReasonOf(client->Backup({}, Ignore).status()),
            v1::ERROR_REASON_NO_BACKUP_FOLDER);
  EXPECT_EQ(client::ReasonOf(client->RotateKeys({}, Ignore).status()),
            v1::ERROR_REASON_NO_BACKUP_FOLDER);
  EXPECT_FALSE(client->GetStatus({})->has_backup_folder());
}

// --- Keys -------------------------------------------------------------------------------------

TEST_F(UpkeepTest, EverythingIsReadableAfterTheKeysWereRotatedUnderLoad) {
  const std::string record_id = Record('0');
  ASSERT_TRUE(operator_->Backup({}, Ignore).ok());
  absl::Status written;
  int count = 0;
  std::thread writer([&] {
    for (; count < 40 && written.ok(); ++count) {
      written = server_.As(kSenco)
                    ->AppendEntries(AddingRequest(RequestIdOf(static_cast<char>(128 + count)),
                                                  record_id, {ConcernEntry("Under load.")}))
                    .status();
    }
  });
  const auto report = operator_->RotateKeys({}, Ignore);
  writer.join();

  ASSERT_TRUE(report.ok()) << report.status();
  ASSERT_TRUE(written.ok()) << written;
  EXPECT_EQ(report->epoch(), 2u);
  EXPECT_THAT(report->destroyed_epochs(), ElementsAre(1u));
  server_.Restart();
  Reconnect();
  v1::ListEventsRequest request;
  request.set_record_id(record_id);
  const auto events = senco_->ListEvents(request);
  ASSERT_TRUE(events.ok()) << events.status();
  ASSERT_THAT(events->events(), SizeIs(41));
  for (const v1::Event& event : events->events()) EXPECT_TRUE(event.has_recorded());
}

TEST_F(UpkeepTest, ARotationIsALeafOfTheLogItself) {
  Record('0');
  const auto report = operator_->RotateKeys({}, Ignore);
  ASSERT_TRUE(report.ok()) << report.status();

  const v1::LogLeaf leaf = Leaves().back();

  EXPECT_EQ(leaf.kind(), v1::LEAF_KIND_KEY_CHANGE);
  EXPECT_EQ(leaf.record_id(), std::string(16, '\0'));
  EXPECT_EQ(leaf.position().value(), report->position().value());
}

// --- Scrub ------------------------------------------------------------------------------------

TEST_F(UpkeepTest, AScrubOfASoundLogFindsNothing) {
  Record('0');
  Record('1');

  const auto report = operator_->Scrub({}, Accept);

  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->damaged(), 0u);
  EXPECT_EQ(report->events(), 2u);
  EXPECT_EQ(report->position().value(), 2u);
  EXPECT_EQ(operator_->GetStatus({})->last_scrub().events(), 2u);
}

TEST_F(UpkeepTest, AScrubThatWasCutShortGoesOnFromItsCursor) {
  for (const char mark : {'0', '1', '2'}) Record(mark);
  const auto whole = operator_->Scrub({}, Accept);
  ASSERT_TRUE(whole.ok()) << whole.status();
  std::string cursor;

  const auto cut = operator_->Scrub({}, [&](const v1::ScrubResponse& response) {
    cursor = response.progress().cursor();
    return absl::CancelledError("enough");
  });
  ASSERT_EQ(cut.status().code(), absl::StatusCode::kCancelled);
  ASSERT_FALSE(cursor.empty());
  v1::ScrubRequest rest;
  rest.set_cursor(cursor);
  absl::StatusOr<v1::ScrubReport> report = operator_->Scrub(rest, Accept);
  // The server notices within half a second that the first client has gone.
  while (client::ReasonOf(report.status()) == v1::ERROR_REASON_ALREADY_RUNNING) {
    report = operator_->Scrub(rest, Accept);
  }

  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->damaged(), 0u);
  EXPECT_EQ(report->events(), whole->events());
}

// --- The log ----------------------------------------------------------------------------------

TEST_F(UpkeepTest, TheTailShowsEveryLeafOnceAndGoesOnAfterItsPosition) {
  const std::string first = Record('0');
  Record('1');
  Record('2');

  const std::vector<v1::LogLeaf> all = Leaves();
  v1::TailLogRequest after;
  *after.mutable_after() = all[1].position();

  EXPECT_THAT(PositionsOf(all), ElementsAre(1, 2, 3));
  EXPECT_EQ(all[0].record_id(), first);
  EXPECT_EQ(all[0].kind(), v1::LEAF_KIND_EVENT);
  EXPECT_THAT(all[0].leaf_hash(), SizeIs(32));
  EXPECT_THAT(PositionsOf(Leaves(after)), ElementsAre(3));
}

TEST_F(UpkeepTest, WhoeverFollowsTheLogSeesWhatIsRecordedMeanwhileOnce) {
  constexpr uint64_t kLeaves = 30;
  Record('0');
  std::vector<uint64_t> seen;
  int caught_up = 0;
  std::thread writer;
  v1::TailLogRequest request;
  request.set_follow(true);

  const absl::Status ended = operator_->TailLog(request, [&](const v1::TailLogResponse& response) {
    for (const v1::LogLeaf& leaf : response.leaves()) seen.push_back(leaf.position().value());
    caught_up += response.caught_up() ? 1 : 0;
    if (response.caught_up() && !writer.joinable()) {
      writer = std::thread([&] {
        for (uint64_t i = 1; i < kLeaves; ++i) Record(static_cast<char>('0' + i));
      });
    }
    return seen.size() < kLeaves ? absl::OkStatus() : absl::CancelledError("seen");
  });
  writer.join();

  EXPECT_EQ(ended.code(), absl::StatusCode::kCancelled);
  ASSERT_THAT(seen, SizeIs(kLeaves));
  for (uint64_t i = 0; i < kLeaves; ++i) EXPECT_EQ(seen[i], i + 1);
  EXPECT_GE(caught_up, 1);
}

TEST_F(UpkeepTest, AServerThatStopsEndsThoseWhoFollowIt) {
  Record('0');
  v1::TailLogRequest request;
  request.set_follow(true);

  const absl::Status ended = operator_->TailLog(request, [&](const v1::TailLogResponse& response) {
    if (response.caught_up()) std::thread([&] { server_.Stop(); }).detach();
    return absl::OkStatus();
  });

  EXPECT_EQ(ended.code(), absl::StatusCode::kUnavailable) << ended;
}

TEST_F(UpkeepTest, TheTilesAreTheTreeOfTheirCheckpoint) {
  Record('0');
  Record('1');
  std::vector<std::string> paths;
  std::string checkpoint;

  const absl::Status exported = operator_->ExportTiles([&](const v1::ExportTilesResponse& file) {
    paths.push_back(file.path());
    if (file.path() == "checkpoint") checkpoint = file.content();
    return absl::OkStatus();
  });

  ASSERT_TRUE(exported.ok()) << exported;
  EXPECT_THAT(paths, IsSupersetOf({"tile/0/000.p/2", "tile/entries/000.p/2"}));
  EXPECT_EQ(paths.back(), "checkpoint");
  EXPECT_EQ(checkpoint, operator_->GetCheckpoint({})->checkpoint());
}

// --- Who may ----------------------------------------------------------------------------------

class UpkeepAccessTest : public UpkeepTest {
 protected:
  // Reasons that this person gets for every call that runs the server, in the order of the
  // contract.
  std::vector<v1::ErrorReason> Refusals(const TokenIssuer::Person& person) {
    const auto client = server_.As(person);
    v1::EraseRecordRequest erase;
    erase.set_record_id(record_id_);
    erase.set_request_id(RequestIdOf('e'));
    erase.set_authority(v1::ERASURE_AUTHORITY_WRONG_CHILD);
    const auto leave = [](const auto&) { return absl::OkStatus(); };
    return {client::ReasonOf(client->Backup({}, Ignore).status()),
            client::ReasonOf(client->Scrub({}, leave).status()),
            client::ReasonOf(client->EraseRecord(erase).status()),
            client::ReasonOf(client->RotateKeys({}, Ignore).status()),
            client::ReasonOf(client->TailLog({}, leave)),
            client::ReasonOf(client->ExportTiles(leave))};
  }

  const std::string record_id_ = Record('0');
};

TEST_F(UpkeepAccessTest, ThoseWhoWorkWithChildrenRunNothing) {
  for (const auto& person : {kSenco, kTeacher, kOffice, kOtherSenco}) {
    EXPECT_THAT(Refusals(person), Each(v1::ERROR_REASON_ROLE_NOT_ALLOWED)) << person.name;
  }
}

TEST_F(UpkeepAccessTest, TheAuditorSeesTheLeavesAndRunsNothing) {
  const v1::ErrorReason no = v1::ERROR_REASON_ROLE_NOT_ALLOWED;
  const v1::ErrorReason yes = v1::ERROR_REASON_UNSPECIFIED;

  EXPECT_THAT(Refusals(kAuditor), ElementsAre(no, no, no, no, yes, yes));
}

TEST_F(UpkeepAccessTest, TheOperatorRunsEverythingAndErasesNothing) {
  const v1::ErrorReason no = v1::ERROR_REASON_ROLE_NOT_ALLOWED;
  const v1::ErrorReason yes = v1::ERROR_REASON_UNSPECIFIED;

  EXPECT_THAT(Refusals(kOperator), ElementsAre(yes, yes, no, yes, yes, yes));
}

TEST_F(UpkeepAccessTest, AnOfficerOfAnotherSchoolFindsNoSuchRecord) {
  TokenIssuer::Person other = kOfficer;
  other.setting = kFenmarch;

  EXPECT_THAT(Refusals(other), Contains(v1::ERROR_REASON_RECORD_NOT_FOUND));
}

// --- What is refused --------------------------------------------------------------------------

std::vector<std::string> FaultsOf(const absl::Status& status) {
  std::vector<std::string> faults;
  for (const v1::Fault& fault : client::FaultsOf(status)) {
    faults.push_back(fault.field() + " " + fault.reason());
  }
  return faults;
}

TEST_F(UpkeepTest, AnEmptyErasureListsEverythingThatIsMissing) {
  const absl::Status refused = server_.As(kOfficer)->EraseRecord({}).status();

  EXPECT_EQ(client::ReasonOf(refused), v1::ERROR_REASON_INVALID_REQUEST);
  EXPECT_THAT(FaultsOf(refused), ElementsAre("record_id REQUIRED", "authority REQUIRED"));
}

TEST_F(UpkeepTest, AnErasureWithWrongLengthsAndAnUnknownGroundIsRefused) {
  v1::EraseRecordRequest request;
  request.set_record_id("short");
  request.set_event_id("short");
  request.set_request_id("short");
  request.set_authority(static_cast<v1::ErasureAuthority>(99));

  EXPECT_THAT(FaultsOf(server_.As(kOfficer)->EraseRecord(request).status()),
              ElementsAre("record_id WRONG_LENGTH", "event_id WRONG_LENGTH",
                          "authority UNKNOWN_CODE", "request_id WRONG_LENGTH"));
}

TEST_F(UpkeepTest, AnErasureOfWhatIsNotThereIsNotFound) {
  v1::EraseRecordRequest request;
  request.set_record_id(RequestIdOf('?'));
  request.set_authority(v1::ERASURE_AUTHORITY_WRONG_CHILD);
  const auto officer = server_.As(kOfficer);
  EXPECT_EQ(client::ReasonOf(officer->EraseRecord(request).status()),
            v1::ERROR_REASON_RECORD_NOT_FOUND);

  request.set_record_id(Record('0'));
  request.set_event_id(RequestIdOf('?'));
  EXPECT_EQ(client::ReasonOf(officer->EraseRecord(request).status()),
            v1::ERROR_REASON_EVENT_NOT_FOUND);
}

TEST_F(UpkeepTest, TasksWithAMalformedRequestIdAreRefused) {
  v1::BackupRequest backup;
  backup.set_request_id("short");
  v1::RotateKeysRequest rotation;
  rotation.set_request_id("short");

  EXPECT_THAT(FaultsOf(operator_->Backup(backup, Ignore).status()),
              ElementsAre("request_id WRONG_LENGTH"));
  EXPECT_THAT(FaultsOf(operator_->RotateKeys(rotation, Ignore).status()),
              ElementsAre("request_id WRONG_LENGTH"));
}

TEST_F(UpkeepTest, ACursorThatNoScrubGaveIsRefused) {
  v1::ScrubRequest request;
  request.set_cursor("not a cursor");

  EXPECT_THAT(FaultsOf(operator_->Scrub(request, Accept).status()),
              ElementsAre("cursor NOT_A_CURSOR"));
}

TEST_F(UpkeepTest, ATailFromAPositionThatWasNeverReachedIsRefused) {
  v1::TailLogRequest request;
  request.mutable_after()->set_generation(1);
  request.mutable_after()->set_value(7);

  EXPECT_EQ(
      client::ReasonOf(operator_->TailLog(request, [](const auto&) { return absl::OkStatus(); })),
      v1::ERROR_REASON_POSITION_AHEAD);
}

TEST_F(UpkeepTest, ATailOfAGenerationThatNeverWasIsRefused) {
  v1::TailLogRequest request;
  request.mutable_after()->set_generation(9);
  request.mutable_after()->set_value(1);

  EXPECT_EQ(
      client::ReasonOf(operator_->TailLog(request, [](const auto&) { return absl::OkStatus(); })),
      v1::ERROR_REASON_HISTORY_RESTORED);
}

}  // namespace
}  // namespace cairn
