// The feed over gRPC against a whole server: who may follow, what ends a call, and what a client
// makes of it.
#include <future>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include "cairn/v1/feed_service.grpc.pb.h"

#include "clients/cpp/refusal.h"
#include "tests/support/entries.h"
#include "tests/support/test_server.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const TokenIssuer::Person kRegister{"register", "The register", "integration", kHollowtree};
const TokenIssuer::Person kAuditorOfNoSchool{"auditor", "An auditor", "auditor", ""};
constexpr size_t kSubscriptionsMax = 64;

using Stream = grpc::ClientReaderWriter<v1::SubscribeRequest, v1::SubscribeResponse>;

// A raw Subscribe call.
struct RawFeed {
  RawFeed(const TestServer& server, const TokenIssuer::Person& person)
      : stub(v1::FeedService::NewStub(
            grpc::CreateChannel(server.target(), grpc::InsecureChannelCredentials()))) {
    server.Prepare(person, context);
    stream = stub->Subscribe(&context);
  }

  void Start(const v1::SubscribeStart& start = {}) {
    v1::SubscribeRequest request;
    *request.mutable_start() = start;
    stream->Write(request);
  }
  void Credit(uint32_t events) {
    v1::SubscribeRequest request;
    request.mutable_credit()->set_events(events);
    stream->Write(request);
  }
  // The next message; empty at the end.
  v1::SubscribeResponse Next() {
    v1::SubscribeResponse response;
    if (!stream->Read(&response)) response.Clear();
    return response;
  }
  // Reads to the end.
  absl::Status End() {
    v1::SubscribeResponse ignored;
    while (stream->Read(&ignored)) {
    }
    const grpc::Status ended = stream->Finish();
    return client::StatusFromCall(ended.error_code(), ended.error_message(), ended.error_details());
  }
  v1::ErrorReason Refusal() { return client::ReasonOf(End()); }

  std::unique_ptr<v1::FeedService::Stub> stub;
  grpc::ClientContext context;
  std::unique_ptr<Stream> stream;
};

class FeedTest : public ::testing::Test {
 protected:
  FeedTest() : senco_(server_.As(kSenco)), register_(server_.As(kRegister)) {
    const auto opened =
        senco_->AppendEntries(OpeningRequest(RequestIdOf('0'), {OpenedEntry("Pip Larkwhistle")}));
    EXPECT_TRUE(opened.ok()) << opened.status();
    record_id_ = opened->records(0).record_id();
  }

  uint64_t Add(char mark, const v1::Entry& entry) {
    const auto added = senco_->AppendEntries(AddingRequest(RequestIdOf(mark), record_id_, {entry}));
    EXPECT_TRUE(added.ok()) << added.status();
    return added->records(0).receipts(0).position().value();
  }
  v1::Position Head() {
    const auto page = register_->ListEventsAfter({});
    EXPECT_TRUE(page.ok()) << page.status();
    return page->head();
  }
  // Follows and returns the kinds of what came until the log's end was reached `times` times, each
  // time but the last recording something more.
  std::vector<std::string> KindsUntilCaughtUp(client::Client& client, int times) {
    std::vector<std::string> kinds;
    client::FeedOptions options{.window = 1};
    const absl::Status ended =
        client.FollowFeed(options, [&](const client::FeedBatch& batch) -> absl::Status {
          for (const v1::Event& event : batch.events) kinds.push_back(event.kind_name());
          const bool is_new = batch.caught_up || !batch.events.empty();
          if (is_new && --times == 0) return absl::CancelledError("enough");
          if (batch.caught_up) Add('z', ObservationEntry("He read it."));
          return absl::OkStatus();
        });
    EXPECT_EQ(ended, absl::CancelledError("enough"));
    return kinds;
  }

  TestServer server_;
  std::unique_ptr<client::Client> senco_;
  std::unique_ptr<client::Client> register_;
  std::string record_id_;
};

