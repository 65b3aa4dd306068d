#include "projections/plan/plan_to_do.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/projections/plan/plan_story.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kNextJune[] = "year: 2025 month: 6 day: 10";

TEST(ReviewDates, AreTheOnesSetLast) {
  HistoryBuilder history = WithPlan();
  EXPECT_EQ(PlanOf(history, "2024-11-16").next_review().month(), 2);
  EXPECT_FALSE(PlanOf(history, "2024-11-16").has_last_review());

  history.Add("2025-02-10", Reviewed("2025-02-10", 40, "CONTINUE", kNextJune));
  EXPECT_EQ(PlanOf(history, "2025-02-11").next_review().month(), 6);
  EXPECT_EQ(PlanOf(history, "2025-02-11").last_review().day(), 10);

  history.Add("2025-02-12", CompletePlan("2025-02-12", 2));
  EXPECT_EQ(PlanOf(history, "2025-02-13").next_review().month(), 2);
}

TEST(ReviewDates, AreMissedWhenNobodySetThem) {
  v1::Entry plan = CompletePlan("2024-11-15");
  plan.mutable_plan_issued()->clear_review_due();
  HistoryBuilder history = WrenOpened();
  history.Add("2024-11-15", plan);

  EXPECT_THAT(Findings(PlanOf(history, "2024-11-16"), "next_review"),
              ElementsAre("No review date set; usual: each term"));
}

TEST(ToDo, CarriesOutWhatTheLastReviewDecided) {
  HistoryBuilder history = WithPlan();
  history.Add("2025-02-10", Reviewed("2025-02-10", 40, "REDUCE", kNextJune));
  EXPECT_THAT(ToDos(PlanOf(history, "2025-02-13")),
              ElementsAre("Carry out \"reduce\" decided 10 Feb 2025 (3)"));

  history.Add("2025-02-14", CompletePlan("2025-02-14", 2));
  EXPECT_THAT(ToDos(PlanOf(history, "2025-02-14")), IsEmpty());
}

TEST(ToDo, HoldsNothingForContinuing) {
  HistoryBuilder history = WithPlan();
  history.Add("2025-02-10", Reviewed("2025-02-10", 40, "CONTINUE", kNextJune));

  EXPECT_THAT(ToDos(PlanOf(history, "2025-02-13")), IsEmpty());
}

TEST(ToDo, SeeksTheAdviceAndTheAssessmentThatWereDecided) {
  HistoryBuilder history = WithPlan();
  v1::Entry review = Reviewed("2025-02-10", 40, "SEEK_ADVICE", kNextJune);
  review.mutable_plan_reviewed()->add_decisions(v1::REVIEW_DECISION_SEEK_EHC_NEEDS_ASSESSMENT);
  history.Add("2025-02-10", review);
  EXPECT_THAT(ToDos(PlanOf(history, "2025-02-11")),
              ElementsAre("Carry out \"seek advice\" decided 10 Feb 2025 (1)",
                          "Carry out \"seek EHC needs assessment\" decided 10 Feb 2025 (1)"));

  history
      .Add("2025-02-12", EntryOn("2025-02-12",
                                 "permission_recorded { act: PERMISSION_ACT_ASKED "
                                 "services: OUTSIDE_SERVICE_CAMHS }"))
      .Add("2025-02-13", EntryOn("2025-02-13", "ehc_requested { requester: CAPACITY_HEAD }"));
  EXPECT_THAT(ToDos(PlanOf(history, "2025-02-14")), IsEmpty());
}

TEST(ToDo, SendsNotesOfTheLastMeetingAfterAWeek) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-11-18",
              EntryOn("2024-11-18",
                      "meeting_held { meeting: MEETING_TYPE_REVIEW "
                      "attendees { name: 'Mo Example' capacity: CAPACITY_PARENT } }"));
  EXPECT_THAT(ToDos(PlanOf(history, "2024-11-25")), IsEmpty());
  EXPECT_THAT(ToDos(PlanOf(history, "2024-11-26")),
              ElementsAre("Send notes of the meeting of 18 Nov 2024 (usual: within a week) (1)"));

  history.Add("2024-11-27", EntryOn("2024-11-27",
                                    "notice_sent { notice: NOTICE_KIND_PLAN_COPY "
                                    "recipients: 'Mo Example' notes_included: true "
                                    "}"));
  EXPECT_THAT(ToDos(PlanOf(history, "2024-11-27")), IsEmpty());
}

TEST(ToDo, ExpectsNoNotesOfAParentsEvening) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-11-18",
              EntryOn("2024-11-18",
                      "meeting_held { meeting: MEETING_TYPE_PARENTS_EVENING "
                      "attendees { name: 'Mo Example' capacity: CAPACITY_PARENT } }"));

  EXPECT_THAT(ToDos(PlanOf(history, "2025-01-26")), IsEmpty());
}

TEST(ToDo, HoldsTheReviewWhoseDatePassed) {
  EXPECT_THAT(ToDos(PlanOf(WithPlan(), "2025-02-14")), IsEmpty());
  EXPECT_THAT(ToDos(PlanOf(WithPlan(), "2025-02-20")),
              ElementsAre("Hold the review that was due 14 Feb 2025 (6)"));
}

TEST(ToDo, IsEmptyForAVersionThatIsNoLongerUsed) {
  HistoryBuilder history = WithPlan();
  history.Add("2025-01-13", CompletePlan("2025-01-13", 2));

  EXPECT_THAT(ToDos(PlanOf(history, "2025-02-20", {.version = 1})), IsEmpty());
}

}  // namespace
}  // namespace cairn
