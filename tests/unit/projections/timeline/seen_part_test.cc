// What a timeline says to somebody from whom a part of the record is withheld.
#include "projections/timeline/seen_part.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <google/protobuf/util/time_util.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "projections/timeline.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// Withholds everything that is labelled confidential.
bool IsOrdinary(const EffectiveEntry& entry) {
  return entry.entry().label() != v1::LABEL_CONFIDENTIAL;
}

constexpr char kWithheld[] = " label: LABEL_CONFIDENTIAL ";

v1::GetTimelineResponse AllOf(const HistoryBuilder& history) {
  return TimelineView(Fold({}, history.events(), {}, AsOf{Day("2025-12-01")}));
}
v1::GetTimelineResponse SeenOf(const HistoryBuilder& history) {
  return TimelineView(Fold({}, history.events(), {}, AsOf{Day("2025-12-01")}),
                      {.visible = IsOrdinary});
}

const v1::TimelineItem& ItemLabelled(const v1::GetTimelineResponse& timeline,
                                     const std::string& label) {
  for (const v1::TimelineItem& item : timeline.items()) {
    if (item.labels_size() > 0 && item.labels(0) == label) return item;
  }
  return v1::TimelineItem::default_instance();
}

std::vector<std::string> ComputedBeside(const v1::GetTimelineResponse& timeline,
                                        const std::string& label) {
  const auto& lines = ItemLabelled(timeline, label).computed();
  return {lines.begin(), lines.end()};
}

TEST(SeenPart, OfEverythingSaysWhatTheWholeRecordSays) {
  HistoryBuilder history;
  history.Add("2025-01-10", "concern_raised {}")
      .Add("2025-02-10", "source { id: 'R' } plan_reviewed { plan_id: 'P' }")
      .AddErased("2025-02-11")
      .Add("2025-03-10", "position_taken { stance: STANCE_DISAGREE plan_id: 'P' }");
  const Record whole = Fold({}, history.events(), {}, AsOf{Day("2025-12-01")});

  EXPECT_EQ(TimelineView(whole, {.visible = [](const EffectiveEntry&) { return true; }})
                .SerializeAsString(),
            TimelineView(whole).SerializeAsString());
}

TEST(SeenPart, ShowsTheSchoolAndYearOfNoHiddenPlacement) {
  HistoryBuilder history;
  history.Add("2025-01-10", "placement_recorded { school: 'Hollowtree' nc_year: '4' }")
      .Add("2025-05-10", kWithheld + std::string("placement_recorded { school: 'Fenbrook' "
                                                 "nc_year: '5' }"));

  EXPECT_EQ(AllOf(history).head().school(), "Fenbrook");
  EXPECT_EQ(SeenOf(history).head().school(), "Hollowtree");
  EXPECT_EQ(AllOf(history).head().nc_year(), "5");
  EXPECT_EQ(SeenOf(history).head().nc_year(), "4");
}

TEST(SeenPart, ShowsNoHiddenStatus) {
  HistoryBuilder history;
  history.Add("2025-01-10", "concern_raised {}")
      .Add("2025-05-10", kWithheld + std::string("sen_status_set { status: SEN_PROVISION_K }"));

  EXPECT_EQ(AllOf(history).head().status(), "K from 10 May 2025");
  EXPECT_EQ(SeenOf(history).head().status(), "");
}

TEST(SeenPart, IsKnownUpToTheLastThatIsSeen) {
  HistoryBuilder history;
  history.Add("2025-01-10", "concern_raised {}");
  const auto before = SeenOf(history).head().as_known_at();
  history.Add("2025-05-10", kWithheld + std::string("concern_raised {}"));

  using google::protobuf::util::TimeUtil;
  EXPECT_EQ(TimeUtil::TimestampToMicroseconds(SeenOf(history).head().as_known_at()),
            TimeUtil::TimestampToMicroseconds(before));
  EXPECT_LT(TimeUtil::TimestampToMicroseconds(before),
            TimeUtil::TimestampToMicroseconds(AllOf(history).head().as_known_at()));
}

