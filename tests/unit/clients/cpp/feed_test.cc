// Following the feed when it breaks.
#include "clients/cpp/feed.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

#include "clients/cpp/client.h"
#include "eventstore/base/errors.h"
#include "tests/unit/clients/fake_server.h"
#include "tests/unit/clients/scripted_feed.h"

namespace cairn::client {
namespace {

using ::testing::ElementsAre;

const grpc::Status kAway{grpc::StatusCode::UNAVAILABLE, "the server is away"};

// "1 2 @2" for two events and their checkpoint, "!" where the feed is live.
std::string Told(const FeedBatch& batch) {
  std::string told;
  for (const v1::Event& event : batch.events) {
    absl::StrAppend(&told, event.position().value(), " ");
  }
  return absl::StrCat(told, "@", batch.checkpoint.value(), batch.caught_up ? "!" : "");
}

class FollowFeedTest : public ::testing::Test {
 protected:
  // Follows until the batch that is told as `last`; the rest of the options as given.
  absl::Status Follow(const ScriptedFeed& feed, const std::string& last, FeedOptions options = {},
                      int attempts = 3) {
    ClientOptions settings{.target = feed.target()};
    settings.retry.attempts = attempts;
    settings.retry.sleep = [this](Milliseconds) { ++waits_; };
    const auto client = Client::Create(std::move(settings)).value();
    return client->FollowFeed(std::move(options), [&](const FeedBatch& batch) {
      told_.push_back(Told(batch));
      return told_.back() == last ? absl::CancelledError("enough") : absl::OkStatus();
    });
  }

  std::vector<std::string> told_;
  int waits_ = 0;
};

TEST_F(FollowFeedTest, HandsOverWhatComesUpToACheckpoint) {
  const ScriptedFeed feed({{{EventAt(1), EventAt(2), CheckpointAt(4), EventAt(5), CaughtUpAt(5)}}});

  EXPECT_EQ(Follow(feed, "5 @5!"), absl::CancelledError("enough"));

  EXPECT_THAT(told_, ElementsAre("1 2 @4", "5 @5!"));
}

TEST_F(FollowFeedTest, BeginsAgainAfterTheLastBatchThatWasDealtWith) {
  const ScriptedFeed feed({{{EventAt(1), CheckpointAt(1), EventAt(2)}, kAway},
                           {{}, kAway},
                           {{EventAt(2), EventAt(3), CaughtUpAt(3)}}});

  EXPECT_EQ(Follow(feed, "2 3 @3!"), absl::CancelledError("enough"));

  EXPECT_THAT(told_, ElementsAre("1 @1", "2 3 @3!"));
  ASSERT_EQ(feed.starts().size(), 3u);
  EXPECT_FALSE(feed.starts()[0].has_after());
  EXPECT_EQ(feed.starts()[1].after().value(), 1u);
  EXPECT_EQ(feed.starts()[2].after().value(), 1u);
  EXPECT_EQ(waits_, 2);
}

// It ended for good.
TEST_F(FollowFeedTest, GoesOnWhenAProxyResetsTheStream) {
  const grpc::Status reset{grpc::StatusCode::INTERNAL, "Received RST_STREAM with error code 2"};
  const ScriptedFeed feed(
      {{{EventAt(1), CheckpointAt(1)}, reset}, {{EventAt(2), CheckpointAt(2)}}});

  EXPECT_EQ(Follow(feed, "2 @2"), absl::CancelledError("enough"));

  ASSERT_EQ(feed.starts().size(), 2u);
  EXPECT_EQ(feed.starts()[1].after().value(), 1u);
}

TEST_F(FollowFeedTest, DoesNotGoOnAfterAFaultOfTheServerOrAStreamThatNeverBegan) {
  const ScriptedFeed faulty(
      {{{EventAt(1), CheckpointAt(1)},
        OnTheWire(Refusal(v1::ERROR_REASON_DATA_DAMAGED, "Stored bytes are damaged."))}});
  const ScriptedFeed mute({{{}, {grpc::StatusCode::INTERNAL, "no stream at all"}}});

  EXPECT_FALSE(absl::IsCancelled(Follow(faulty, "never")));
  EXPECT_TRUE(absl::IsInternal(Follow(mute, "never")));

  EXPECT_EQ(faulty.starts().size(), 1u);
  EXPECT_EQ(mute.starts().size(), 1u);
}

TEST_F(FollowFeedTest, KeepsWhereItBeganWhenItAskedForWhatComesNext) {
  v1::SubscribeResponse started;
  *started.mutable_started()->mutable_after() = PositionAt(7);
  const ScriptedFeed feed({{{started}, kAway}, {{EventAt(8), CheckpointAt(8)}}});

  EXPECT_EQ(Follow(feed, "8 @8", {.now = true}), absl::CancelledError("enough"));

  EXPECT_TRUE(feed.starts()[0].now());
  EXPECT_EQ(feed.starts()[1].after().value(), 7u);
}

TEST_F(FollowFeedTest, GivesUpAfterSoManyBreaksWithoutAWord) {
  const ScriptedFeed feed({{{}, kAway}, {{}, kAway}, {{}, kAway}, {{}, kAway}});

  EXPECT_EQ(Follow(feed, "never").code(), absl::StatusCode::kUnavailable);

  EXPECT_EQ(feed.starts().size(), 3u);
}

TEST_F(FollowFeedTest, WaitsUntilThereIsRoomForItAgain) {
  const ScriptedFeed feed(
      {{{EventAt(1), CheckpointAt(1)}, {grpc::StatusCode::DEADLINE_EXCEEDED, ""}},
       {{}, OnTheWire(Refusal(v1::ERROR_REASON_TOO_MANY_STREAMS, "Full."))},
       {{EventAt(2), CheckpointAt(2)}}});

  EXPECT_EQ(Follow(feed, "2 @2"), absl::CancelledError("enough"));

  EXPECT_EQ(waits_, 1);
  ASSERT_EQ(feed.starts().size(), 3u);
  EXPECT_EQ(feed.starts()[2].after().value(), 1u);
}

TEST_F(FollowFeedTest, RepeatsNothingThatWasRefused) {
  const ScriptedFeed feed(
      {{{EventAt(1), CheckpointAt(1)}, {grpc::StatusCode::FAILED_PRECONDITION, "restored"}}});

  EXPECT_EQ(Follow(feed, "never").code(), absl::StatusCode::kFailedPrecondition);

  EXPECT_EQ(feed.starts().size(), 1u);
}

}  // namespace
}  // namespace cairn::client
