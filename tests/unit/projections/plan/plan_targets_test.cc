#include "projections/plan/plan_targets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/projections/plan/plan_story.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(PlanTargets, AreOpenAndUnflaggedUntilTheyAreDue) {
  const v1::Plan plan = PlanOf(WithPlan(CompletePlan("2024-11-15")), "2025-02-14");

  EXPECT_EQ(plan.targets(0).state(), v1::TARGET_STATE_OPEN);
  EXPECT_THAT(TargetFlags(plan, "t1"), IsEmpty());
  EXPECT_THAT(Findings(plan, "o1"), IsEmpty());
}

TEST(PlanTargets, SayThatTheirDatePassedWithoutAResult) {
  const v1::Plan plan = PlanOf(WithPlan(CompletePlan("2024-11-15")), "2025-02-15");

  EXPECT_EQ(plan.targets(0).state(), v1::TARGET_STATE_OPEN);
  EXPECT_THAT(TargetFlags(plan, "t1"), ElementsAre("date passed, no result recorded"));
  EXPECT_THAT(Findings(plan, "o1"), ElementsAre("No current target"));
}

TEST(PlanTargets, AreMetByTheReviewThatFindsTheAimReached) {
  HistoryBuilder history = WithPlan(CompletePlan("2024-11-15"));
  history.Add("2025-01-20", Reviewed("2025-01-20", 52, "CONTINUE"));

  const v1::Plan plan = PlanOf(history, "2025-01-21");

  EXPECT_EQ(plan.targets(0).state(), v1::TARGET_STATE_MET);
  EXPECT_EQ(plan.targets(0).now().value(), 52);
  EXPECT_EQ(plan.targets(0).measured_on().day(), 20);
  EXPECT_THAT(Findings(plan, "o1"), ElementsAre("No current target"));
}

TEST(PlanTargets, TakeTheLastMeasurementWhereverItWasRecorded) {
  HistoryBuilder history = WithPlan(CompletePlan("2024-11-15"));
  history.Add("2025-01-20", Reviewed("2025-01-20", 52, "CONTINUE"))
      .Add("2025-01-27",
           "progress_measured { target_id: 't1' measurement { measure: 'words of 100' value { "
           "value: 44 } } }");

  const v1::Plan plan = PlanOf(history, "2025-01-28");

  EXPECT_EQ(plan.targets(0).now().value(), 44);
  EXPECT_EQ(plan.targets(0).state(), v1::TARGET_STATE_OPEN);
}

TEST(PlanTargets, IgnoreAMeasurementOfSomethingElse) {
  HistoryBuilder history = WithPlan(CompletePlan("2024-11-15"));
  history.Add(
      "2025-01-27",
      "progress_measured { target_id: 't1' measurement { measure: 'pages' value { value: 80 } } }");

  EXPECT_FALSE(PlanOf(history, "2025-01-28").targets(0).has_now());
}

TEST(PlanTargets, AreNotMetWhenTheirDatePassedBelowTheAim) {
  HistoryBuilder history = WithPlan(CompletePlan("2024-11-15"));
  history.Add("2025-02-14", Reviewed("2025-02-14", 40, "CONTINUE"));

  const v1::Plan plan = PlanOf(history, "2025-02-15");

  EXPECT_EQ(plan.targets(0).state(), v1::TARGET_STATE_NOT_MET);
  EXPECT_THAT(TargetFlags(plan, "t1"), IsEmpty());
}

TEST(PlanTargets, SayThatTheLastResultIsFromBeforeTheyWereDue) {
  HistoryBuilder history = WithPlan(CompletePlan("2024-11-15"));
  history.Add("2025-01-20", Reviewed("2025-01-20", 40, "CONTINUE"));

  EXPECT_THAT(TargetFlags(PlanOf(history, "2025-02-15"), "t1"),
              ElementsAre("not measured since it was due"));
}

TEST(PlanTargets, WithoutAnAimAreMetWhenTheReviewerSaysSo) {
  v1::Entry plan = CompletePlan("2024-11-15");
  ContentOf(plan).mutable_targets(0)->clear_aim();
  HistoryBuilder history = WithPlan(plan);
  history.Add("2025-01-20",
              "plan_reviewed { plan_id: 'P' decisions: REVIEW_DECISION_CONTINUE targets { "
              "target_id: 't1' rag: STATED_RAG_GREEN } }");

  const v1::Plan view = PlanOf(history, "2025-01-21");

  EXPECT_EQ(view.targets(0).state(), v1::TARGET_STATE_MET);
  EXPECT_THAT(TargetFlags(view, "t1"), ElementsAre("no aim"));
}

TEST(PlanTargets, KeepNoResultFromBeforeTheyWereRewritten) {
  v1::Entry second = CompletePlan("2025-01-10", 2);
  ContentOf(second).mutable_targets(0)->set_measure("pages read alone");
  HistoryBuilder history = WithPlan(CompletePlan("2024-11-15"));
  history.Add("2025-01-06", Reviewed("2025-01-06", 52, "CHANGE")).Add("2025-01-10", second);

  EXPECT_FALSE(PlanOf(history, "2025-01-11").targets(0).has_now());
  EXPECT_TRUE(PlanOf(history, "2025-01-11", {.version = 1}).targets(0).has_now());
}

TEST(PlanOutcomes, SayThatTheirDatePassedWithoutAResult) {
  const v1::Plan plan = PlanOf(WithPlan(CompletePlan("2024-11-15")), "2025-07-19");

  EXPECT_THAT(Findings(plan, "o1"),
              ElementsAre("Date passed, no result recorded", "No current target"));
}

TEST(PlanOutcomes, HaveAResultWhenAReviewJudgesThem) {
  HistoryBuilder history = WithPlan(CompletePlan("2024-11-15"));
  history.Add("2025-07-18",
              "plan_reviewed { plan_id: 'P' decisions: REVIEW_DECISION_NEW_OUTCOMES targets { "
              "target_id: 'o1' rag: STATED_RAG_GREEN } }");

  EXPECT_THAT(Findings(PlanOf(history, "2025-07-19"), "o1"), ElementsAre("No current target"));
}

TEST(PlanOutcomes, SayWhenTheyHaveNoDateOrNoTarget) {
  v1::Entry plan = CompletePlan("2024-11-15");
  ContentOf(plan).mutable_outcomes(0)->clear_by();
  ContentOf(plan).clear_targets();

  EXPECT_THAT(Findings(PlanOf(WithPlan(plan), "2024-11-16"), "o1"),
              ElementsAre("No date set", "No target set"));
}

}  // namespace
}  // namespace cairn
