#include "clients/cli/append/append_check.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "eventstore/base/errors.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/clients/cli/cli_runner.h"
#include "tests/unit/clients/fake_server.h"

namespace cairn::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

std::string Line(int number, const std::string& kind) {
  return absl::StrFormat(R"({"record":"case-a","entries":[{"source":{"system":"case-a","id":)"
                         R"("A%02d"},%s}]})"
                         "\n",
                         number, kind);
}

std::string Opening() { return Line(1, R"("record_opened":{"name":"Pip Larkwhistle"})"); }
std::string Concern(int number) { return Line(number, R"("concern_raised":{"text":["Hides"]})"); }

// A server that has no record yet and checks what comes.
class CheckingServer {
 public:
  CheckingServer() {
    fake.append_entries = [this](const v1::AppendEntriesRequest& request,
                                 v1::AppendEntriesResponse& response) {
      requests.push_back(request);
      if (!refusal.ok()) return OnTheWire(refusal);
      response = reply;
      return grpc::Status::OK;
    };
  }

  Ran Check(const std::string& text) {
    return RunCli(fake, {"append", "--check", WriteFile(folder_ / "a.jsonl", text)});
  }

  FakeServer fake;
  std::vector<v1::AppendEntriesRequest> requests;
  v1::AppendEntriesResponse reply;
  absl::Status refusal;

 private:
  const TempFolder folder_;
};

TEST(AppendCheck, AsksAboutAllLinesOfARecordTogetherAndRecordsNothing) {
  CheckingServer server;

  const Ran ran = server.Check(Opening() + Concern(2) + Concern(3));

  ASSERT_EQ(server.requests.size(), 1u);
  EXPECT_TRUE(server.requests[0].validate_only());
  EXPECT_TRUE(server.requests[0].records(0).expected().must_not_exist());
  EXPECT_EQ(server.requests[0].records(0).entries_size(), 3);
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.out, "3 lines checked, nothing recorded: 0 refusals, 0 findings.\n");
}

TEST(AppendCheck, NamesTheLineOfEveryFinding) {
  CheckingServer server;
  v1::Finding& finding = *server.reply.add_records()->add_findings();
  finding.set_rule_id("concern.area_named");
  finding.set_sentence("Say which area it is about.");
  finding.set_field("entries[2].concern_raised.area");

  const Ran ran = server.Check(Opening() + Concern(2) + Concern(3));

  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, HasSubstr("a.jsonl:3: finding: Say which area it is about. "
                                 "(concern.area_named, entries[0].concern_raised.area)\n"));
}

TEST(AppendCheck, NamesTheLineOfEveryFault) {
  CheckingServer server;
  server.refusal =
      InvalidRequest({ShapeFault("records[0].entries[0].occurred", "REQUIRED", "Say when."),
                      ShapeFault("records[0].entries[1].occurred", "REQUIRED", "Say when.")});

  const Ran ran = server.Check(Opening() + Concern(2));

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("a.jsonl:1: refused: Say when. (REQUIRED, entries[0].occurred)"),
                    HasSubstr("a.jsonl:2: refused: Say when. (REQUIRED, entries[0].occurred)"),
                    HasSubstr("2 refusals")));
}

TEST(AppendCheck, SaysWhichLinesItCannotCheckYet) {
  CheckingServer server;
  std::string text = Opening();
  for (int i = 2; i <= 101; ++i) text += Concern(i);

  const Ran ran = server.Check(text);

  EXPECT_EQ(server.requests.size(), 1u);
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, HasSubstr("a.jsonl:101: refused: Not checked: the entries before it are "
                                 "not recorded yet."));
}

TEST(AppendCheck, WritesOneObjectALineAsJson) {
  CheckingServer server;
  server.reply.add_records()->add_findings()->set_field("entries[1]");

  TempFolder folder;
  const Ran ran = RunCli(server.fake, {"--json", "append", "--check",
                                       WriteFile(folder / "a.jsonl", Opening() + Concern(2))});

  EXPECT_THAT(ran.out, AllOf(HasSubstr(R"("line":2)"), HasSubstr(R"("says":"finding")"),
                             HasSubstr(R"({"summary":{"findings":1,"lines":2,"refused":0}})")));
  EXPECT_THAT(ran.err, IsEmpty());
}

}  // namespace
}  // namespace cairn::cli
