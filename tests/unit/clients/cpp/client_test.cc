#include "clients/cpp/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cpp/refusal.h"
#include "eventstore/base/errors.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/clients/fake_server.h"

namespace cairn::client {
namespace {

using std::chrono::milliseconds;
using testing::AllOf;
using testing::ElementsAre;
using testing::Gt;
using testing::IsEmpty;
using testing::Le;
using testing::SizeIs;

const grpc::Status kUnavailable(grpc::StatusCode::UNAVAILABLE, "starting");

// A client that never sleeps and remembers how long it would have.
struct Fixture {
  FakeServer server;
  std::vector<Milliseconds> waits;

  ClientOptions Options() {
    ClientOptions options;
    options.target = server.target();
    options.retry.sleep = [this](Milliseconds wait) { waits.push_back(wait); };
    options.retry.jitter = [] { return 0.5; };
    return options;
  }
  std::unique_ptr<Client> Connect(ClientOptions options) {
    return *Client::Create(std::move(options));
  }
  std::unique_ptr<Client> Connect() { return Connect(Options()); }
};

TEST(Client, RepeatsAnAppendWithTheSameRequestIdWhenTheServerIsUnavailable) {
  Fixture f;
  std::vector<std::string> request_ids;
  f.server.append_entries = [&](const auto& request, auto& response) {
    request_ids.push_back(request.request_id());
    response.set_repeated_request(true);
    return request_ids.size() < 3 ? kUnavailable : grpc::Status::OK;
  };

  const auto appended = f.Connect()->AppendEntries({});

  ASSERT_THAT(appended, IsOk());
  EXPECT_TRUE(appended->repeated_request());
  ASSERT_THAT(request_ids, SizeIs(3));
  EXPECT_THAT(request_ids[0], SizeIs(16));
  EXPECT_THAT(request_ids, ElementsAre(request_ids[0], request_ids[0], request_ids[0]));
  EXPECT_THAT(f.waits, ElementsAre(milliseconds(75), milliseconds(150)));
}

TEST(Client, KeepsTheRequestIdOfTheCaller) {
  Fixture f;
  std::string seen;
  f.server.append_entries = [&](const auto& request, auto&) {
    seen = request.request_id();
    return grpc::Status::OK;
  };
  v1::AppendEntriesRequest request;
  request.set_request_id("0123456789abcdef");

  ASSERT_THAT(f.Connect()->AppendEntries(request), IsOk());

  EXPECT_EQ(seen, "0123456789abcdef");
}

TEST(Client, DrawsAnotherRequestIdForTheNextAppend) {
  Fixture f;
  std::vector<std::string> request_ids;
  f.server.append_entries = [&](const auto& request, auto&) {
    request_ids.push_back(request.request_id());
    return grpc::Status::OK;
  };
  const auto client = f.Connect();

  ASSERT_THAT(client->AppendEntries({}), IsOk());
  ASSERT_THAT(client->AppendEntries({}), IsOk());

  EXPECT_NE(request_ids[0], request_ids[1]);
}

TEST(Client, GivesUpAfterTheLastAttempt) {
  Fixture f;
  f.server.get_status = [](const auto&, auto&) { return kUnavailable; };
  ClientOptions options = f.Options();
  options.retry.attempts = 3;

  const auto status = f.Connect(options)->GetStatus({});

  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable, "starting"));
  EXPECT_THAT(f.server.seen(), SizeIs(3));
}

TEST(Client, NeverRepeatsAnAppendThatWasAborted) {
  Fixture f;
  f.server.append_entries = [](const auto&, auto&) {
    return OnTheWire(Refusal(v1::ERROR_REASON_VERSION_CONFLICT, "The record has moved on.",
                             {{"expected_version", "4"}, {"actual_version", "6"}}));
  };

  const auto appended = f.Connect()->AppendEntries({});

  EXPECT_THAT(appended, StatusIs(absl::StatusCode::kAborted, "The record has moved on."));
  EXPECT_THAT(f.server.seen(), SizeIs(1));
  EXPECT_EQ(client::ReasonOf(appended.status()), v1::ERROR_REASON_VERSION_CONFLICT);
  EXPECT_EQ(MetadataOf(appended.status(), "actual_version"), "6");
  EXPECT_EQ(MetadataOf(appended.status(), "missing"), std::nullopt);
}