TEST_F(FeedTest, TellsAConnectedSystemWhatWasAndThenWhatComes) {
  v1::Entry closely = ObservationEntry("He is afraid.");
  closely.set_label(v1::LABEL_CONFIDENTIAL);
  Add('1', closely);

  EXPECT_THAT(KindsUntilCaughtUp(*register_, 3),
              ElementsAre("RecordOpened", "ObservationRecorded"));
}

TEST_F(FeedTest, LetsAConnectedSystemReadNothing) {
  v1::ListEventsRequest request;
  request.set_record_id(record_id_);

  EXPECT_EQ(client::ReasonOf(register_->ListEvents(request).status()),
            v1::ERROR_REASON_ROLE_NOT_ALLOWED);
}

TEST_F(FeedTest, IsForNobodyWhoSeesNoChild) {
  EXPECT_EQ(RawFeed(server_, kAuditorOfNoSchool).Refusal(), v1::ERROR_REASON_ROLE_NOT_ALLOWED);
  EXPECT_EQ(client::ReasonOf(server_.As(kAuditorOfNoSchool)->ListEventsAfter({}).status()),
            v1::ERROR_REASON_ROLE_NOT_ALLOWED);
  EXPECT_EQ(client::ReasonOf(server_.As({})->ListEventsAfter({}).status()),
            v1::ERROR_REASON_TOKEN_MISSING);
}

TEST_F(FeedTest, BeginsWithWhatComesNextWhenThatIsAskedFor) {
  RawFeed feed(server_, kRegister);
  v1::SubscribeStart start;
  start.set_now(true);
  feed.Start(start);
  feed.Credit(10);
  EXPECT_EQ(feed.Next().started().after().value(), 1u);
  EXPECT_EQ(feed.Next().caught_up().position().value(), 1u);

  const uint64_t added = Add('1', ObservationEntry("He read it."));
  const v1::SubscribeResponse told = feed.Next();

  ASSERT_THAT(told.events().events(), SizeIs(1));
  EXPECT_EQ(told.events().events(0).position().value(), added);
  EXPECT_EQ(feed.Next().checkpoint().position().value(), added);
  feed.context.TryCancel();
}

