#include "projections/timeline/item_filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "projections/timeline.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

Record CaseA() { return Fold(CaseRecordId(), CaseEvents("case-a"), {}, AsOf{Day("2025-12-19")}); }

// The labels of the items that are left.
std::vector<std::string> Labels(const Record& record, const TimelineOptions& options) {
  std::vector<std::string> labels;
  const v1::GetTimelineResponse timeline = TimelineView(record, options);
  for (const v1::TimelineItem& item : timeline.items()) {
    labels.insert(labels.end(), item.labels().begin(), item.labels().end());
  }
  return labels;
}

std::vector<std::string> Labels(const Record& record, ItemFilter filter) {
  return Labels(record, TimelineOptions{.filter = std::move(filter)});
}

auto Is(std::string name) {
  return [name = std::move(name)](std::string_view other) { return other == name; };
}

TEST(ItemFilter, WantsEverythingWithoutAnyCondition) {
  const Record record = CaseA();

  EXPECT_EQ(Labels(record, ItemFilter()), Labels(record, TimelineOptions()));
  EXPECT_THAT(Labels(record, ItemFilter()), Not(IsEmpty()));
}

TEST(ItemFilter, EndsOnTheDayAskedFor) {
  EXPECT_THAT(Labels(CaseA(), {.from = Day("2024-10-01"), .to = Day("2024-10-15")}),
              ElementsAre("A03", "A05", "A08"));
}

TEST(ItemFilter, TakesALineForAnyKindOfItsEntries) {
  const std::vector<std::string> labels = Labels(CaseA(), {.kind_names = {"SenStatusSet"}});

  EXPECT_THAT(labels, Contains("A11"));
  EXPECT_THAT(labels, Not(Contains("A05")));
  EXPECT_THAT(Labels(CaseA(), {.kind_names = {"NoSuchKind"}}), IsEmpty());
}

TEST(ItemFilter, KnowsACorrectedEntryByTheKindThatItIs) {
  EXPECT_THAT(Labels(CaseA(), {.from = Day("2024-10-15"),
                               .to = Day("2024-10-15"),
                               .kind_names = {"AssessmentRecorded"}}),
              ElementsAre("A05", "A08"));
}

TEST(ItemFilter, FindsWhatSomebodySaidAndWhatTheyTyped) {
  EXPECT_THAT(Labels(CaseA(), {.is_person = Is("Pip Larkwhistle")}), Contains("A07"));
  EXPECT_THAT(Labels(CaseA(), {.is_person = Is("Juniper Halloway")}), Contains("A07"));
  EXPECT_THAT(Labels(CaseA(), {.is_person = Is("Corwin Applegarth")}), Contains("A07"));
  EXPECT_THAT(Labels(CaseA(), {.is_person = Is("Basil Thistlewood")}), Not(Contains("A07")));
  EXPECT_THAT(Labels(CaseA(), {.is_person = Is("Corwin Applegarth")}), Contains("A15"));
}

TEST(ItemFilter, KeepsWhatBearsOneOfTheMarks) {
  const std::vector<std::string> corrected =
      Labels(CaseA(), {.marks = {v1::TIMELINE_MARK_CORRECTED}});

  EXPECT_THAT(corrected, ElementsAre("A05", "A08"));
  EXPECT_THAT(Labels(CaseA(), {.marks = {v1::TIMELINE_MARK_CORRECTED, v1::TIMELINE_MARK_LATE}}),
              Contains("A04"));
}

TEST(ItemFilter, FollowsSupportToTheAreaOfTheOutcomeThatItsTargetServes) {
  HistoryBuilder history;
  history
      .Add("2025-01-06",
           "source { id: 'P1' } plan_issued { plan_id: 'P' plan_version: 1 content { outcomes { "
           "item_id: 'o1' area: BROAD_AREA_COGNITION_AND_LEARNING } targets { item_id: 't1' "
           "outcome_id: 'o1' } provisions { item_id: 'p1' what: 'Phonics' serves: 't1' } } }")
      .Add("2025-01-07",
           "source { id: 'S1' } provision_started { provision_id: 'i1' plan_items: 'p1' }")
      .Add("2025-01-08",
           "source { id: 'L1' } delivery_logged { provision_id: 'i1' delivered_sessions: 1 }")
      .Add("2025-01-09", "source { id: 'N1' } needs_identified { needs { type: SEN_TYPE_SLCN } }")
      .Add("2025-01-10", "source { id: 'D1' } document_filed { title: 'Letter' }");
  const Record record = Fold({}, history.events());

  EXPECT_THAT(Labels(record, {.areas = {v1::BROAD_AREA_COGNITION_AND_LEARNING}}),
              ElementsAre("P1", "S1", "L1"));
  EXPECT_THAT(Labels(record, {.areas = {v1::BROAD_AREA_COMMUNICATION_AND_INTERACTION}}),
              ElementsAre("N1"));
  EXPECT_THAT(Labels(record, {.areas = {v1::BROAD_AREA_SENSORY_AND_OR_PHYSICAL}}), IsEmpty());
}

TEST(ItemFilter, DrawsNoAreaFromAPlanThatTheReaderMayNotSee) {
  HistoryBuilder history;
  history
      .Add("2025-01-06",
           "plan_issued { plan_id: 'P' plan_version: 1 content { outcomes { item_id: 'o1' area: "
           "BROAD_AREA_COGNITION_AND_LEARNING } targets { item_id: 't1' outcome_id: 'o1' } } }")
      .Add("2025-01-08",
           "source { id: 'M1' } progress_measured { target_id: 't1' measurement { measure: 'words' "
           "value { value: 3 } } }");
  const Record record = Fold({}, history.events());
  TimelineOptions options{.filter = {.areas = {v1::BROAD_AREA_COGNITION_AND_LEARNING}}};
  options.visible = [](const EffectiveEntry& entry) { return !entry.entry().has_plan_issued(); };

  EXPECT_THAT(Labels(record, options), IsEmpty());
  EXPECT_THAT(Labels(record, options.filter), Contains("M1"));
}

TEST(ItemFilter, LeavesWhatWasTriedAndTheGapsAsTheyAre) {
  const Record record = CaseA();
  const v1::GetTimelineResponse whole = TimelineView(record);
  const v1::GetTimelineResponse filtered =
      TimelineView(record, {.filter = {.kind_names = {"NoSuchKind"}}});

  EXPECT_EQ(filtered.tried_size(), whole.tried_size());
  EXPECT_EQ(filtered.gaps_size(), whole.gaps_size());
}

}  // namespace
}  // namespace cairn
