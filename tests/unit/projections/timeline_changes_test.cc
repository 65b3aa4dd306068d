#include "projections/timeline_changes.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

v1::GetTimelineResponse Parse(const std::string& text) {
  v1::GetTimelineResponse timeline;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &timeline));
  return timeline;
}

TEST(TimelineChanges, AreNoneBetweenAReadingAndItself) {
  const auto timeline = Parse("items { event_id: 'a' text: 'x' } gaps { text: 'g' } head {}");

  EXPECT_FALSE(TellsAnything(TimelineChanges(timeline, timeline)));
}

TEST(TimelineChanges, NameWhatIsNewWhatReadsOtherwiseAndWhatWent) {
  const auto before = Parse(
      "items { event_id: 'a' text: 'x' } items { event_id: 'b' text: 'y' } "
      "items { event_id: 'c' text: 'z' }");
  const auto after = Parse(
      "items { event_id: 'd' text: 'n' } items { event_id: 'a' text: 'x' } "
      "items { event_id: 'c' text: 'changed' }");

  const v1::WatchTimelineResponse changes = TimelineChanges(before, after);

  ASSERT_THAT(changes.changed(), SizeIs(2));
  EXPECT_EQ(changes.changed(0).event_id(), "d");
  EXPECT_EQ(changes.changed(1).text(), "changed");
  EXPECT_THAT(changes.removed_event_ids(), ElementsAre("b"));
  EXPECT_FALSE(changes.summary_changed());
  EXPECT_TRUE(TellsAnything(changes));
}

TEST(TimelineChanges, TellOfNoItemBecauseItStandsElsewhere) {
  const auto before = Parse("items { event_id: 'a' } items { event_id: 'b' }");
  const auto after = Parse("items { event_id: 'b' } items { event_id: 'a' }");

  EXPECT_FALSE(TellsAnything(TimelineChanges(before, after)));
}

TEST(TimelineChanges, BringTheWholeSummaryWhenAnyOfItChanged) {
  const auto before = Parse("tried { what: 'Phonics' } gaps { text: 'g' days: 1 }");
  const auto after = Parse("tried { what: 'Phonics' } gaps { text: 'g' days: 2 }");

  const v1::WatchTimelineResponse changes = TimelineChanges(before, after);

  EXPECT_TRUE(changes.summary_changed());
  EXPECT_THAT(changes.tried(), SizeIs(1));
  EXPECT_EQ(changes.gaps(0).days(), 2);
  EXPECT_THAT(changes.changed(), IsEmpty());
}

TEST(TimelineChanges, SayThatTheLastGapWasClosed) {
  const v1::WatchTimelineResponse changes = TimelineChanges(Parse("gaps { text: 'g' }"), Parse(""));

  EXPECT_TRUE(changes.summary_changed());
  EXPECT_THAT(changes.gaps(), IsEmpty());
}

}  // namespace
}  // namespace cairn
