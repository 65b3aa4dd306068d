// The real server and the real command line: a backup, a crash, a restore; and what a client is
// told that has seen what was lost.
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include "clients/cpp/client.h"
#include "clients/cpp/refusal.h"
#include "eventstore/base/clock.h"
#include "tests/support/cairnd_process.h"
#include "tests/support/entries.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_people.h"

namespace cairn {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Optional;

constexpr char kRestoreCanary[] = "zebra-crossing-under-the-lighthouse";

struct Ran {
  int code;
  std::string output;
};

Ran RunShell(const std::string& command) {
  Ran ran{-1, ""};
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  std::array<char, 4096> buffer;
  while (size_t got = fread(buffer.data(), 1, buffer.size(), pipe)) {
    ran.output.append(buffer.data(), got);
  }
  const int status = pclose(pipe);
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ran;
}

class RestoreTest : public ::testing::Test {
 protected:
  RestoreTest() {
    std::ofstream(folder_ / "jwks.json") << issuer_.Jwks();
    Serve("data", "cairn.test/restore/1");
    const auto opened = As(kSenco)->AppendEntries(OpeningRequest(
        RequestIdOf('0'), {OpenedEntry("Pip Larkwhistle"), ConcernEntry(kRestoreCanary)}));
    EXPECT_TRUE(opened.ok()) << opened.status();
    record_id_ = opened->records(0).record_id();
    kept_ = opened->position();
    EXPECT_TRUE(As(kOperator)->Backup({}, [](const auto&) {}).ok());
  }

  void Serve(const std::string& data, const std::string& origin) {
    absl::StatusOr<CairndProcess> started = CairndProcess::Start(
        {"--data", folder_ / data, "--vault", folder_ / "vault", "--backup", folder_ / "backup",
         "--listen", "127.0.0.1:0", "--jwks", folder_ / "jwks.json", "--issuer",
         TokenIssuer::kIssuer, "--audience", TokenIssuer::kAudience, "--origin", origin,
         "--disk-reserve-mib", "1"});
    ASSERT_TRUE(started.ok()) << started.status();
    server_ = std::make_unique<CairndProcess>(*std::move(started));
  }
  void Kill() {
    EXPECT_EQ(server_->Stop(SIGKILL), -SIGKILL);
    server_.reset();
  }
  std::unique_ptr<client::Client> As(const TokenIssuer::Person& person) {
    client::ClientOptions options{.target = server_->target()};
    options.token = [this, person]() -> absl::StatusOr<std::string> {
      return issuer_.TokenFor(person, SystemClock().NowMicros());
    };
    return *client::Client::Create(std::move(options));
  }
  // `cairn restore` of the backup to `restored`, with the head witness of the lost log.
  Ran Restore(const std::string& flags = "") {
    return RunShell(std::string(CAIRN_PATH) + " restore --backup " + (folder_ / "backup") +
                    " --data " + (folder_ / "restored") + " --vault " + (folder_ / "vault") +
                    " --witness " + (folder_ / "data/head.witness") + " " + flags);
  }
  absl::Status ReadAt(const v1::Position& position) {
    v1::GetRecordRequest request;
    request.set_record_id(record_id_);
    *request.mutable_min_position() = position;
    return As(kSenco)->GetRecord(request).status();
  }

