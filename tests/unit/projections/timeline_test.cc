#include "projections/timeline.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "projections/timeline/line_groups.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

Record CaseAOn(std::string_view day) {
  return Fold(CaseRecordId(), CaseEvents("case-a"), {}, AsOf{Day(day)});
}

const v1::TimelineItem& ItemWith(const v1::GetTimelineResponse& timeline, std::string_view label) {
  for (const v1::TimelineItem& item : timeline.items()) {
    if (std::find(item.labels().begin(), item.labels().end(), label) != item.labels().end()) {
      return item;
    }
  }
  return v1::TimelineItem::default_instance();
}

TEST(Timeline, HeadSaysWhoAndWhereAndSinceWhen) {
  const v1::TimelineHead head =
      TimelineView(CaseAOn("2025-12-19"), {.viewer = "SENCO view"}).head();

  EXPECT_EQ(head.child_name(), "Pip Larkwhistle");
  EXPECT_EQ(head.nc_year(), "4");
  EXPECT_EQ(head.school(), "Hollowtree Primary School");
  EXPECT_EQ(head.status(), "K from 12 Nov 2024");
  EXPECT_EQ(head.viewer(), "SENCO view");
  EXPECT_TRUE(head.fictional());
  EXPECT_FALSE(head.withheld());
  EXPECT_EQ(head.rules_version(), kTimelineRulesVersion);
}

TEST(Timeline, PutsEveryEntryOnExactlyOneLine) {
  const Record record = Fold(CaseRecordId(), CaseEvents("case-b"));
  const TimelineContext context(record, ViewDay(record), nullptr);
  size_t members = 0;
  for (const LineGroup& group : LineGroups(context, {})) members += group.members.size();

  EXPECT_EQ(members, record.entries.size());
}

TEST(Timeline, ReadsACopyWithTheMeetingThatItFollows) {
  const v1::TimelineItem item = ItemWith(TimelineView(CaseAOn("2025-12-19")), "A25");

  EXPECT_THAT(item.labels(), ElementsAre("A23", "A25"));
  EXPECT_EQ(item.cycle(), 1);
  EXPECT_THAT(item.computed(), Contains("=3 days after the meeting"));
}

TEST(Timeline, KeepsWhatWasRecordedLateOnItsOwnLine) {
  const v1::TimelineItem item = ItemWith(TimelineView(CaseAOn("2025-12-19")), "A35");

  EXPECT_THAT(item.labels(), ElementsAre("A35"));
  EXPECT_EQ(item.days_late(), 28);
  EXPECT_EQ(item.entered_by(), "SENCO Juniper Halloway");
}

TEST(Timeline, SaysThatTheDecisionCameInTime) {
  const v1::TimelineItem item = ItemWith(TimelineView(CaseAOn("2025-12-19")), "A31");

  EXPECT_THAT(item.computed(), ElementsAre("=due 2 Jul 2025, in time"));
}

TEST(Timeline, ComputesTheAppealDayFromTheCertificate) {
  EXPECT_THAT(ItemWith(TimelineView(CaseAOn("2025-12-19")), "A36").computed(),
              ElementsAre("=appeal by 8 Sep 2025"));
}

TEST(Timeline, PrintsOurFigureBesideAStatedOne) {
  const v1::TimelineItem item = ItemWith(TimelineView(CaseAOn("2025-12-19")), "A23");

  EXPECT_THAT(item.text(), HasSubstr("said 61% given"));
  EXPECT_THAT(item.computed(), Contains("=log 53% (8/15) to 6 Dec 2024"));
}

TEST(Timeline, LeavesOutWhatMayNotBeSeenAndWhatFollowsFromIt) {
  TimelineOptions options;
  options.visible = [](const EffectiveEntry& entry) {
    return !entry.entry().has_specialist_reported();
  };

  const v1::GetTimelineResponse timeline = TimelineView(CaseAOn("2025-12-19"), options);

  EXPECT_THAT(ItemWith(timeline, "A19").labels(), IsEmpty());
  for (const v1::Gap& gap : timeline.gaps()) EXPECT_NE(gap.rule_id(), "gap.advice");
}

TEST(Timeline, ReportsNoGapBecauseItsAnswerMayNotBeSeen) {
  TimelineOptions options;
  options.visible = [](const EffectiveEntry& entry) { return !entry.entry().has_plan_issued(); };

  const v1::GetTimelineResponse timeline = TimelineView(CaseAOn("2025-12-19"), options);

  for (const v1::Gap& gap : timeline.gaps()) {
    EXPECT_THAT(gap.text(), Not(HasSubstr("multisensory")));
  }
}

