#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cli/append/append_report.h"
#include "clients/cli/command_line.h"
#include "eventstore/base/errors.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/clients/cli/cli_runner.h"
#include "tests/unit/clients/fake_server.h"

namespace cairn::cli {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr char kRecordId[] = "0123456789abcdef";

std::string Opening(const std::string& alias) {
  return R"({"record":")" + alias +
         R"(","recorded":"2024-09-04T16:10:00+01:00","typed_by":{"name":"Ottoline Penn","role":)"
         R"("ROLE_OFFICE","subject":"ottoline.penn"},"entries":[{"source":{"system":")" +
         alias + R"(","id":"A01"},"record_opened":{"name":"Pip Larkwhistle"}}]})" + "\n";
}

std::string Concern(const std::string& alias, const std::string& id,
                    const std::string& recorded = "2024-10-09T17:05:00+01:00",
                    const std::string& typist = "juniper.halloway") {
  return R"({"record":")" + alias + R"(","recorded":")" + recorded +
         R"(","typed_by":{"name":"Juniper Halloway","role":"senco","subject":")" + typist +
         R"("},"entries":[{"source":{"system":")" + alias + R"(","id":")" + id +
         R"("},"concern_raised":{"text":["Hides book"]}}]})" + "\n";
}

// A server that records whatever comes, one receipt an entry, and refuses what the test names.
class RecordingServer {
 public:
  RecordingServer() {
    fake.append_entries = [this](const auto& request, auto& response) {
      const absl::Status refusal = Take(request);
      if (!refusal.ok()) return OnTheWire(refusal);
      response = Receipts(request);
      return grpc::Status::OK;
    };
    fake.stream_entries = [this](FakeServer::EntriesStream& stream) {
      v1::StreamEntriesRequest request;
      while (stream.Read(&request)) {
        const absl::Status refusal = Take(request.append());
        v1::StreamEntriesResponse reply;
        *reply.mutable_appended() = Receipts(request.append());
        stream.Write(refusal.ok() ? reply : RefusedInStream(refusal));
      }
      return grpc::Status::OK;
    };
  }

  std::vector<std::string> sources() const {
    std::vector<std::string> ids;
    for (const auto& request : requests) {
      ids.push_back(request.records(0).entries(0).source().id());
    }
    return ids;
  }

  FakeServer fake;
  std::vector<v1::AppendEntriesRequest> requests;
  std::function<absl::Status(const v1::AppendEntriesRequest&)> refuse;

 private:
  absl::Status Take(const v1::AppendEntriesRequest& request) {
    requests.push_back(request);
    return refuse ? refuse(request) : absl::OkStatus();
  }
  static v1::AppendEntriesResponse Receipts(const v1::AppendEntriesRequest& request) {
    v1::AppendEntriesResponse response;
    v1::RecordReceipts& record = *response.add_records();
    record.set_record_id(kRecordId);
    for (int i = 0; i < request.records(0).entries_size(); ++i) record.add_receipts();
    return response;
  }
};

absl::Status TwoFaults() {
  return InvalidRequest({ShapeFault("records[0].entries[0].occurred", "REQUIRED", "Say when."),
                         ShapeFault("records[0].entries[0].kind", "REQUIRED", "Say what.")});
}

std::function<absl::Status(const v1::AppendEntriesRequest&)> Refusing(std::string id,
                                                                      const absl::Status& refusal) {
  return [id = std::move(id), refusal](const v1::AppendEntriesRequest& request) {
    return request.records(0).entries(0).source().id() == id ? refusal : absl::OkStatus();
  };
}

TEST(AppendCommand, LoadsAFileIntoTheRecordThatItsFirstLineOpens) {
  RecordingServer server;
  const TempFolder folder;
  const std::string file = WriteFile(
      folder / "a.jsonl", Opening("case-a") + Concern("case-a", "A02") + Concern("case-a", "A03"));

  const Ran ran = RunCli(server.fake, {"append", file});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, "3 lines: 3 entries recorded.\n");
  EXPECT_THAT(server.sources(), ElementsAre("A01", "A02", "A03"));
  EXPECT_TRUE(server.requests[0].records(0).expected().must_not_exist());
  EXPECT_EQ(server.requests[1].records(0).record_id(), kRecordId);
  EXPECT_TRUE(server.requests[1].records(0).expected().any());
  EXPECT_FALSE(server.requests[1].has_simulated_time());
}

