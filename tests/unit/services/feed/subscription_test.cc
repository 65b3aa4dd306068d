// What is said to one subscriber, message by message.
#include "services/feed/subscription.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/feed_log.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const RecordId kPip = RecordNo(7);

class SubscriptionTest : public testing::Test {
 protected:
  SubscriptionTest() { feed_.Open(kPip, senco_); }

  void Write(size_t count, const std::string& entry = "concern_raised { text: 'a' }") {
    feed_.Write(kPip, senco_, EntryOf(entry), count);
  }
  // A subscriber who has everything up to now and has been told so.
  std::unique_ptr<Subscription> Live(uint64_t credit, FeedFilter filter = {}) {
    auto subscription = feed_.Subscribe(system_, std::move(filter), feed_.log->Head().position);
    EXPECT_THAT(subscription->AddCredit(credit), IsOk());
    EXPECT_THAT(NamesOf(AllOf(*subscription)), ElementsAre("started", "caught_up"));
    return subscription;
  }

  const Caller senco_ = CallerOf(v1::ROLE_SENCO, "juniper.halloway");
  const Caller system_ = CallerOf(v1::ROLE_INTEGRATION, "register");
  FeedLog feed_;
};

TEST_F(SubscriptionTest, CatchesUpAndSaysSoAtTheHeadThatItSaw) {
  Write(2);
  const auto subscription = feed_.Subscribe(system_);
  ASSERT_THAT(subscription->AddCredit(10), IsOk());

  const auto said = AllOf(*subscription);

  EXPECT_THAT(NamesOf(said), ElementsAre("started", "events", "caught_up"));
  EXPECT_EQ(said[0].started().head().value(), 3u);
  EXPECT_THAT(PositionsIn(said), ElementsAre(1, 2, 3));
  EXPECT_EQ(said[2].caught_up().position().value(), 3u);
}

TEST_F(SubscriptionTest, SendsWhatComesAndACheckpointBehindIt) {
  const auto subscription = Live(10);
  Write(1);

  const auto said = AllOf(*subscription);

  EXPECT_THAT(NamesOf(said), ElementsAre("events", "checkpoint"));
  EXPECT_EQ(said[1].checkpoint().position().value(), 2u);
  EXPECT_THAT(AllOf(*subscription), IsEmpty());
}

TEST_F(SubscriptionTest, SaysAndReadsNothingWithoutCredit) {
  Write(5);
  const auto subscription = feed_.Subscribe(system_);
  EXPECT_THAT(NamesOf(AllOf(*subscription)), ElementsAre("started"));

  ASSERT_THAT(subscription->AddCredit(2), IsOk());
  const auto said = AllOf(*subscription);

  EXPECT_THAT(NamesOf(said), ElementsAre("events", "checkpoint"));
  EXPECT_THAT(PositionsIn(said), ElementsAre(1, 2));
  EXPECT_EQ(said[1].checkpoint().position().value(), 2u);
}

TEST_F(SubscriptionTest, GoesOnWithNewCreditWhereItStopped) {
  Write(3);
  const auto subscription = feed_.Subscribe(system_);
  std::vector<Position> told;
  for (int i = 0; i < 5; ++i) {
    ASSERT_THAT(subscription->AddCredit(1), IsOk());
    for (const Position position : PositionsIn(AllOf(*subscription))) told.push_back(position);
  }

  EXPECT_THAT(told, ElementsAre(1, 2, 3, 4));
}