TEST_F(FeedTest, RefusesWhatIsOutOfOrder) {
  RawFeed credit_first(server_, kRegister);
  credit_first.Credit(1);
  EXPECT_EQ(credit_first.Refusal(), v1::ERROR_REASON_INVALID_REQUEST);

  RawFeed twice(server_, kRegister);
  twice.Start();
  twice.Start();
  EXPECT_EQ(twice.Refusal(), v1::ERROR_REASON_INVALID_REQUEST);

  RawFeed too_much(server_, kRegister);
  too_much.Start();
  too_much.Credit(10'001);
  EXPECT_EQ(too_much.Refusal(), v1::ERROR_REASON_INVALID_REQUEST);

  RawFeed not_now(server_, kRegister);
  v1::SubscribeStart start;
  start.set_now(false);
  not_now.Start(start);
  EXPECT_EQ(not_now.Refusal(), v1::ERROR_REASON_INVALID_REQUEST);
}

TEST_F(FeedTest, RefusesPositionsThatThisLogNeverReached) {
  v1::SubscribeStart start;
  *start.mutable_after() = Head();
  start.mutable_after()->set_value(99);
  RawFeed ahead(server_, kRegister);
  ahead.Start(start);
  EXPECT_EQ(ahead.Refusal(), v1::ERROR_REASON_POSITION_AHEAD);

  start.mutable_after()->set_generation(7);
  RawFeed elsewhere(server_, kRegister);
  elsewhere.Start(start);
  EXPECT_EQ(elsewhere.Refusal(), v1::ERROR_REASON_HISTORY_RESTORED);

  v1::ListEventsAfterRequest request;
  *request.mutable_after() = start.after();
  EXPECT_EQ(client::ReasonOf(register_->ListEventsAfter(request).status()),
            v1::ERROR_REASON_HISTORY_RESTORED);
}

TEST_F(FeedTest, HasRoomForSoManyAndForAnotherOnceOneHasGone) {
  std::vector<std::unique_ptr<RawFeed>> feeds;
  for (size_t i = 0; i < kSubscriptionsMax; ++i) {
    feeds.push_back(std::make_unique<RawFeed>(server_, kRegister));
    feeds.back()->Start();
    ASSERT_TRUE(feeds.back()->Next().has_started());
  }
  RawFeed one_more(server_, kRegister);
  const absl::Status refused = one_more.End();
  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(client::ReasonOf(refused), v1::ERROR_REASON_TOO_MANY_STREAMS);
  EXPECT_EQ(client::MetadataOf(refused, "at_most"), std::to_string(kSubscriptionsMax));

  feeds.back()->stream->WritesDone();
  EXPECT_TRUE(feeds.back()->End().ok());
  absl::Status last = absl::UnknownError("not asked yet");
  // The server lets go of a call a moment after its client knows that it has ended.
  for (int attempt = 0; attempt < 1000 && !last.ok(); ++attempt) {
    RawFeed next(server_, kRegister);
    next.Start();
    last = next.Next().has_started() ? absl::OkStatus() : next.End();
    next.context.TryCancel();
  }
  EXPECT_TRUE(last.ok()) << last;
}

TEST_F(FeedTest, MovesTheCheckpointOfAPageOnWhichThereIsNothing) {
  Add('1', ObservationEntry("He read it."));
  v1::ListEventsAfterRequest request;
  request.mutable_filter()->add_kind_names("PlanIssued");

  const auto page = register_->ListEventsAfter(request);

  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(page->events(), IsEmpty());
  EXPECT_EQ(page->checkpoint().value(), 2u);
  EXPECT_EQ(page->head().value(), 2u);
}

TEST_F(FeedTest, GivesThePagesOfTheWholeLogOneAfterTheOther) {
  for (const char mark : {'1', '2', '3', '4'}) Add(mark, ObservationEntry("He read it."));
  std::vector<uint64_t> positions;
  v1::ListEventsAfterRequest request;
  request.set_page_size(2);
  v1::ListEventsAfterResponse page;
  do {
    page = register_->ListEventsAfter(request).value();
    for (const v1::Event& event : page.events()) positions.push_back(event.position().value());
    *request.mutable_after() = page.checkpoint();
  } while (page.checkpoint().value() < page.head().value());

  EXPECT_THAT(positions, ElementsAre(1, 2, 3, 4, 5));
}

TEST_F(FeedTest, WaitsForWhatComes) {
  v1::ListEventsAfterRequest request;
  *request.mutable_after() = Head();
  request.set_wait_ms(8'000);
  auto waiting =
      std::async(std::launch::async, [&] { return register_->ListEventsAfter(request); });

  const uint64_t added = Add('1', ObservationEntry("He read it."));

  const auto page = waiting.get();
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_THAT(page->events(), SizeIs(1));
  EXPECT_EQ(page->events(0).position().value(), added);
}

TEST_F(FeedTest, RefusesAWaitAndAPageThatAreTooLong) {
  v1::ListEventsAfterRequest request;
  request.set_wait_ms(20'001);
  EXPECT_EQ(client::ReasonOf(register_->ListEventsAfter(request).status()),
            v1::ERROR_REASON_INVALID_REQUEST);

  request.set_wait_ms(0);
  request.set_page_size(1001);
  EXPECT_EQ(client::ReasonOf(register_->ListEventsAfter(request).status()),
            v1::ERROR_REASON_INVALID_REQUEST);
}

TEST_F(FeedTest, EndsWithTheServer) {
  RawFeed feed(server_, kRegister);
  feed.Start();
  ASSERT_TRUE(feed.Next().has_started());

  server_.Stop();

  EXPECT_FALSE(feed.End().ok());
}

}  // namespace
}  // namespace cairn
