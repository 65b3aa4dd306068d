// The commands that run a server, against one that answers as a test says.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/errors.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/clients/cli/cli_runner.h"

namespace cairn::cli {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr char kRecord[] = "000102030405060708090a0b0c0d0e0f";

grpc::Status Refused(v1::ErrorReason reason, std::string_view sentence) {
  return OnTheWire(Refusal(reason, sentence));
}

// --- backup, rotate-keys ---

void AnswerBackup(FakeServer& server) {
  server.backup = [](const v1::BackupRequest& request, auto& writer) {
    EXPECT_EQ(request.bytes_per_second(), uint64_t{20} << 20);
    EXPECT_EQ(request.request_id().size(), 16u);
    v1::BackupResponse response;
    response.mutable_progress()->set_done(1);
    writer.Write(response);
    v1::BackupReport& report = *response.mutable_report();
    report.set_backup_number(3);
    report.mutable_position()->set_value(112);
    report.set_root(std::string(32, '\xab'));
    report.set_bytes_copied(uint64_t{3} << 20);
    report.set_bytes_total(uint64_t{5} << 30);
    report.set_keys(9);
    writer.Write(response);
    return grpc::Status::OK;
  };
}

TEST(BackupCommand, SaysWhatWasCopiedAndProved) {
  FakeServer server;
  AnswerBackup(server);

  const Ran ran = RunCli(server, {"backup", "--mib-per-s", "20"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(StartsWith("Backup 3 is complete and proved: 112 events, root abab"),
                             HasSubstr("3.0 MiB copied, 5.0 GiB in all, 9 keys unwrapped.")));
  EXPECT_EQ(ran.err, "");
}

TEST(BackupCommand, WritesTheReportAsJson) {
  FakeServer server;
  AnswerBackup(server);

  const Ran ran = RunCli(server, {"--json", "backup", "--mib-per-s", "20"});

  EXPECT_THAT(ran.out, StartsWith(R"({"backup_number":"3")"));
}

TEST(BackupCommand, IsRefusedWithoutAFolderOnTheServer) {
  FakeServer server;
  server.backup = [](const v1::BackupRequest&, auto&) {
    return Refused(v1::ERROR_REASON_NO_BACKUP_FOLDER, "This server has no folder for backups.");
  };

  const Ran ran = RunCli(server, {"backup"});

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("NO_BACKUP_FOLDER"));
}

TEST(BackupCommand, JoinsItsBackupAgainWhenTheServerGoesAway) {
  FakeServer server;
  std::vector<std::string> request_ids;
  server.backup = [&](const v1::BackupRequest& request, auto& writer) {
    request_ids.push_back(request.request_id());
    if (request_ids.size() == 1) return Refused(v1::ERROR_REASON_NOT_SERVING, "Stopping.");
    v1::BackupResponse response;
    response.mutable_report()->set_backup_number(1);
    writer.Write(response);
    return grpc::Status::OK;
  };

  EXPECT_EQ(RunCli(server, {"backup"}).code, 0);
  ASSERT_EQ(request_ids.size(), 2u);
  EXPECT_EQ(request_ids[0], request_ids[1]);
}

TEST(RotateKeysCommand, NamesWhatWasDestroyed) {
  FakeServer server;
  server.rotate_keys = [](const v1::RotateKeysRequest&, auto& writer) {
    v1::RotateKeysResponse response;
    response.mutable_report()->set_epoch(3);
    response.mutable_report()->add_destroyed_epochs(1);
    response.mutable_report()->add_destroyed_epochs(2);
    response.mutable_report()->set_keys(40);
    writer.Write(response);
    return grpc::Status::OK;
  };

  const Ran ran = RunCli(server, {"rotate-keys"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, StartsWith("Master key 3 wraps 40 keys now; older master keys: "
                                  "destroyed: 1, 2."));
}

// --- scrub ---

v1::ScrubResponse ScrubAt(const std::string& cursor) {
  v1::ScrubResponse response;
  response.mutable_progress()->set_cursor(cursor);
  return response;
}

v1::ScrubResponse ScrubEnd(uint64_t damaged) {
  v1::ScrubResponse response;
  response.mutable_report()->set_events(7);
  response.mutable_report()->set_damaged(damaged);
  response.mutable_report()->mutable_position()->set_value(7);
  return response;
}

TEST(ScrubCommand, SaysThatNothingIsDamaged) {
  FakeServer server;
  server.scrub = [](const v1::ScrubRequest&, auto& writer) {
    writer.Write(ScrubEnd(0));
    return grpc::Status::OK;
  };

  const Ran ran = RunCli(server, {"scrub"});

  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, HasSubstr("everything is as it was written"));
}

TEST(ScrubCommand, ListsDamageAndEndsWithTheCodeOfAProofThatDoesNotHold) {
  FakeServer server;
  server.scrub = [](const v1::ScrubRequest&, auto& writer) {
    v1::ScrubResponse response;
    response.mutable_damage()->set_space("envelopes");
    response.mutable_damage()->set_where("position 5");
    response.mutable_damage()->set_sentence("its hash is not the one in its leaf");
    writer.Write(response);
    writer.Write(ScrubEnd(1));
    return grpc::Status::OK;
  };

  const Ran ran = RunCli(server, {"scrub"});
  const Ran json = RunCli(server, {"scrub", "--json"});

  EXPECT_EQ(ran.code, 4);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("DAMAGED envelopes position 5: its hash"),
                             HasSubstr("1 damaged. Stop the server")));
  EXPECT_EQ(json.code, 4);
  EXPECT_THAT(json.out, AllOf(StartsWith(R"({"damages":[{)"), HasSubstr(R"("report":{)")));
}

