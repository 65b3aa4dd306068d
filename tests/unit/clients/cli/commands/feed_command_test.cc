// cairn feed, against a feed that says what the test wrote down.
#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/clients/cli/cli_runner.h"
#include "tests/unit/clients/scripted_feed.h"

namespace cairn::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST(FeedCommand, PrintsEventsAndWhereTheViewOfARecordChanged) {
  const ScriptedFeed feed({{{EventAt(1), AccessChangedAt(2, false), CaughtUpAt(2)}}});

  const Ran ran = RunCliAt(feed.target(), {"feed", "--no-follow"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("record 72727272"), HasSubstr("ConcernRaised"),
                    HasSubstr("Something was said"), HasSubstr("2  you may not see it any more")));
}

TEST(FeedCommand, WritesALineOfJsonForEachEventAndCheckpoint) {
  const ScriptedFeed feed({{{EventAt(1), CaughtUpAt(1)}}});

  const Ran ran = RunCliAt(feed.target(), {"feed", "--no-follow", "--json"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 2);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("\"events\""), HasSubstr("\"checkpoint\"")));
}

TEST(FeedCommand, AsksForWhatItsFlagsSay) {
  const ScriptedFeed feed({{{CaughtUpAt(9)}}});

  const Ran ran =
      RunCliAt(feed.target(), {"feed", "--no-follow", "--after", "9", "--generation", "1", "--kind",
                               "PlanIssued", "--label", "third-party", "--label", "none",
                               "--setting", "00000000000000000000000000999901", "--record",
                               "000102030405060708090a0b0c0d0e0f"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  ASSERT_EQ(feed.starts().size(), 1u);
  const v1::SubscribeStart start = feed.starts()[0];
  EXPECT_EQ(start.after().value(), 9u);
  EXPECT_EQ(start.filter().kind_names(0), "PlanIssued");
  EXPECT_EQ(start.filter().labels(0), v1::LABEL_THIRD_PARTY);
  EXPECT_EQ(start.filter().labels(1), v1::LABEL_UNSPECIFIED);
  EXPECT_EQ(start.filter().setting_ids(0).size(), 16u);
  EXPECT_EQ(start.filter().record_ids(0).size(), 16u);
}

TEST(FeedCommand, RefusesALabelThatDoesNotExist) {
  const ScriptedFeed feed({});

  EXPECT_EQ(RunCliAt(feed.target(), {"feed", "--label", "secret"}).code, 2);
}

}  // namespace
}  // namespace cairn::cli
