// Views that are far behind the log: they are computed anew and not followed.
#include <atomic>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/view_runner/runner.h"
#include "tests/support/status_matchers.h"
#include "tests/support/view_log.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::Optional;

constexpr uint64_t kFollowEvents = 10;

// A view has no state of its own to count in.
std::atomic<int> computed = 0;
View CountedView() {
  View view = CountsView();
  view.rows_of = [](const Record& record) {
    ++computed;
    return CountsView().rows_of(record);
  };
  return view;
}

class RunnerBehindTest : public testing::Test {
 protected:
  RunnerBehindTest() {
    views_.Say(1, "a");
    views_.Say(2, "a");
    views_.Settle();
  }

  void SayOften(int events) {
    for (int i = 0; i < events; ++i) views_.Say(1 + static_cast<uint64_t>(i) % 2, "b");
  }

  ViewLog views_{{TextsView(), CountedView()},
                 {.batch_records = 1, .follow_events = kFollowEvents}};
};

TEST_F(RunnerBehindTest, FollowsEventByEventWhatIsLittleBehind) {
  SayOften(kFollowEvents);

  EXPECT_THAT(views_.runner().Step(), IsOkAndHolds(true));
  EXPECT_EQ(views_.StandingOf(kTexts).position, 3u);
}

TEST_F(RunnerBehindTest, ServesTheOldRowsUntilThoseUpToTheHeadAreThere) {
  SayOften(kFollowEvents + 1);

  EXPECT_THAT(views_.runner().Step(), IsOkAndHolds(false));
  EXPECT_THAT(views_.RowsOf(kTexts, 1), Optional(ElementsAre("a")));
  EXPECT_EQ(views_.StandingOf(kTexts).position, 2u);

  ASSERT_THAT(views_.runner().RebuildWhatMustBe(), IsOk());
  EXPECT_THAT(views_.RowsOf(kTexts, 1), Optional(ElementsAre("a|b|b|b|b|b|b")));
  EXPECT_EQ(views_.StandingOf(kTexts).position, 3 + kFollowEvents);
  EXPECT_EQ(views_.StandingOf(kTexts).generation, 2u);
}

TEST_F(RunnerBehindTest, ComputesEachRecordOnceAndSomeAgainToVerifyThem) {
  SayOften(100);
  computed = 0;

  views_.Settle();

  // Both records and both samples; following would have taken a hundred batches.
  EXPECT_EQ(computed, 2 + 2);
}

TEST_F(RunnerBehindTest, FollowsAFurtherWayWhereThereAreMoreRecords) {
  for (uint64_t record = 3; record <= 20; ++record) {
    views_.Say(record, "a");
    views_.Settle();
  }
  SayOften(20);

  EXPECT_THAT(views_.runner().Step(), IsOkAndHolds(true));
  EXPECT_EQ(views_.StandingOf(kTexts).generation, 1u);
}

TEST_F(RunnerBehindTest, GoesOnWithTheViewsThatAreNotBehind) {
  SayOften(kFollowEvents + 1);
  const std::vector<std::string> counts = {std::string(kCounts)};
  ASSERT_THAT(views_.runner().Rebuild(counts, {}), IsOk());
  views_.Say(2, "c");

  EXPECT_THAT(views_.runner().Step(), IsOkAndHolds(true));

  EXPECT_EQ(views_.StandingOf(kCounts).position, views_.log()->Head().position);
  EXPECT_EQ(views_.StandingOf(kTexts).position, 2u);
}

TEST_F(RunnerBehindTest, FollowsAfterAllAViewThatCannotBeComputedAnew) {
  SayOften(2);
  views_.Say(1, "bad");
  SayOften(kFollowEvents);

  views_.Settle();

  EXPECT_EQ(views_.StandingOf(kTexts).condition, ViewCondition::kStopped);
  EXPECT_EQ(views_.StandingOf(kTexts).stopped_at, 5u);
  EXPECT_EQ(views_.StandingOf(kTexts).position, 4u);
  EXPECT_EQ(views_.StandingOf(kCounts).condition, ViewCondition::kLive);
}

TEST_F(RunnerBehindTest, GoesOnWithItAfterARestart) {
  SayOften(kFollowEvents + 1);
  views_.Reopen();

  views_.Settle();

  EXPECT_EQ(views_.StandingOf(kTexts).generation, 2u);
  EXPECT_THAT(views_.RowsOf(kTexts, 2), Optional(ElementsAre("a|b|b|b|b|b")));
}

TEST_F(RunnerBehindTest, CatchesUpInTheThreadsOfTheRunner) {
  SayOften(100);

  views_.runner().Start();

  EXPECT_THAT(views_.store().WaitFor(std::span(&kTexts, 1), 102, 60'000), IsOk());
}

}  // namespace
}  // namespace cairn