TEST(SeenPart, IsKnownAtTheTimeThatWasAskedFor) {
  HistoryBuilder history;
  history.Add("2025-01-10", "concern_raised {}");
  const KnownAt asked{.recorded_at_us = StartOfDayMicros(Day("2025-04-01"))};
  const Record whole = Fold({}, history.events(), asked, AsOf{Day("2025-12-01")});

  EXPECT_EQ(google::protobuf::util::TimeUtil::TimestampToMicroseconds(
                TimelineView(whole, {.visible = IsOrdinary}).head().as_known_at()),
            asked.recorded_at_us);
}

TEST(SeenPart, HasNoCycleThatEndsWithAHiddenReview) {
  HistoryBuilder history;
  history.Add("2025-01-10", "concern_raised {}")
      .Add("2025-02-10", kWithheld + std::string("plan_reviewed { plan_id: 'P' }"))
      .Add("2025-03-10", "source { id: 'N' } observation_recorded {}");

  EXPECT_THAT(AllOf(history).cycles(), SizeIs(2));
  EXPECT_EQ(ItemLabelled(AllOf(history), "N").cycle(), 2);
  EXPECT_THAT(SeenOf(history).cycles(), SizeIs(1));
  EXPECT_FALSE(SeenOf(history).cycles(0).has_to());
  EXPECT_EQ(ItemLabelled(SeenOf(history), "N").cycle(), 1);
}

TEST(SeenPart, MarksNothingByAHiddenDisagreement) {
  HistoryBuilder history;
  history.Add("2025-01-10", "source { id: 'N' } observation_recorded {}")
      .Add("2025-01-12", kWithheld + std::string("links { relation: RELATION_ABOUT entry { "
                                                 "source_id: 'N' } } position_taken { stance: "
                                                 "STANCE_DISAGREE }"));

  EXPECT_THAT(ItemLabelled(AllOf(history), "N").marks(), ElementsAre(v1::TIMELINE_MARK_CHALLENGED));
  EXPECT_FALSE(ItemLabelled(SeenOf(history), "N").disputed());
  EXPECT_THAT(ItemLabelled(SeenOf(history), "N").marks(), IsEmpty());
}

HistoryBuilder ReviewedWithALog(const std::string& of_second_log) {
  HistoryBuilder history;
  history.Add("2025-01-10", "provision_started { provision_id: 'i1' }")
      .Add("2025-01-17",
           "delivery_logged { provision_id: 'i1' delivered_sessions: 1 planned_sessions: 2 }")
      .Add("2025-01-24",
           of_second_log +
               "delivery_logged { provision_id: 'i1' delivered_sessions: 3 planned_sessions: 3 }")
      .Add("2025-02-10",
           "source { id: 'R' } plan_reviewed { plan_id: 'P' stated_delivery_rate {} }");
  return history;
}

// Neither with what is hidden in it nor without: a sum of the rest would be taken for all.
TEST(SeenPart, HasNoSumOfLogsOfWhichOneIsHidden) {
  const HistoryBuilder history = ReviewedWithALog(kWithheld);

  EXPECT_THAT(ComputedBeside(AllOf(history), "R"), ElementsAre("=log 80% (4/5) to 24 Jan 2025"));
  EXPECT_THAT(ComputedBeside(SeenOf(history), "R"), IsEmpty());
  EXPECT_THAT(ComputedBeside(SeenOf(ReviewedWithALog("")), "R"),
              ElementsAre("=log 80% (4/5) to 24 Jan 2025"));
}

TEST(SeenPart, CountsNoDaysFromTheDayThatAHiddenReviewAgreed) {
  HistoryBuilder history;
  history
      .Add("2025-01-10", kWithheld + std::string("plan_reviewed { plan_id: 'P' next_review { year: "
                                                 "2025 month: 2 day: 1 } }"))
      .Add("2025-02-10", "source { id: 'R' } plan_reviewed { plan_id: 'P' }");

  EXPECT_THAT(ComputedBeside(AllOf(history), "R"),
              ElementsAre("=9 days after the agreed date 1 Feb 2025"));
  EXPECT_THAT(ComputedBeside(SeenOf(history), "R"), IsEmpty());
}