TEST(AppendCommand, AsksForTheSameThingsWhenALoadIsRepeated) {
  RecordingServer server;
  const TempFolder folder;
  const std::string file =
      WriteFile(folder / "a.jsonl", Opening("case-a") + Concern("case-a", "A02"));

  RunCli(server.fake, {"append", file});
  RunCli(server.fake, {"append", file});

  ASSERT_THAT(server.requests, SizeIs(4));
  EXPECT_EQ(server.requests[0].SerializeAsString(), server.requests[2].SerializeAsString());
  EXPECT_EQ(server.requests[1].SerializeAsString(), server.requests[3].SerializeAsString());
  EXPECT_NE(server.requests[0].request_id(), server.requests[1].request_id());
}

TEST(AppendCommand, NamesPlaceReasonAndEveryFaultOfARefusedLineAndGoesOn) {
  RecordingServer server;
  server.refuse = Refusing("A02", TwoFaults());
  const TempFolder folder;
  const std::string file = WriteFile(
      folder / "a.jsonl", Opening("case-a") + Concern("case-a", "A02") + Concern("case-a", "A03"));

  const Ran ran = RunCli(server.fake, {"append", file});

  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(ran.out, "3 lines: 2 entries recorded, 1 line refused.\n");
  EXPECT_THAT(ran.err, AllOf(HasSubstr(file + ":2: "), HasSubstr("(INVALID_REQUEST)"),
                             HasSubstr("entries[0].occurred\n"), HasSubstr("REQUIRED: Say when."),
                             HasSubstr("entries[0].kind\n"), Not(HasSubstr("records[0]"))));
}

TEST(AppendCommand, EndsAtTheFirstRefusalWhenToldTo) {
  RecordingServer server;
  server.refuse = Refusing("A02", TwoFaults());
  const TempFolder folder;
  const std::string file = WriteFile(
      folder / "a.jsonl", Opening("case-a") + Concern("case-a", "A02") + Concern("case-a", "A03"));

  const Ran ran = RunCli(server.fake, {"append", "--stop", file});

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(server.sources(), ElementsAre("A01", "A02"));
}

TEST(AppendCommand, AddsToARecordThatAnotherLineOpenedBefore) {
  RecordingServer server;
  server.refuse = [](const v1::AppendEntriesRequest& request) {
    return request.records(0).expected().must_not_exist()
               ? Refusal(v1::ERROR_REASON_CLAIM_TAKEN, "It is there already.")
               : absl::OkStatus();
  };
  server.fake.resolve_records = [](const v1::ResolveRecordsRequest& request, auto& response) {
    EXPECT_EQ(request.queries(0).source().id(), "A01");
    v1::Resolution& found = *response.add_resolutions();
    found.set_state(v1::RESOLUTION_STATE_MATCHED);
    found.set_record_id(kRecordId);
    return grpc::Status::OK;
  };
  const TempFolder folder;
  const std::string file =
      WriteFile(folder / "a.jsonl", Opening("case-a") + Concern("case-a", "A02"));

  const Ran ran = RunCli(server.fake, {"append", file});

  EXPECT_EQ(ran.code, 0) << ran.err;
  ASSERT_THAT(server.requests, SizeIs(3));
  EXPECT_EQ(server.requests[1].records(0).record_id(), kRecordId);
  EXPECT_NE(server.requests[1].request_id(), server.requests[0].request_id());
}

TEST(AppendCommand, RefusesALineWhoseRecordNothingOpened) {
  RecordingServer server;
  const TempFolder folder;
  const std::string file = WriteFile(folder / "a.jsonl", Concern("case-a", "A02"));

  const Ran ran = RunCli(server.fake, {"append", file});

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("opened the record \"case-a\""));
  EXPECT_THAT(server.requests, IsEmpty());
}

