#include "projections/timeline/tried_details.h"

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
using ::testing::SizeIs;

// A plan that says why, and support that carries it out from January to March 2025.
class Details : public testing::Test {
 protected:
  Details() {
    history_
        .Add("2025-01-02",
             "source { id: 'P1' } plan_issued { plan_id: 'P' plan_version: 1 content { targets { "
             "item_id: 't1' text: 'Read 50 words' } provisions { item_id: 'p1' what: 'Paired "
             "reading' why: 'Reads alone too little' serves: 't1' } } }")
        .Add("2025-01-06",
             "source { id: 'S1' } provision_started { provision_id: 'i1' provision_type: "
             "PROVISION_TYPE_INTERVENTION name: 'Paired reading' plan_items: 'p1' provider: 'Ida "
             "Helper' trained: true training_date { year: 2024 month: 6 day: 21 } entry_measure { "
             "measure: 'words' value { value: 20 } } }");
  }

  void Add(std::string_view day, std::string_view fields) { history_.Add(day, fields); }
  void End() {
    Add("2025-03-28",
        "provision_ended { provision_id: 'i1' reason: PROVISION_END_REASON_COMPLETED }");
  }
  v1::TriedRow Row(const TimelineOptions& options = {}) const {
    const Record record = Fold({}, history_.events(), {}, AsOf{Day("2025-06-30")});
    return TimelineView(record, options).tried(0);
  }

  HistoryBuilder history_;
};

TEST_F(Details, SayWhyAsThePlanDoes) {
  EXPECT_EQ(Row().why(), "Reads alone too little; for t1 Read 50 words");
  EXPECT_THAT(Row().labels(), ElementsAre("P1", "S1"));
}

TEST_F(Details, SayNothingOfAReasonThatTheReaderMayNotSee) {
  TimelineOptions options;
  options.visible = [](const EffectiveEntry& entry) { return !entry.entry().has_plan_issued(); };

  EXPECT_EQ(Row(options).why(), "");
  EXPECT_THAT(Row(options).labels(), ElementsAre("S1"));
}

TEST_F(Details, NameEverybodyWhoGaveItOnce) {
  Add("2025-02-03", "provision_changed { provision_id: 'i1' provider: 'Ash Cover' }");
  Add("2025-02-28",
      "delivery_logged { provision_id: 'i1' delivered_sessions: 3 deliverer: 'Ida Helper' }");

  EXPECT_EQ(Row().by_whom(), "Ida Helper, Ash Cover");
}

TEST_F(Details, SaySinceWhenTheyAreTrainedWhenThatIsRecorded) {
  EXPECT_EQ(Row().training(), "trained, 21 Jun 2024");
}

TEST_F(Details, LineUpWhatWasMeasured) {
  Add("2025-02-10",
      "source { id: 'M1' } progress_measured { provision_id: 'i1' tester: 'Tam Tester' measurement "
      "{ measure: 'words' value { value: 31 } } }");

  const v1::TriedRow row = Row();

  ASSERT_THAT(row.measures(), SizeIs(2));
  EXPECT_EQ(row.measures(0).text(), "20 words");
  EXPECT_EQ(row.measures(1).text(), "31 words");
  EXPECT_EQ(row.measures(1).tester(), "Tam Tester");
  EXPECT_EQ(row.measures(1).label(), "M1");
}

TEST_F(Details, HearChildAndParentsWhoSpokeOfIt) {
  Add("2025-02-11",
      "person { name: 'Wren' capacity: CAPACITY_CHILD } links { relation: RELATION_ABOUT entry { "
      "source_id: 'S1' } } voice_captured { text: 'I like it' }");
  Add("2025-02-12",
      "person { name: 'Mo' capacity: CAPACITY_PARENT } position_taken { stance: STANCE_DISAGREE "
      "plan_id: 'P' plan_version: 1 items: 'p1' grounds: 'Too short' }");

  const v1::TriedRow row = Row();

  ASSERT_THAT(row.child_said(), SizeIs(1));
  EXPECT_EQ(row.child_said(0).text(), "I like it");
  ASSERT_THAT(row.parents_said(), SizeIs(1));
  EXPECT_EQ(row.parents_said(0).person(), "Mo");
  EXPECT_EQ(row.parents_said(0).text(), "Disagree: Too short");
}

