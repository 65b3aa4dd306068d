// What is owed from a plan to its reviews, and from an annual review to the amended plan.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/projections/duties/found_duties.h"

namespace cairn {
namespace {

using ::testing::IsEmpty;

TEST(ReviewDuties, FollowAnAnnualReviewToTheAmendedPlan) {
  HistoryBuilder history;
  history.Add("2025-11-12", "meeting_held { meeting: MEETING_TYPE_ANNUAL_REVIEW }")
      .Add("2025-12-10",
           "ehc_decision_notified { decision: EHC_DECISION_AMEND notice_sent { year: 2025 month: "
           "12 day: 10 } }");
  const CivilDate day = Day(2026, 1, 5);

  EXPECT_EQ(Sentence(DutiesOf(history, "review.head_report", day)), "26 Nov 2025: 40 days late");
  EXPECT_EQ(Sentence(DutiesOf(history, "review.decision_notice", day)),
            "10 Dec 2025: done 10 Dec 2025, on the last day");
  EXPECT_EQ(Sentence(DutiesOf(history, "review.amended_final", day)), "4 Feb 2026: 30 days left");
}

TEST(ReviewDuties, AskForTheInvitationTwoWeeksBeforeAnAnnualReview) {
  HistoryBuilder history;
  history.Add("2025-10-01",
              "meeting_scheduled { meeting: MEETING_TYPE_ANNUAL_REVIEW scheduled_for { year: 2025 "
              "month: 11 day: 12 } }");

  EXPECT_EQ(Sentence(DutiesOf(history, "review.notice_of_meeting", Day(2025, 10, 20))),
            "29 Oct 2025: 9 days left");
}

HistoryBuilder PlanServed(std::string_view day, std::string_view date) {
  HistoryBuilder history;
  history.Add(day, "ehc_plan_served { stage: EHC_PLAN_STAGE_FINAL plan_date { " +
                       std::string(date) + " } }");
  return history;
}

TEST(ReviewDuties, AskForNoReviewOfAPlanThatHasCeasedUntilANewOneIsMade) {
  HistoryBuilder history = PlanServed("2024-01-15", "year: 2024 month: 1 day: 15");
  history.Add("2024-06-03", Decided("2024-06-03", "CEASE", "year: 2024 month: 6 day: 3"))
      .Add("2024-10-01",
           "ehc_plan_served { stage: EHC_PLAN_STAGE_FINAL plan_date { year: 2024 month: 10 day: 1 "
           "} }");

  EXPECT_EQ(DutiesOfAll(history, "review.first", Day(2024, 6, 2)).size(), 1u);
  EXPECT_THAT(DutiesOfAll(history, "review.first", Day(2024, 6, 3)), IsEmpty());
  EXPECT_THAT(DutiesOfAll(history, "review.first", Day(2024, 9, 30)), IsEmpty());
  EXPECT_EQ(DutiesOfAll(history, "review.first", Day(2024, 10, 1)).size(), 2u);
}

HistoryBuilder ToBeAmended() {
  HistoryBuilder history;
  history.Add("2025-11-12", "meeting_held { meeting: MEETING_TYPE_ANNUAL_REVIEW }")
      .Add("2025-12-10", Decided("2025-12-10", "AMEND", "year: 2025 month: 12 day: 10"));
  return history;
}

TEST(ReviewDuties, WaitForNoAmendedPlanAfterTheNoticeNotToAmend) {
  HistoryBuilder history = ToBeAmended();
  history.Add("2026-01-20", Decided("2026-01-20", "MAINTAIN", "year: 2026 month: 1 day: 20"));

  EXPECT_EQ(Sentence(DutiesOfAll(history, "review.amended_final", Day(2026, 1, 19))),
            "4 Feb 2026: 16 days left");
  EXPECT_THAT(DutiesOfAll(history, "review.not_amended_notice", Day(2026, 1, 19)), IsEmpty());
  EXPECT_THAT(DutiesOfAll(history, "review.amended_final", Day(2026, 1, 20)), IsEmpty());
  EXPECT_EQ(Sentence(DutiesOfAll(history, "review.not_amended_notice", Day(2026, 3, 1))),
            "4 Feb 2026: done 20 Jan 2026, 15 days before it was due");
}

TEST(ReviewDuties, DoNotTakeTheEndOfAnAmendedPlanForTheNoticeNotToAmend) {
  HistoryBuilder history = ToBeAmended();
  history
      .Add("2026-02-02",
           "ehc_plan_served { stage: EHC_PLAN_STAGE_AMENDED_FINAL plan_date { year: 2026 month: 2 "
           "day: 2 } }")
      .Add("2026-05-20", Decided("2026-05-20", "CEASE", "year: 2026 month: 5 day: 20"));

  EXPECT_EQ(Sentence(DutiesOfAll(history, "review.amended_final", Day(2026, 6, 1))),
            "4 Feb 2026: done 2 Feb 2026, 2 days before it was due");
  EXPECT_THAT(DutiesOfAll(history, "review.not_amended_notice", Day(2026, 6, 1)), IsEmpty());
}

}  // namespace
}  // namespace cairn