TEST(Client, NeverRepeatsAnInvalidRequestAndListsEveryFault) {
  Fixture f;
  f.server.append_entries = [](const auto&, auto&) {
    return OnTheWire(
        InvalidRequest({ShapeFault("records[0].entries[0].occurred", "REQUIRED", "Say when."),
                        ShapeFault("records[0].entries[1].kind", "REQUIRED", "Say what.")}));
  };

  const auto appended = f.Connect()->AppendEntries({});

  EXPECT_THAT(appended, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(f.server.seen(), SizeIs(1));
  const std::vector<v1::Fault> faults = FaultsOf(appended.status());
  ASSERT_THAT(faults, SizeIs(2));
  EXPECT_EQ(faults[0].field(), "records[0].entries[0].occurred");
  EXPECT_EQ(faults[1].sentence(), "Say what.");
}

TEST(Client, WaitsAsLongAsAFullQueueAsks) {
  Fixture f;
  int calls = 0;
  f.server.append_entries = [&](const auto&, auto&) {
    if (++calls == 2) return grpc::Status::OK;
    return OnTheWire(
        Refusal(v1::ERROR_REASON_QUEUE_FULL, "Too busy.", {{"retry_after_ms", "700"}}));
  };

  EXPECT_THAT(f.Connect()->AppendEntries({}), IsOk());

  EXPECT_THAT(f.waits, ElementsAre(milliseconds(700)));
}

TEST(Client, AsksAgainWhenItsReadCouldNotBeNoted) {
  Fixture f;
  int calls = 0;
  f.server.get_plan = [&](const auto&, auto&) {
    if (++calls == 2) return grpc::Status::OK;
    return OnTheWire(Refusal(v1::ERROR_REASON_READS_NOT_NOTED, "Not noted."));
  };

  EXPECT_THAT(f.Connect()->GetPlan({}), IsOk());

  EXPECT_THAT(f.waits, SizeIs(1));
}

TEST(Client, DoesNotWaitPastTheDeadline) {
  Fixture f;
  f.server.get_status = [](const auto&, auto&) {
    return OnTheWire(
        Refusal(v1::ERROR_REASON_NOT_SERVING, "Draining.", {{"retry_after_ms", "20000"}}));
  };

  EXPECT_THAT(f.Connect()->GetStatus({}), HasReason(v1::ERROR_REASON_NOT_SERVING));

  EXPECT_THAT(f.waits, IsEmpty());
}

TEST(Client, PutsDeadlineAndTokenOnEveryCall) {
  Fixture f;
  f.server.get_plan = [](const auto&, auto&) { return grpc::Status::OK; };
  ClientOptions options = f.Options();
  options.deadline = milliseconds(4'000);
  options.token = [] { return std::string("header.claims.signature"); };

  ASSERT_THAT(f.Connect(options)->GetPlan({}), IsOk());

  ASSERT_THAT(f.server.seen(), SizeIs(1));
  EXPECT_EQ(f.server.seen()[0].authorization, "Bearer header.claims.signature");
  EXPECT_THAT(f.server.seen()[0].time_left, AllOf(Gt(milliseconds(0)), Le(milliseconds(4'100))));
}

TEST(Client, AsksForTheTokenAgainBeforeEveryAttempt) {
  Fixture f;
  int calls = 0;
  f.server.get_status = [&](const auto&, auto&) {
    return ++calls == 1 ? kUnavailable : grpc::Status::OK;
  };
  ClientOptions options = f.Options();
  int tokens = 0;
  options.token = [&] { return "t" + std::to_string(++tokens); };

  ASSERT_THAT(f.Connect(options)->GetStatus({}), IsOk());

  EXPECT_EQ(f.server.seen()[1].authorization, "Bearer t2");
}

TEST(Client, MakesNoCallWithoutATokenWhenTheProviderFails) {
  Fixture f;
  ClientOptions options = f.Options();
  options.token = []() -> absl::StatusOr<std::string> {
    return absl::NotFoundError("no token file");
  };

  EXPECT_THAT(f.Connect(options)->GetStatus({}),
              StatusIs(absl::StatusCode::kNotFound, "no token file"));

  EXPECT_THAT(f.server.seen(), IsEmpty());
}

TEST(Client, RefusesAnotherMachineWithoutTls) {
  ClientOptions options;
  options.target = "cairn.example.org:443";

  EXPECT_THAT(Client::Create(options), StatusIs(absl::StatusCode::kInvalidArgument));

  options.tls_root_pem = "-----BEGIN CERTIFICATE-----";
  EXPECT_THAT(Client::Create(options), IsOk());
}

TEST(Client, DoesNotTakeANameThatOnlyBeginsLikeThisMachineForIt) {
  EXPECT_TRUE(IsLoopback("127.0.0.1:7443"));
  EXPECT_TRUE(IsLoopback("[::1]:7443"));
  EXPECT_TRUE(IsLoopback("localhost:7443"));
  EXPECT_FALSE(IsLoopback("127.0.0.1.example.org:7443"));
  EXPECT_FALSE(IsLoopback("localhost.example.org:7443"));
}

TEST(Client, ReportsAServerThatIsNotThereAsUnavailable) {
  Fixture f;
  ClientOptions options = f.Options();
  options.target = "127.0.0.1:1";
  options.retry.attempts = 2;

  EXPECT_THAT(f.Connect(options)->GetStatus({}), StatusIs(absl::StatusCode::kUnavailable));

  EXPECT_THAT(f.waits, SizeIs(1));
}

TEST(Client, JoinsThePagesOfATimeline) {
  Fixture f;
  f.server.get_timeline = [](const v1::GetTimelineRequest& request, auto& response) {
    const bool first = request.page_token().empty();
    response.add_items()->set_text(first ? "Concern" : "Review");
    if (first) response.mutable_head()->set_child_name("Pip Larkwhistle");
    response.set_next_page_token(first ? "more" : "");
    return grpc::Status::OK;
  };

  const auto timeline = f.Connect()->GetWholeTimeline({});

  ASSERT_THAT(timeline, IsOk());
  EXPECT_EQ(timeline->head().child_name(), "Pip Larkwhistle");
  ASSERT_EQ(timeline->items_size(), 2);
  EXPECT_EQ(timeline->items(1).text(), "Review");
  EXPECT_EQ(timeline->next_page_token(), "");
}

TEST(Client, RepeatsAnExportOnlyWhileNothingHasArrived) {
  Fixture f;
  int calls = 0;
  f.server.export_record = [&](const auto&, FakeServer::ExportWriter& writer) {
    if (++calls == 1) return kUnavailable;
    v1::ExportRecordResponse part;
    part.set_path("README.txt");
    writer.Write(part);
    return kUnavailable;
  };
  int parts = 0;

  const absl::Status exported = f.Connect()->ExportRecord({}, [&](const auto&) {
    ++parts;
    return absl::OkStatus();
  });

  EXPECT_THAT(exported, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(calls, 2);
  EXPECT_EQ(parts, 1);
}

TEST(Client, StopsAnExportWhenTheSinkCannotTakeIt) {
  Fixture f;
  f.server.export_record = [](const auto&, FakeServer::ExportWriter& writer) {
    while (writer.Write({})) {
    }
    return grpc::Status::OK;
  };

  const absl::Status exported = f.Connect()->ExportRecord(
      {}, [](const auto&) { return absl::ResourceExhaustedError("disk full"); });

  EXPECT_THAT(exported, StatusIs(absl::StatusCode::kResourceExhausted, "disk full"));
}

TEST(StatusFromCall, LeavesOutDetailsThatContradictTheCode) {
  v1::ErrorStatus error;
  error.set_code(5);
  error.add_details()->PackFrom(*cairn::DetailOf(Refusal(v1::ERROR_REASON_RECORD_NOT_FOUND, "")));

  const absl::Status status = StatusFromCall(13, "broken", error.SerializeAsString());

  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInternal, "broken"));
  EXPECT_EQ(client::ReasonOf(status), v1::ERROR_REASON_UNSPECIFIED);
}

TEST(StatusFromCall, KeepsCodeAndSentenceWhenDetailsCannotBeRead) {
  EXPECT_THAT(StatusFromCall(5, "no such record", "\xff\xff"),
              StatusIs(absl::StatusCode::kNotFound, "no such record"));
}

TEST(StatusFromCall, CallsACodeItDoesNotKnowUnknown) {
  EXPECT_THAT(StatusFromCall(99, "new", ""), StatusIs(absl::StatusCode::kUnknown));
}

TEST(BackOff, DoublesUpToItsLongestWait) {
  RetryPolicy policy;
  policy.first_wait = milliseconds(100);
  policy.longest_wait = milliseconds(350);

  EXPECT_EQ(BackOff(policy, 1, 0.0), milliseconds(50));
  EXPECT_EQ(BackOff(policy, 2, 0.0), milliseconds(100));
  EXPECT_EQ(BackOff(policy, 3, 0.0), milliseconds(175));
  EXPECT_EQ(BackOff(policy, 60, 0.0), milliseconds(175));
  EXPECT_EQ(BackOff(policy, 1, 0.99), milliseconds(99));
}

}  // namespace
}  // namespace cairn::client
