// What a server refuses to start on, and what it says; and that a demonstration says that it is
// one.
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cpp/refusal.h"
#include "tests/support/entries.h"
#include "tests/support/test_server.h"

namespace cairn {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class StartTest : public ::testing::Test {
 protected:
  StartTest() : data_(server_.config().data) { Record('0'); }

  // Records one child, so that the log holds something.
  void Record(char mark) {
    ASSERT_TRUE(server_.As(kSenco)
                    ->AppendEntries(OpeningRequest(RequestIdOf(mark), {OpenedEntry("Pip")}))
                    .ok());
  }
  // Stops the server, lets `damage` work on its folder, and says what the next start says.
  template <typename Damage>
  std::string RefusalAfter(Damage damage) {
    server_.Stop();
    damage();
    const absl::Status status = server_.TryStart(server_.config());
    EXPECT_FALSE(status.ok());
    return std::string(status.message());
  }

  TestServer server_;
  const fs::path data_;
};

TEST_F(StartTest, AServerStartsAgainOnWhatItLeft) {
  server_.Restart();

  EXPECT_EQ(server_.As(kSenco)->GetCheckpoint(v1::GetCheckpointRequest())->position().value(), 1);
}

TEST_F(StartTest, ALogThatIsBehindItsHeadWitnessIsRefused) {
  server_.Stop();
  fs::copy(data_ / "log", data_ / "old", fs::copy_options::recursive);
  server_.Restart();
  Record('1');

  const std::string why = RefusalAfter([&] {
    fs::remove_all(data_ / "log");
    fs::rename(data_ / "old", data_ / "log");
  });

  EXPECT_THAT(why, HasSubstr("ends at position 1, and 2 was acknowledged"));
}

TEST_F(StartTest, ALogThatWasDeletedBesideItsWitnessIsRefused) {
  EXPECT_THAT(RefusalAfter([&] { fs::remove_all(data_ / "log"); }), HasSubstr("witness"));
}

TEST_F(StartTest, ALogWithoutItsWitnessIsRefused) {
  EXPECT_THAT(RefusalAfter([&] { fs::remove(data_ / "head.witness"); }), HasSubstr("witness"));
}

TEST_F(StartTest, ALogWithoutItsMasterKeysIsRefused) {
  EXPECT_THAT(RefusalAfter([&] { fs::remove_all(data_ / "vault"); }), HasSubstr("vault"));
}

TEST_F(StartTest, ALogWithoutItsSigningKeyIsRefused) {
  EXPECT_THAT(RefusalAfter([&] { fs::remove(data_ / "signing.key"); }), HasSubstr("signing key"));
}

TEST_F(StartTest, ASigningKeyThatOthersMayReadIsRefused) {
  RefusalAfter([&] {
    fs::permissions(data_ / "signing.key", fs::perms::others_read, fs::perm_options::add);
  });
}

TEST_F(StartTest, ALogKeepsItsOriginForEver) {
  ServerConfig other = server_.config();
  other.origin = "other.test/log/1";

  const absl::Status status = server_.TryStart(other);

  EXPECT_THAT(std::string(status.message()), HasSubstr("one log has one origin"));
}

TEST_F(StartTest, ADamagedTableFileIsRefusedOrItsRecordIsNotServed) {
  server_.Restart();  // what was in the write-ahead log is in table files now, or still in the log
  server_.Stop();
  for (const fs::directory_entry& file : fs::directory_iterator(data_ / "log")) {
    const std::string extension = file.path().extension();
    if (extension != ".sst" && extension != ".log") continue;
    std::fstream bytes(file.path(), std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekg(0, std::ios::end);
    const std::streamoff middle = bytes.tellg() / 2;
    bytes.seekg(middle);
    const char byte = static_cast<char>(bytes.get() ^ 1);
    bytes.seekp(middle);
    bytes.put(byte);
  }

  const absl::Status status = server_.TryStart(server_.config());

  EXPECT_FALSE(status.ok());
}

TEST_F(StartTest, AMissingKeySetIsNamedWithWhatToDo) {
  ServerConfig config = server_.config();
  config.jwks += ".missing";

  EXPECT_FALSE(server_.TryStart(config).ok());
}

TEST(DemonstrationTest, AnExportOfASimulatedClockSaysSoOnItsFace) {
  TestServer demo(/*simulated_clock=*/true);
  const auto senco = demo.As(kSenco);
  v1::AppendEntriesRequest request = OpeningRequest(RequestIdOf('0'), {OpenedEntry("Pip")});
  request.mutable_simulated_time()->set_seconds(1'725'462'600);  // 4 Sep 2024, 16:10 in London
  const auto opened = senco->AppendEntries(request);
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(opened->records(0).receipts(0).recorded_time().seconds(), 1'725'462'600);
  v1::ExportRecordRequest export_request;
  export_request.set_record_id(opened->records(0).record_id());
  export_request.set_request_id(RequestIdOf('e'));
  std::string readme;
  std::string checkpoint;

  const absl::Status exported = senco->ExportRecord(export_request, [&](const auto& part) {
    if (part.path() == "README.txt") readme += part.content();
    if (part.path() == "checkpoint") checkpoint += part.content();
    return absl::OkStatus();
  });

  ASSERT_TRUE(exported.ok()) << exported;
  EXPECT_THAT(readme, StartsWith("DEMONSTRATION"));
  EXPECT_THAT(checkpoint, StartsWith("demo."));
}

}  // namespace
}  // namespace cairn