TEST(ScrubCommand, GoesOnFromTheFileThatKeepsItsPlace) {
  const TempFolder folder;
  const std::string place = folder / "place";
  FakeServer server;
  std::vector<std::string> cursors;
  server.scrub = [&](const v1::ScrubRequest& request, auto& writer) {
    cursors.push_back(request.cursor());
    writer.Write(cursors.size() == 1 ? ScrubAt("half") : ScrubEnd(0));
    return cursors.size() == 1 ? Refused(v1::ERROR_REASON_ALREADY_RUNNING, "Wait.")
                               : grpc::Status::OK;
  };

  EXPECT_EQ(RunCli(server, {"scrub", "--resume", place}).code, 1);
  EXPECT_EQ(ReadFileText(place), "half");
  EXPECT_EQ(RunCli(server, {"scrub", "--resume", place}).code, 0);

  EXPECT_THAT(cursors, ElementsAre("", "half"));
  EXPECT_EQ(ReadFileText(place), "");
}

// --- log ---

v1::TailLogResponse LeafAt(uint64_t position, bool caught_up) {
  v1::TailLogResponse response;
  v1::LogLeaf& leaf = *response.add_leaves();
  leaf.mutable_position()->set_value(position);
  leaf.set_kind(v1::LEAF_KIND_ERASURE);
  leaf.set_record_id(std::string(16, '\x01'));
  leaf.set_version(4);
  leaf.set_leaf_hash(std::string(32, '\x02'));
  leaf.mutable_recorded_time()->set_seconds(1'766'160'600);
  *response.mutable_position() = leaf.position();
  response.set_caught_up(caught_up);
  return response;
}

TEST(LogTailCommand, WritesOneLineALeaf) {
  FakeServer server;
  server.tail_log = [](const v1::TailLogRequest& request, auto& writer) {
    EXPECT_FALSE(request.follow());
    EXPECT_FALSE(request.has_after());
    writer.Write(LeafAt(12, true));
    return grpc::Status::OK;
  };

  const Ran ran = RunCli(server, {"log", "tail", "--no-follow"});
  const Ran json = RunCli(server, {"log", "tail", "--no-follow", "--json"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out,
            "      12  19 Dec 2025 16:10  erasure     01010101010101010101010101010101      4  "
            "0202020202020202020202020202020202020202020202020202020202020202\n");
  EXPECT_THAT(json.out, StartsWith(R"({"position":{"value":"12"})"));
}

TEST(LogTailCommand, GoesOnAfterWhatItHasWhenItIsCutOff) {
  FakeServer server;
  std::vector<uint64_t> after;
  server.tail_log = [&](const v1::TailLogRequest& request, auto& writer) {
    after.push_back(request.after().value());
    writer.Write(LeafAt(after.size(), after.size() == 2));
    return after.size() == 2 ? grpc::Status::OK
                             : Refused(v1::ERROR_REASON_NOT_SERVING, "Stopping.");
  };

  const Ran ran = RunCli(server, {"log", "tail", "--no-follow"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(after, ElementsAre(0, 1));
}

TEST(LogTailCommand, BeginsInTheGenerationOfNow) {
  FakeServer server;
  server.get_status = [](const v1::GetStatusRequest&, v1::GetStatusResponse& response) {
    response.set_generation(3);
    return grpc::Status::OK;
  };
  server.tail_log = [](const v1::TailLogRequest& request, auto& writer) {
    EXPECT_EQ(request.after().generation(), 3u);
    EXPECT_EQ(request.after().value(), 40u);
    writer.Write(LeafAt(41, true));
    return grpc::Status::OK;
  };

  EXPECT_EQ(RunCli(server, {"log", "tail", "--after", "40", "--no-follow"}).code, 0);
}

TEST(LogTilesCommand, WritesTheFilesAndNoneElsewhere) {
  const TempFolder folder;
  FakeServer server;
  std::string path = "tile/0/000.p/2";
  server.export_tiles = [&](const v1::ExportTilesRequest&, auto& writer) {
    v1::ExportTilesResponse file;
    file.set_path(path);
    file.set_content("hashes");
    writer.Write(file);
    return grpc::Status::OK;
  };

  EXPECT_EQ(RunCli(server, {"log", "tiles", "--to", folder / "mirror"}).code, 0);
  EXPECT_EQ(ReadFileText(folder / "mirror/tile/0/000.p/2"), "hashes");
  path = "../outside";
  EXPECT_EQ(RunCli(server, {"log", "tiles", "--to", folder / "other"}).code, 2);
  EXPECT_EQ(ReadFileText(folder / "outside"), "");
}

// --- erase ---

class EraseCommand : public testing::Test {
 protected:
  EraseCommand() {
    server_.get_record = [](const v1::GetRecordRequest&, v1::GetRecordResponse& response) {
      response.mutable_record()->set_name("Pip Larkwhistle");
      response.mutable_record()->set_version(7);
      return grpc::Status::OK;
    };
    server_.erase_record = [this](const v1::EraseRecordRequest& request,
                                  v1::EraseRecordResponse& response) {
      erased_.push_back(request);
      response.mutable_receipt()->set_version(8);
      response.mutable_receipt()->mutable_position()->set_value(120);
      return grpc::Status::OK;
    };
  }
  Ran Erase(std::vector<std::string> more, const std::string& typed = "") {
    std::vector<std::string> arguments = {"erase", kRecord};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return RunCli(server_, arguments, typed);
  }

  FakeServer server_;
  std::vector<v1::EraseRecordRequest> erased_;
};

TEST_F(EraseCommand, AsksForTheNameAndErasesWhatWasShown) {
  const Ran ran = Erase({"--authority", "wrong-child"}, "Pip Larkwhistle\n");

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.err, AllOf(HasSubstr("The whole record of Pip Larkwhistle"),
                             HasSubstr("Type the name to go on: ")));
  EXPECT_THAT(ran.out, HasSubstr("recorded at position 120 as version 8"));
  ASSERT_EQ(erased_.size(), 1u);
  EXPECT_EQ(erased_[0].authority(), v1::ERASURE_AUTHORITY_WRONG_CHILD);
  EXPECT_EQ(erased_[0].expected_version(), 7u);
  EXPECT_EQ(erased_[0].request_id().size(), 16u);
  EXPECT_EQ(erased_[0].event_id(), "");
}

TEST_F(EraseCommand, RemovesNothingWhenAnotherNameIsTyped) {
  for (const std::string typed : {"", "pip\n", "Wren Tallow\n"}) {
    const Ran ran = Erase({"--authority", "wrong-child"}, typed);

    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, HasSubstr("Nothing was removed."));
  }
  EXPECT_TRUE(erased_.empty());
}

TEST_F(EraseCommand, DoesNotAskWhenItIsToldYes) {
  const Ran ran = Erase({"--yes", "--authority", "retention-ended", "--entry", kRecord});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.err, "");
  ASSERT_EQ(erased_.size(), 1u);
  EXPECT_EQ(erased_[0].event_id(), erased_[0].record_id());
  EXPECT_EQ(erased_[0].expected_version(), 0u);
}

TEST_F(EraseCommand, ListsTheGroundsWhenTheOneGivenIsNone) {
  const Ran ran = Erase({"--yes", "--authority", "because"});

  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("request-upheld"), HasSubstr("handed-over")));
  EXPECT_TRUE(erased_.empty());
}

TEST_F(EraseCommand, SaysThatAHoldStands) {
  server_.erase_record = [](const v1::EraseRecordRequest&, v1::EraseRecordResponse&) {
    return Refused(v1::ERROR_REASON_LEGAL_HOLD, "A legal hold stands on this record.");
  };

  const Ran ran = Erase({"--yes", "--authority", "wrong-child"});

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("LEGAL_HOLD"));
}

TEST(AdminCommands, ShowExamplesInTheirHelp) {
  const FakeServer server;
  for (const std::string command : {"backup", "scrub", "rotate-keys", "erase"}) {
    const Ran ran = RunCli(server, {command, "--help"});
    EXPECT_EQ(ran.code, 0);
    EXPECT_THAT(ran.out, HasSubstr("Example: cairn " + command));
  }
  EXPECT_THAT(RunCli(server, {"--help"}).out,
              AllOf(HasSubstr("restore"), HasSubstr("log"), Not(HasSubstr("nonsense"))));
}

}  // namespace
}  // namespace cairn::cli