// The plan's own day held no more when a review set another.
TEST(SeenPart, CountsNoDaysFromADayThatAHiddenReviewMoved) {
  HistoryBuilder history;
  history
      .Add("2025-01-10",
           "plan_issued { plan_id: 'P' content {} review_due { year: 2025 month: 2 day: 1 } }")
      .Add("2025-01-20", kWithheld + std::string("plan_reviewed { plan_id: 'P' next_review { year: "
                                                 "2025 month: 3 day: 1 } }"))
      .Add("2025-02-10", "source { id: 'R' } plan_reviewed { plan_id: 'P' }");

  EXPECT_THAT(ComputedBeside(SeenOf(history), "R"), IsEmpty());
}

HistoryBuilder PlanWithPosition(const std::string& position) {
  HistoryBuilder history;
  history
      .Add("2025-01-10",
           "source { id: 'V' } plan_issued { plan_id: 'P' plan_version: 1 content {} }")
      .Add("2025-01-11",
           "person { capacity: CAPACITY_PARENT } position_taken { plan_id: 'P' plan_version: 1 " +
               position);
  return history;
}

TEST(SeenPart, SaysThatNoParentAgreedByNoHiddenPosition) {
  const std::string line = "=made without a parent's agreement";
  const std::string not_asked = "stance: STANCE_NOT_ASKED } ";
  EXPECT_THAT(ComputedBeside(SeenOf(PlanWithPosition(not_asked)), "V"), Contains(line));
  EXPECT_THAT(ComputedBeside(SeenOf(PlanWithPosition(not_asked + kWithheld)), "V"), IsEmpty());
}

TEST(SeenPart, DoesNotSayThatNoParentAgreedWhenOneDidUnseen) {
  HistoryBuilder history = PlanWithPosition("stance: STANCE_NOT_ASKED }");
  history.Add("2025-01-12",
              kWithheld + std::string("person { capacity: CAPACITY_PARENT } position_taken { "
                                      "plan_id: 'P' plan_version: 1 stance: STANCE_AGREE }"));

  EXPECT_THAT(ComputedBeside(SeenOf(history), "V"), IsEmpty());
}

// Its last day would be the day before the hidden start.
TEST(SeenPart, TellsOfNoTimeWithoutSupportUpToAHiddenStart) {
  const auto until_started = [](const std::string& label) {
    HistoryBuilder history;
    history.Add("2025-01-10", "provision_started { provision_id: 'i1' }")
        .Add("2025-02-10", "provision_ended { provision_id: 'i1' }")
        .Add("2025-05-10", label + "provision_started { provision_id: 'i2' }");
    return SeenOf(history);
  };

  EXPECT_THAT(until_started("").gaps(), SizeIs(1));
  EXPECT_THAT(until_started("").tried(), SizeIs(3));
  EXPECT_THAT(until_started(kWithheld).gaps(), IsEmpty());
  EXPECT_THAT(until_started(kWithheld).tried(), SizeIs(1));
}

TEST(SeenPart, EndsNoPlanLineByAHiddenVersion) {
  const auto left_out = [](const std::string& label) {
    HistoryBuilder history;
    history
        .Add(
            "2025-01-10",
            "plan_issued { plan_id: 'P' content { provisions { item_id: 'p1' what: 'Reading' } } }")
        .Add("2025-02-10", label + "plan_issued { plan_id: 'P' content {} }");
    return SeenOf(history);
  };

  EXPECT_THAT(left_out("").tried(), Not(IsEmpty()));
  EXPECT_THAT(left_out(kWithheld).tried(), IsEmpty());
}

// What is hidden may well be the declaration itself.
TEST(SeenPart, LeavesVoidWhatWasDeclaredVoidUnseen) {
  HistoryBuilder history;
  history.Add("2025-01-10", "source { id: 'N' } observation_recorded { text: 'Of another child' }")
      .Add("2025-01-12", kWithheld + std::string("links { relation: RELATION_VOIDS entry { "
                                                 "source_id: 'N' } } entry_voided {}"));

  EXPECT_THAT(SeenOf(history).DebugString(), Not(HasSubstr("another child")));
}

}  // namespace
}  // namespace cairn