TEST(Timeline, ComputesNothingOpenlyFromWhatMayNotBeSeen) {
  TimelineOptions options;
  options.visible = [](const EffectiveEntry& entry) {
    return !entry.entry().has_specialist_reported();
  };

  const v1::TimelineItem item = ItemWith(TimelineView(CaseAOn("2025-12-19"), options), "A37");

  EXPECT_THAT(item.labels(), ElementsAre("A37"));
  EXPECT_THAT(item.computed(), IsEmpty());
}

// That there is a dispute is itself withheld from them, in the marks and in what they filter by.
TEST(Timeline, SaysThatSomethingWasWrittenAfterADisputeOnlyToWhoSeesTheDispute) {
  TimelineOptions options;
  options.visible = [](const EffectiveEntry& entry) { return !entry.entry().has_dispute_opened(); };
  const Record record = Fold(CaseRecordId(), CaseEvents("case-b"));

  EXPECT_EQ(ItemWith(TimelineView(record), "B36").after_dispute(), "mediation-1");
  const v1::TimelineItem item = ItemWith(TimelineView(record, options), "B36");
  EXPECT_EQ(item.after_dispute(), "");
  EXPECT_THAT(item.marks(), Not(Contains(v1::TIMELINE_MARK_AFTER_DISPUTE)));

  options.filter.marks = {v1::TIMELINE_MARK_AFTER_DISPUTE};
  EXPECT_THAT(TimelineView(record, options).items(), IsEmpty());
}

TEST(Timeline, LeavesOutARowThatRestsOnATestThatMayNotBeSeen) {
  TimelineOptions options;
  options.visible = [](const EffectiveEntry& entry) {
    return !entry.entry().has_assessment_recorded();
  };

  const v1::GetTimelineResponse timeline = TimelineView(CaseAOn("2025-12-19"), options);

  for (const v1::TriedRow& row : timeline.tried()) {
    EXPECT_THAT(row.before_after(), Not(HasSubstr("YARC")));
  }
}

TEST(Timeline, ShowsOnlyTheStagesAskedFor) {
  const v1::GetTimelineResponse timeline =
      TimelineView(CaseAOn("2025-12-19"), {.filter = {.stages = {v1::STAGE_EHC}}});

  EXPECT_THAT(timeline.items(), SizeIs(1));
  EXPECT_EQ(timeline.items(0).stage(), v1::STAGE_EHC);
}

TEST(Timeline, BeginsOnTheDayAskedFor) {
  const v1::GetTimelineResponse timeline =
      TimelineView(CaseAOn("2025-12-19"), {.filter = {.from = Day("2025-12-01")}});

  ASSERT_THAT(timeline.items(), SizeIs(1));
  EXPECT_THAT(timeline.items(0).labels(), ElementsAre("A40"));
}

TEST(Timeline, RunsByDateWhenAsked) {
  const v1::GetTimelineResponse timeline = TimelineView(CaseAOn("2025-12-19"), {.by_date = true});

  EXPECT_TRUE(std::is_sorted(timeline.items().begin(), timeline.items().end(),
                             [](const v1::TimelineItem& a, const v1::TimelineItem& b) {
                               return EarliestDay(a.occurred()) < EarliestDay(b.occurred());
                             }));
}

TEST(Timeline, RunsFromTheNewestBackWhenAsked) {
  const v1::GetTimelineResponse oldest = TimelineView(CaseAOn("2025-12-19"), {.by_date = true});
  v1::GetTimelineResponse newest =
      TimelineView(CaseAOn("2025-12-19"), {.by_date = true, .newest_first = true});

  ASSERT_EQ(newest.items_size(), oldest.items_size());
  std::reverse(newest.mutable_items()->begin(), newest.mutable_items()->end());
  EXPECT_EQ(newest.SerializeAsString(), oldest.SerializeAsString());
}

TEST(Timeline, OfAnEmptyRecordIsEmpty) {
  const v1::GetTimelineResponse timeline = TimelineView(Record());

  EXPECT_THAT(timeline.items(), IsEmpty());
  EXPECT_THAT(timeline.cycles(), IsEmpty());
}

TEST(LabelRoot, IsWhatStandsBeforeTheNumberOfTheAct) {
  EXPECT_EQ(LabelRoot("A11.2"), "A11");
  EXPECT_EQ(LabelRoot("A11"), "A11");
  EXPECT_EQ(LabelRoot("report.pdf"), "report.pdf");
}

}  // namespace
}  // namespace cairn