TEST_F(Details, TakeNothingForSaidOfItBecauseItWasSaidAtThatTime) {
  Add("2025-02-11",
      "person { name: 'Wren' capacity: CAPACITY_CHILD } voice_captured { text: 'I like it' }");
  Add("2025-02-12",
      "person { name: 'Mo' capacity: CAPACITY_PARENT } position_taken { stance: STANCE_DISAGREE "
      "plan_id: 'Q' plan_version: 1 items: 'p1' grounds: 'Too short' }");

  EXPECT_THAT(Row().child_said(), IsEmpty());
  EXPECT_THAT(Row().parents_said(), IsEmpty());
}

TEST_F(Details, TakeTheViewsOfAReviewThatLookedAtNothingElse) {
  constexpr std::string_view kAlone =
      "plan_reviewed { plan_id: 'P' decisions: REVIEW_DECISION_CONTINUE provisions { provision_id: "
      "'i1' working: true } child_views: 'It helps' }";
  constexpr std::string_view kWithAnother =
      "plan_reviewed { plan_id: 'P' decisions: REVIEW_DECISION_CONTINUE provisions { provision_id: "
      "'i1' working: true } provisions { provision_id: 'i2' } child_views: 'It is loud' }";
  Add("2025-02-13", kAlone);
  Add("2025-02-14", kWithAnother);

  ASSERT_THAT(Row().child_said(), SizeIs(1));
  EXPECT_EQ(Row().child_said(0).text(), "It helps");
}

TEST_F(Details, SayWhatReviewsDecidedAndHowFarThatWasAboutIt) {
  Add("2025-02-13",
      "plan_reviewed { plan_id: 'P' decisions: REVIEW_DECISION_CHANGE provisions { provision_id: "
      "'p1' working: false as_planned: true } }");
  Add("2025-03-14", "plan_reviewed { plan_id: 'P' decisions: REVIEW_DECISION_CONTINUE }");
  Add("2025-03-15", "plan_reviewed { plan_id: 'Q' decisions: REVIEW_DECISION_REMOVE }");

  EXPECT_THAT(Row().review_decided(),
              ElementsAre("13 Feb 2025: change; not working, given as planned",
                          "14 Mar 2025, of plan v1: continue"));
}

TEST_F(Details, LeaveOutAReviewHeldWhenItWasNoLongerGiven) {
  End();
  Add("2025-05-14", "plan_reviewed { plan_id: 'P' decisions: REVIEW_DECISION_CONTINUE }");

  EXPECT_THAT(Row().review_decided(), IsEmpty());
}

TEST_F(Details, SayWhatCameNextOnlyWhenItHasEnded) {
  EXPECT_EQ(Row().came_next(), "");
  End();
  EXPECT_EQ(Row().came_next(), "(none recorded), from 29 Mar 2025");
  Add("2025-04-01",
      "provision_started { provision_id: 'i2' provision_type: PROVISION_TYPE_INTERVENTION name: "
      "'Phonics' provider: 'Ash' }");
  EXPECT_EQ(Row().came_next(), "Phonics, Ash, from 1 Apr 2025");
}

TEST(TriedDetails, OfCaseARestOnWhatItsPeopleWrote) {
  const Record record = Fold(CaseRecordId(), CaseEvents("case-a"), {}, AsOf{Day("2025-12-19")});
  const v1::TriedRow row = TimelineView(record).tried(0);

  EXPECT_EQ(row.by_whom(), "Corwin Applegarth");
  EXPECT_EQ(row.training(), "trained, 21 Jun 2024");
  ASSERT_THAT(row.parents_said(), SizeIs(1));
  EXPECT_EQ(row.parents_said(0).label(), "A17");
  EXPECT_EQ(row.why(), "");
  EXPECT_THAT(row.labels(), Contains("A15"));
}

}  // namespace
}  // namespace cairn
