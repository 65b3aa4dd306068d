#include "projections/plan/plan_child.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/projections/plan/plan_story.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::Entry Says(std::string_view iso_day, std::string_view fields) {
  v1::Entry entry = EntryOn(iso_day, fields);
  entry.mutable_person()->set_name("Wren Example");
  entry.mutable_person()->set_capacity(v1::CAPACITY_CHILD);
  return entry;
}

TEST(PlanVoices, AreTheChildsLatestWordsFirst) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-11-16", Says("2024-11-16", "voice_captured { text: 'One' }"))
      .Add("2024-11-17", Says("2024-11-17", "voice_captured { text: 'Two' }"))
      .Add("2024-11-18", Says("2024-11-18", "voice_captured { text: 'Three' }"))
      .Add("2024-11-19", Says("2024-11-19",
                              "voice_captured { text: 'Four' medium: "
                              "MEDIUM_WRITING }"));

  const v1::Plan plan = PlanOf(history, "2024-11-20");

  ASSERT_EQ(plan.voices_size(), kPlanVoicesMax);
  EXPECT_EQ(plan.voices(0).text(0), "Four");
  EXPECT_EQ(plan.voices(0).medium(), v1::MEDIUM_WRITING);
  EXPECT_EQ(plan.voices(2).text(0), "Two");
}

TEST(PlanVoices, LeaveConfidencesOut) {
  HistoryBuilder history = WithPlan();
  history
      .Add("2024-11-16",
           Says("2024-11-16", "label: LABEL_CONFIDENTIAL voice_captured { text: 'Do not tell' }"))
      .Add("2024-11-17", Says("2024-11-17",
                              "audience { roles: ROLE_PASTORAL } voice_captured { "
                              "text: 'Only for you' }"));

  EXPECT_THAT(PlanOf(history, "2024-11-20").voices(), IsEmpty());
}

TEST(PlanVoices, SayWhatNobodyWroteDown) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-11-16", Says("2024-11-16", "voice_captured { medium: MEDIUM_FILM }"));

  EXPECT_THAT(Findings(PlanOf(history, "2024-11-20"), "voices"),
              ElementsAre("Film of 16 Nov 2024: what it says is not recorded",
                          "No one-page profile recorded"));
}

TEST(PlanVoices, KnowAOnePageProfileByItsTitle) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-11-16", Says("2024-11-16",
                                 "voice_captured { title: 'My one-page profile' "
                                 "text: 'I like maths' }"));

  EXPECT_THAT(Findings(PlanOf(history, "2024-11-20"), "voices"), IsEmpty());
}

TEST(PlanNeeds, AreTheLastIdentifiedInTheirRank) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-11-16", "source { id: 'W12' } observation_recorded { text: 'x' }")
      .Add("2024-11-17", "needs_identified { needs { type: SEN_TYPE_NSA } }")
      .Add("2024-11-18",
           "links { relation: RELATION_EVIDENCE entry { source_id: 'W12' } } needs_identified { "
           "needs { type: SEN_TYPE_SLCN rank: 2 } needs { type: SEN_TYPE_SPLD rank: 1 } }");

  const v1::Plan plan = PlanOf(history, "2024-11-20");

  ASSERT_EQ(plan.needs_size(), 2);
  EXPECT_EQ(plan.needs(0).words(), "Specific learning difficulty");
  EXPECT_EQ(plan.needs(1).words(), "Speech, language and communication");
  EXPECT_THAT(plan.needs(0).evidence(), ElementsAre("W12"));
  EXPECT_THAT(Findings(plan, "needs"), IsEmpty());
}

TEST(PlanNeeds, SayWhenNoneOrNoEvidenceIsRecorded) {
  HistoryBuilder history = WithPlan();
  EXPECT_THAT(Findings(PlanOf(history, "2024-11-16"), "needs"), ElementsAre("No needs identified"));

  history.Add("2024-11-17", "needs_identified { needs { type: SEN_TYPE_NSA } }");
  EXPECT_THAT(Findings(PlanOf(history, "2024-11-18"), "needs"), ElementsAre("No evidence linked"));
}

}  // namespace
}  // namespace cairn