TEST_F(SubscriptionTest, RefusesMoreCreditThanItMayHold) {
  const auto subscription = feed_.Subscribe(system_);
  EXPECT_THAT(subscription->AddCredit(Subscription::kCreditMax), IsOk());

  EXPECT_THAT(subscription->AddCredit(1), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(SubscriptionTest, MovesTheCheckpointOnceASecondWhileNothingPassesTheFilter) {
  const auto subscription = Live(10, {.kinds = {"PlanIssued"}});
  Write(1);
  EXPECT_THAT(AllOf(*subscription), IsEmpty());

  feed_.log.clock.Advance(Subscription::kCheckpointMicros);
  const auto said = AllOf(*subscription);

  EXPECT_THAT(NamesOf(said), ElementsAre("checkpoint"));
  EXPECT_EQ(said[0].checkpoint().position().value(), 2u);
  feed_.log.clock.Advance(Subscription::kCheckpointMicros);
  EXPECT_THAT(AllOf(*subscription), IsEmpty());  // it has not moved
}

TEST_F(SubscriptionTest, MovesTheCheckpointAfterManyLeavesWithoutAnyTime) {
  Write(Subscription::kLeavesPerCheckpoint + 500);
  const auto subscription = feed_.Subscribe(system_, {.kinds = {"PlanIssued"}});
  ASSERT_THAT(subscription->AddCredit(1), IsOk());

  const auto said = AllOf(*subscription);

  ASSERT_THAT(NamesOf(said), ElementsAre("started", "checkpoint", "caught_up"));
  EXPECT_GE(said[1].checkpoint().position().value(), Subscription::kLeavesPerCheckpoint);
  EXPECT_LT(said[1].checkpoint().position().value(), Subscription::kLeavesPerCheckpoint + 500);
  EXPECT_EQ(said[2].caught_up().position().value(), feed_.log->Head().position);
}

TEST_F(SubscriptionTest, LeavesOthersTheirTurnAfterAPageOnWhichThereIsNothingForIt) {
  Write(Subscription::kFellBehindLeaves + 500);
  const auto subscription = feed_.Subscribe(system_, {.kinds = {"PlanIssued"}});
  ASSERT_THAT(subscription->AddCredit(Subscription::kEventsPerMessageMax), IsOk());
  EXPECT_TRUE((*subscription->Next())->has_started());
  EXPECT_FALSE(subscription->is_near_head());

  int pages = 0;
  absl::StatusOr<std::optional<v1::SubscribeResponse>> next;
  do {
    next = subscription->Next();
    ASSERT_THAT(next, IsOk());
    EXPECT_NE(next->has_value(), subscription->has_more());
    ++pages;
  } while (!*next);

  // A page has room for little more than a message.
  EXPECT_GE(pages, 5);
  EXPECT_TRUE((*next)->has_caught_up());
  EXPECT_TRUE(subscription->is_near_head());
}

TEST_F(SubscriptionTest, SaysOnceThatItFellBehindAndOnceThatItCaughtUp) {
  const auto subscription = Live(10'000);
  Write(Subscription::kFellBehindLeaves + Subscription::kEventsPerMessageMax + 10);

  const std::vector<std::string> names = NamesOf(AllOf(*subscription));

  EXPECT_EQ(std::count(names.begin(), names.end(), "fell_behind"), 1);
  EXPECT_EQ(std::count(names.begin(), names.end(), "caught_up"), 1);
  EXPECT_EQ(names.back(), "caught_up");
}

TEST_F(SubscriptionTest, IsAliveEveryTenSecondsInWhichNothingElseWasSaid) {
  const auto subscription = Live(1);
  feed_.log.clock.Advance(Subscription::kHeartbeatMicros - 1);
  EXPECT_THAT(AllOf(*subscription), IsEmpty());

  feed_.log.clock.Advance(1);
  const auto said = AllOf(*subscription);

  EXPECT_THAT(NamesOf(said), ElementsAre("heartbeat"));
  EXPECT_EQ(said[0].heartbeat().head().value(), 1u);
}

TEST_F(SubscriptionTest, IsAliveWithoutCreditToo) {
  const auto subscription = feed_.Subscribe(system_);
  AllOf(*subscription);

  feed_.log.clock.Advance(Subscription::kHeartbeatMicros);

  EXPECT_THAT(NamesOf(AllOf(*subscription)), ElementsAre("heartbeat"));
}

TEST_F(SubscriptionTest, SaysThatAccessChangedInItsPlaceInTheOrder) {
  const Caller teacher = CallerOf(v1::ROLE_TEACHER, "basil.thistlewood");
  Write(1, "access_granted { sign_in_subject: 'basil.thistlewood' reason: 'cover' }");
  Write(1);
  const auto subscription = feed_.Subscribe(teacher);
  ASSERT_THAT(subscription->AddCredit(10), IsOk());

  const auto said = AllOf(*subscription);

  // What comes after it is read when all of this has been sent, and judged then.
  ASSERT_THAT(NamesOf(said), ElementsAre("started", "events", "access_changed", "checkpoint",
                                         "events", "caught_up"));
  EXPECT_EQ(said[1].events().events_size(), 2);
  EXPECT_EQ(said[2].access_changed().record_id(), kPip.bytes());
  EXPECT_EQ(said[2].access_changed().position().value(), 2u);
}

TEST_F(SubscriptionTest, JudgesTheRelationAnewForWhatComes) {
  const Caller teacher = CallerOf(v1::ROLE_TEACHER, "basil.thistlewood");
  Write(1, "access_granted { sign_in_subject: 'basil.thistlewood' reason: 'cover' }");
  const auto subscription = feed_.Subscribe(teacher);
  ASSERT_THAT(subscription->AddCredit(10), IsOk());
  EXPECT_THAT(PositionsIn(AllOf(*subscription)), ElementsAre(1, 2));

  Write(1, "access_revoked { sign_in_subject: 'basil.thistlewood' }");
  Write(1);
  const auto said = AllOf(*subscription);

  EXPECT_THAT(PositionsIn(said), IsEmpty());
  ASSERT_THAT(NamesOf(said), ElementsAre("access_changed", "checkpoint"));
  EXPECT_FALSE(said[0].access_changed().visible());
}

TEST_F(SubscriptionTest, SaysThatARecordIsGoneToWhomWasThereAndNotToWhoComesLater) {
  Write(1);
  const auto follower = Live(10);
  const auto early = feed_.Subscribe(system_);  // it has said nothing yet
  feed_.Remove(kPip);
  const auto late = feed_.Subscribe(system_);
  for (const auto& one : {early.get(), late.get()}) ASSERT_THAT(one->AddCredit(10), IsOk());

  EXPECT_THAT(NamesOf(AllOf(*follower)), ElementsAre("access_changed", "checkpoint"));
  EXPECT_THAT(NamesOf(AllOf(*early)), ElementsAre("started", "access_changed", "caught_up"));
  EXPECT_THAT(NamesOf(AllOf(*late)), ElementsAre("started", "caught_up"));
}

TEST_F(SubscriptionTest, EndsWithWhatIsWrongWithTheLog) {
  const auto subscription = feed_.Subscribe(system_, {}, 99);
  ASSERT_THAT(subscription->AddCredit(1), IsOk());
  ASSERT_THAT(subscription->Next(), IsOk());  // that it has started

  EXPECT_THAT(subscription->Next(), StatusIs(absl::StatusCode::kDataLoss));
}

}  // namespace
}  // namespace cairn