  const TempFolder folder_;
  const TokenIssuer issuer_;
  std::unique_ptr<CairndProcess> server_;
  std::string record_id_;
  v1::Position kept_;
};

TEST_F(RestoreTest, ALossIsRefusedUntilItIsAcceptedAndThenToldToThoseWhoSawIt) {
  const auto lost = As(kSenco)->AppendEntries(
      AddingRequest(RequestIdOf('1'), record_id_, {ConcernEntry("After the backup.")}));
  ASSERT_TRUE(lost.ok()) << lost.status();
  Kill();

  const Ran refused = Restore();
  EXPECT_EQ(refused.code, 1) << refused.output;
  EXPECT_FALSE(fs::exists(folder_ / "restored"));
  const Ran restored = Restore("--accept-loss");
  ASSERT_EQ(restored.code, 0) << restored.output;
  EXPECT_THAT(restored.output, AllOf(HasSubstr("copying"), HasSubstr("lost: 1 event")));

  Serve("restored", "cairn.test/restore/2");
  EXPECT_TRUE(ReadAt(kept_).ok());
  const absl::Status told = ReadAt(lost->position());
  EXPECT_EQ(told.code(), absl::StatusCode::kFailedPrecondition) << told;
  EXPECT_EQ(client::ReasonOf(told), v1::ERROR_REASON_HISTORY_RESTORED) << told;
  EXPECT_THAT(client::MetadataOf(told, "fork"), Optional(std::to_string(kept_.value())));
}

TEST_F(RestoreTest, WhoeverFollowsTheLogGoesOnBelowTheForkAndSeesTheSuccession) {
  Kill();
  ASSERT_EQ(Restore().code, 0);
  Serve("restored", "cairn.test/restore/2");
  v1::TailLogRequest request;
  *request.mutable_after() = kept_;
  std::vector<v1::LogLeaf> leaves;

  const absl::Status ended = As(kOperator)->TailLog(request, [&](const auto& response) {
    leaves.insert(leaves.end(), response.leaves().begin(), response.leaves().end());
    return absl::OkStatus();
  });

  ASSERT_TRUE(ended.ok()) << ended;
  ASSERT_FALSE(leaves.empty());
  EXPECT_EQ(leaves[0].kind(), v1::LEAF_KIND_SUCCESSION);
  EXPECT_EQ(leaves[0].position().generation(), 2u);
  EXPECT_EQ(As(kOperator)->GetStatus({})->generation(), 2u);
}

TEST_F(RestoreTest, ABackupFromBeforeAnErasureDoesNotBringTheChildBack) {
  v1::EraseRecordRequest request;
  request.set_record_id(record_id_);
  request.set_request_id(RequestIdOf('e'));
  request.set_authority(v1::ERASURE_AUTHORITY_RETENTION_ENDED);
  ASSERT_TRUE(As(kOfficer)->EraseRecord(request).ok());
  Kill();

  const Ran restored = Restore("--accept-loss");

  ASSERT_EQ(restored.code, 0) << restored.output;
  Serve("restored", "cairn.test/restore/2");
  v1::GetRecordRequest reading;
  reading.set_record_id(record_id_);
  EXPECT_EQ(client::ReasonOf(As(kOfficer)->GetRecord(reading).status()),
            v1::ERROR_REASON_RECORD_ERASED);
  EXPECT_EQ(client::ReasonOf(As(kSenco)->GetRecord(reading).status()),
            v1::ERROR_REASON_RECORD_NOT_FOUND);
  // The erasure is still the same request.
  const auto again = As(kOfficer)->EraseRecord(request);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->repeated_request());
}

TEST_F(RestoreTest, NoFileOfLogBackupOrVaultHoldsPlainText) {
  v1::EraseRecordRequest request;
  request.set_record_id(record_id_);
  request.set_authority(v1::ERASURE_AUTHORITY_RETENTION_ENDED);
  ASSERT_TRUE(As(kOfficer)->EraseRecord(request).ok());
  ASSERT_TRUE(As(kOperator)->RotateKeys({}, [](const auto&) {}).ok());
  Kill();

  size_t files = 0;
  for (const auto& file : fs::recursive_directory_iterator(folder_.path())) {
    if (!file.is_regular_file()) continue;
    ++files;
    std::ifstream bytes(file.path(), std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(bytes), {}};
    EXPECT_EQ(content.find(kRestoreCanary), std::string::npos) << file.path();
    EXPECT_EQ(content.find("Larkwhistle"), std::string::npos) << file.path();
  }
  EXPECT_GT(files, 10u);
}

TEST(RestoreCommandTest, WrongArgumentsAreTheServerProgramsToRefuse) {
  const Ran ran = RunShell(std::string(CAIRN_PATH) + " restore --nonsense");

  EXPECT_EQ(ran.code, 2) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("--backup"));
}

}  // namespace
}  // namespace cairn
