#include "clients/cpp/entry_stream.h"

#include <atomic>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cpp/client.h"
#include "eventstore/base/errors.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/clients/fake_server.h"

namespace cairn::client {
namespace {

using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::Gt;
using testing::Le;
using testing::SizeIs;

v1::AppendEntriesRequest Message(const std::string& request_id) {
  v1::AppendEntriesRequest request;
  request.set_request_id(request_id);
  return request;
}

v1::StreamEntriesResponse Appended(uint64_t position) {
  v1::StreamEntriesResponse response;
  response.mutable_appended()->mutable_position()->set_value(position);
  return response;
}

// Replies as "index:position" or "index:code".
struct StreamFixture {
  FakeServer server;
  std::vector<std::string> replies;
  std::unique_ptr<Client> client;
  EntryStreamOptions options;

  std::unique_ptr<EntryStream> Open() {
    ClientOptions connection;
    connection.target = server.target();
    connection.retry.sleep = [](Milliseconds) {};
    client = *Client::Create(connection);
    return client->OpenEntryStream(options, [this](uint64_t index, auto reply) {
      replies.push_back(std::to_string(index) + ":" +
                        (reply.ok() ? std::to_string(reply->position().value())
                                    : absl::StatusCodeToString(reply.status().code())));
    });
  }
};

// Answers every message with its number within the stream.
grpc::Status AnswerAll(FakeServer::EntriesStream& stream) {
  v1::StreamEntriesRequest request;
  for (uint64_t position = 1; stream.Read(&request); ++position) stream.Write(Appended(position));
  return grpc::Status::OK;
}

TEST(EntryStream, HandsOutRepliesInTheOrderOfTheMessages) {
  StreamFixture f;
  f.server.stream_entries = AnswerAll;
  const auto stream = f.Open();

  for (const char* id : {"a", "b", "c"}) ASSERT_THAT(stream->Send(Message(id)), IsOk());

  ASSERT_THAT(stream->Finish(), IsOk());
  EXPECT_THAT(f.replies, ElementsAre("0:1", "1:2", "2:3"));
}

TEST(EntryStream, CarriesADeadlineThatTheServerAllows) {
  StreamFixture f;
  f.server.stream_entries = AnswerAll;
  const auto stream = f.Open();

  ASSERT_THAT(stream->Send(Message("a")), IsOk());

  ASSERT_THAT(stream->Finish(), IsOk());
  EXPECT_THAT(f.server.seen()[0].time_left, AllOf(Gt(Milliseconds(0)), Le(Milliseconds(26'000))));
}

TEST(EntryStream, GoesOnAfterARefusedMessage) {
  StreamFixture f;
  f.server.stream_entries = [](FakeServer::EntriesStream& stream) {
    v1::StreamEntriesRequest request;
    while (stream.Read(&request)) {
      stream.Write(request.append().request_id() == "b"
                       ? RefusedInStream(Refusal(v1::ERROR_REASON_RECORD_NOT_FOUND, "None."))
                       : Appended(7));
    }
    return grpc::Status::OK;
  };
  const auto stream = f.Open();

  for (const char* id : {"a", "b", "c"}) ASSERT_THAT(stream->Send(Message(id)), IsOk());

  ASSERT_THAT(stream->Finish(), IsOk());
  EXPECT_THAT(f.replies, ElementsAre("0:7", "1:NOT_FOUND", "2:7"));
}

TEST(EntryStream, KeepsNoMoreInFlightThanItsWindow) {
  StreamFixture f;
  f.options.window = 2;
  std::vector<int> unanswered;
  f.server.stream_entries = [&](FakeServer::EntriesStream& stream) {
    v1::StreamEntriesRequest request;
    int waiting = 0;
    while (stream.Read(&request)) {
      unanswered.push_back(++waiting);
      if (waiting < 2) continue;
      while (waiting > 0) {
        stream.Write(Appended(1));
        --waiting;
      }
    }
    return grpc::Status::OK;
  };
  const auto stream = f.Open();

  for (const char* id : {"a", "b", "c", "d"}) ASSERT_THAT(stream->Send(Message(id)), IsOk());

  ASSERT_THAT(stream->Finish(), IsOk());
  EXPECT_THAT(f.replies, SizeIs(4));
  EXPECT_THAT(unanswered, Each(Le(2)));
}

TEST(EntryStream, SendsWhatHasNoReplyAgainWhenTheConnectionBreaks) {
  StreamFixture f;
  std::vector<std::string> received;
  std::atomic<int> streams = 0;
  f.server.stream_entries = [&](FakeServer::EntriesStream& stream) {
    if (++streams == 1) {
      v1::StreamEntriesRequest request;
      stream.Read(&request);
      stream.Write(Appended(1));
      stream.Read(&request);
      return grpc::Status(grpc::StatusCode::UNAVAILABLE, "restarting");
    }
    v1::StreamEntriesRequest request;
    while (stream.Read(&request)) {
      received.push_back(request.append().request_id());
      stream.Write(Appended(2));
    }
    return grpc::Status::OK;
  };
  const auto stream = f.Open();

  for (const char* id : {"a", "b", "c"}) ASSERT_THAT(stream->Send(Message(id)), IsOk());

  ASSERT_THAT(stream->Finish(), IsOk());
  EXPECT_THAT(f.replies, ElementsAre("0:1", "1:2", "2:2"));
  EXPECT_THAT(received, ElementsAre("b", "c"));
}

TEST(EntryStream, StopsForGoodWhenTheServerRefusesTheStream) {
  StreamFixture f;
  f.server.stream_entries = [](FakeServer::EntriesStream&) {
    return OnTheWire(Refusal(v1::ERROR_REASON_TOKEN_EXPIRED, "Sign in again."));
  };
  const auto stream = f.Open();
  static_cast<void>(stream->Send(Message("a")));  // may be on its way before the refusal comes

  EXPECT_THAT(stream->Finish(), HasReason(v1::ERROR_REASON_TOKEN_EXPIRED));

  EXPECT_THAT(stream->Send(Message("b")), HasReason(v1::ERROR_REASON_TOKEN_EXPIRED));
  EXPECT_THAT(f.server.seen(), SizeIs(1));
}

TEST(EntryStream, GivesUpOnAServerThatKeepsBreakingTheStream) {
  StreamFixture f;
  f.server.stream_entries = [](FakeServer::EntriesStream&) {
    return grpc::Status(grpc::StatusCode::UNAVAILABLE, "draining");
  };
  const auto stream = f.Open();
  static_cast<void>(stream->Send(Message("a")));

  EXPECT_THAT(stream->Finish(), StatusIs(absl::StatusCode::kUnavailable));

  EXPECT_THAT(f.server.seen(), SizeIs(5));
}

TEST(EntryStream, RenewsTheStreamWhenHalfOfItsDeadlineHasPassed) {
  StreamFixture f;
  std::chrono::steady_clock::time_point now;
  f.options.stream_deadline = Milliseconds(20'000);
  f.options.now = [&now] { return now; };
  f.server.stream_entries = AnswerAll;
  const auto stream = f.Open();
  ASSERT_THAT(stream->Send(Message("a")), IsOk());
  now += Milliseconds(9'999);
  ASSERT_THAT(stream->Send(Message("b")), IsOk());
  now += Milliseconds(1);
  ASSERT_THAT(stream->Send(Message("c")), IsOk());

  ASSERT_THAT(stream->Finish(), IsOk());

  EXPECT_THAT(f.replies, ElementsAre("0:1", "1:2", "2:1"));
  EXPECT_THAT(f.server.seen(), SizeIs(2));
}

TEST(EntryStream, DrainWaitsForEveryReplyAndLeavesTheStreamOpen) {
  StreamFixture f;
  f.server.stream_entries = AnswerAll;
  const auto stream = f.Open();
  ASSERT_THAT(stream->Send(Message("a")), IsOk());

  ASSERT_THAT(stream->Drain(), IsOk());
  EXPECT_THAT(f.replies, ElementsAre("0:1"));

  ASSERT_THAT(stream->Send(Message("b")), IsOk());
  ASSERT_THAT(stream->Finish(), IsOk());
  EXPECT_THAT(f.server.seen(), SizeIs(1));
}

TEST(EntryStream, FinishesWithoutAMessage) {
  StreamFixture f;

  EXPECT_THAT(f.Open()->Finish(), IsOk());

  EXPECT_THAT(f.server.seen(), SizeIs(0));
}

}  // namespace
}  // namespace cairn::client