TEST(AppendCommand, SignsEveryLineInAsItsTypistWithItsRecordedTime) {
  RecordingServer server;
  const TempFolder folder;
  const std::string file =
      WriteFile(folder / "a.jsonl", Opening("case-a") + Concern("case-a", "A02"));
  const std::string issuer = folder / "issuer";
  ASSERT_EQ(
      RunCli(server.fake, {"token", "init", issuer, "--issuer", "demo", "--audience", "cairnd"})
          .code,
      0);

  const Ran ran = RunCli(server.fake, {"append", "--issuer-dir", issuer, "--simulate-time", file});

  EXPECT_EQ(ran.code, 0) << ran.err;
  const auto seen = server.fake.seen();
  ASSERT_THAT(seen, SizeIs(2));
  EXPECT_THAT(seen[0].authorization, StartsWith("Bearer ey"));
  EXPECT_NE(seen[0].authorization, seen[1].authorization);
  EXPECT_EQ(server.requests[1].simulated_time().seconds(), 1'728'489'900);
}

TEST(AppendCommand, MergesFilesByRecordedTime) {
  RecordingServer server;
  const TempFolder folder;
  const std::string a = WriteFile(folder / "a.jsonl", Opening("case-a") + Concern("case-a", "A02"));
  const std::string b =
      WriteFile(folder / "b.jsonl",
                Opening("case-b") + Concern("case-b", "B02", "2024-09-20T10:00:00+01:00"));

  const Ran ran = RunCli(server.fake, {"append", "--merge", a, b});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(server.sources(), ElementsAre("A01", "A01", "B02", "A02"));
}

TEST(AppendCommand, ReadsEntriesOfOneRecordFromStandardInput) {
  RecordingServer server;

  const Ran ran =
      RunCli(server.fake, {"append", "--record", "30313233343536373839616263646566", "-"},
             R"({"concern_raised":{"text":["Hides book"]}})");

  EXPECT_EQ(ran.code, 0) << ran.err;
  ASSERT_THAT(server.requests, SizeIs(1));
  EXPECT_EQ(server.requests[0].records(0).record_id(), kRecordId);
}

TEST(AppendCommand, SendsALineAgainThatTheServerWasTooBusyFor) {
  RecordingServer server;
  int refusals = 1;
  server.refuse = [&refusals](const v1::AppendEntriesRequest& request) {
    if (request.records(0).entries(0).source().id() != "A02" || refusals-- <= 0) {
      return absl::OkStatus();
    }
    return Refusal(v1::ERROR_REASON_QUEUE_FULL, "Too busy.");
  };
  const TempFolder folder;
  const std::string file = WriteFile(
      folder / "a.jsonl", Opening("case-a") + Concern("case-a", "A02") + Concern("case-a", "A03"));

  const Ran ran = RunCli(server.fake, {"append", file});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, "3 lines: 3 entries recorded.\n");
  EXPECT_THAT(server.sources(), ElementsAre("A01", "A02", "A03", "A02"));
}

TEST(AppendCommand, EndsWhenTheServerDoesNotBelieveWhoIsLoading) {
  RecordingServer server;
  server.refuse = Refusing("A01", Refusal(v1::ERROR_REASON_TOKEN_EXPIRED, "Sign in again."));
  const TempFolder folder;
  const std::string file =
      WriteFile(folder / "a.jsonl", Opening("case-a") + Concern("case-a", "A02"));

  const Ran ran = RunCli(server.fake, {"append", file});

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(server.requests, SizeIs(1));
  EXPECT_THAT(ran.err,
              AllOf(HasSubstr("(TOKEN_EXPIRED)"), HasSubstr("goes on where this one ended")));
}

TEST(AppendCommand, SaysWithItsExitCodeThatTheServerIsNotThere) {
  const TempFolder folder;
  const std::string file = WriteFile(folder / "a.jsonl", Opening("case-a"));

  const Ran ran = RunCliAt("127.0.0.1:1", {"--timeout-ms", "50", "append", file});

  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("no answer from the server"));
}

TEST(AppendCommand, SaysWithItsExitCodeThatAFileIsNotThere) {
  const Ran ran = RunCliAt("127.0.0.1:1", {"append", "/nowhere/a.jsonl"});

  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("/nowhere/a.jsonl"));
}

TEST(AppendCommand, WritesOneJsonObjectForEveryLineAndTheSum) {
  RecordingServer server;
  server.refuse = Refusing("A02", TwoFaults());
  const TempFolder folder;
  const std::string file =
      WriteFile(folder / "a.jsonl", Opening("case-a") + Concern("case-a", "A02"));

  const Ran ran = RunCli(server.fake, {"--json", "append", file});

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(
      ran.out,
      AllOf(
          HasSubstr(R"("record":"30313233343536373839616263646566")"),
          HasSubstr(R"("reason":"ERROR_REASON_INVALID_REQUEST")"),
          HasSubstr(
              R"({"summary":{"already_recorded":0,"findings":0,"lines":2,"recorded":1,"refused":1}})")));
  EXPECT_THAT(ran.err, IsEmpty());
}

TEST(ProgressBar, FillsWithTheLoad) {
  LoadCounts counts;
  counts.lines = 120;
  counts.refused = 1;

  EXPECT_EQ(ProgressBar(counts, 240),
            "[###############---------------] 120 of 240 lines, 1 refused");
}

TEST(SummaryOf, LeavesOutWhatDidNotHappen) {
  EXPECT_EQ(SummaryOf({.lines = 1, .recorded = 1}), "1 line: 1 entry recorded.");
  EXPECT_EQ(
      SummaryOf({.lines = 63, .refused = 2, .recorded = 0, .already_recorded = 70, .findings = 1}),
      "63 lines: 0 entries recorded, 70 there already, 1 finding, 2 lines refused.");
}

}  // namespace
}  // namespace cairn::cli
