// What is owed from a request for an EHC needs assessment to the final plan.
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/projections/duties/found_duties.h"

namespace cairn {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kFinal[] = "ehc.final_plan";
const CivilDate kSpring = Day(2025, 4, 1);

TEST(AssessmentDuties, NameTheEntryThatStartedTheClock) {
  const std::vector<Duty> duties =
      DutiesOf(Requested(), "ehc.decide_whether_to_assess", Day(2024, 12, 5));

  ASSERT_EQ(duties.size(), 1u);
  EXPECT_TRUE(duties[0].started_by->entry().has_ehc_requested());
  EXPECT_EQ(duties[0].done_by, nullptr);
  EXPECT_FALSE(duties[0].IsOverdue());
  EXPECT_THAT(duties[0].explanation,
              HasSubstr("within 6 weeks of 5 Nov 2024, when the authority received the request"));
}

TEST(AssessmentDuties, AreOverdueWhenNothingMetThem) {
  const std::vector<Duty> duties = DutiesOf(Requested(), kFinal, kSpring);

  ASSERT_EQ(duties.size(), 1u);
  EXPECT_TRUE(duties[0].IsOverdue());
  EXPECT_EQ(Sentence(duties), "25 Mar 2025: 7 days late");
}

TEST(AssessmentDuties, NameTheEntryThatMetThem) {
  HistoryBuilder history = Requested();
  history.Add(
      "2025-03-20",
      "ehc_plan_served { stage: EHC_PLAN_STAGE_FINAL plan_date { year: 2025 month: 3 day: 20 } }");

  const std::vector<Duty> duties = DutiesOf(history, kFinal, kSpring);

  ASSERT_EQ(duties.size(), 1u);
  EXPECT_TRUE(duties[0].done_by->entry().has_ehc_plan_served());
  EXPECT_EQ(duties[0].done, Day(2025, 3, 20));
}

// The exception pauses nothing: both dates are kept.
TEST(AssessmentDuties, KeepTheDateBesideAClaimThatExcusesIt) {
  HistoryBuilder history = Requested();
  history.Add(
      "2025-03-20",
      "ehc_exception_claimed { ground: EHC_EXCEPTION_GROUND_AWAY limit: EHC_LIMIT_FINAL_PLAN from "
      "{ year: 2025 month: 2 day: 10 } to { year: 2025 month: 3 day: 28 } }");

  const std::vector<Duty> duties = DutiesOf(history, kFinal, kSpring);

  ASSERT_EQ(duties.size(), 1u);
  EXPECT_EQ(duties[0].due.due, Day(2025, 3, 25));
  ASSERT_EQ(duties[0].excuses.size(), 1u);
  EXPECT_EQ(duties[0].excuses[0].excused_to, Day(2025, 3, 28));
  EXPECT_TRUE(duties[0].IsOverdue());
}

TEST(AssessmentDuties, DoNotTakeTheAnswerToALaterRequestForAnEarlierOne) {
  HistoryBuilder history = Requested();
  history
      .Add("2025-06-02",
           "ehc_requested { requester: CAPACITY_PARENT received_by_authority { year: 2025 month: 6 "
           "day: 2 } }")
      .Add("2025-06-20",
           "ehc_decision_notified { decision: EHC_DECISION_ASSESS notice_sent { year: 2025 month: "
           "6 day: 20 } }");

  const std::vector<Duty> duties =
      DutiesOf(history, "ehc.decide_whether_to_assess", Day(2025, 7, 1));

  ASSERT_EQ(duties.size(), 2u);
  EXPECT_TRUE(duties[0].IsOverdue());
  EXPECT_EQ(duties[1].done, Day(2025, 6, 20));
}

TEST(AssessmentDuties, TakeSchoolAndParentWhoBothAskForOneRequest) {
  HistoryBuilder history = Requested();
  history
      .Add("2024-11-20",
           "ehc_requested { requester: CAPACITY_HEAD received_by_authority { year: 2024 month: 11 "
           "day: 20 } }")
      .Add("2024-12-17", Decided("2024-12-17", "ASSESS", "year: 2024 month: 12 day: 17"));

  EXPECT_EQ(Sentence(DutiesOf(history, "ehc.decide_whether_to_assess", kSpring)),
            "17 Dec 2024: done 17 Dec 2024, on the last day");
}

TEST(AssessmentDuties, CountFromTheMoveWhenThereIsNoRequest) {
  HistoryBuilder history;
  history.Add("2024-11-05",
              "ehc_requested { requester: CAPACITY_PARENT responsible_from { year: 2024 month: 11 "
              "day: 5 } }");

  EXPECT_EQ(DutiesOf(history, "ehc.decide_whether_to_assess_after_move", kSpring).size(), 1u);
  EXPECT_THAT(DutiesOf(history, "ehc.decide_whether_to_assess", kSpring), IsEmpty());
}

TEST(AssessmentDuties, CountAdviceFromTheRequestForIt) {
  HistoryBuilder history;
  history
      .Add("2025-01-10",
           "ehc_advice_requested { asked_of: 'EP service' received_on { year: 2025 month: 1 day: "
           "13 } }")
      .Add("2025-02-20", "ehc_advice_given { given_by: 'EP service' }");

  EXPECT_EQ(Sentence(DutiesOf(history, "ehc.advice", kSpring)),
            "24 Feb 2025: done 20 Feb 2025, 4 days before it was due");
}

TEST(AssessmentDuties, HaveAFinalPlanToWaitForUntilTheRefusal) {
  HistoryBuilder history = Requested();
  history.Add("2024-12-17",
              Decided("2024-12-17", "REFUSE_TO_ASSESS", "year: 2024 month: 12 day: 17"));

  EXPECT_EQ(DutiesOfAll(history, kFinal, Day(2024, 12, 16)).size(), 1u);
  EXPECT_THAT(DutiesOfAll(history, kFinal, Day(2024, 12, 17)), IsEmpty());
}

}  // namespace
}  // namespace cairn
