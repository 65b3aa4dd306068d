#include "projections/duties.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

CivilDate Day(int year, int month, int day) { return CivilDate::Of(year, month, day).value(); }

std::vector<Duty> DutiesOf(const HistoryBuilder& history, std::string_view rule, CivilDate day) {
  std::vector<Duty> found;
  for (Duty& duty : DutiesOn(Fold({}, history.events(), {}, {.day = day}), nullptr, day)) {
    if (duty.rule_id() == rule) found.push_back(std::move(duty));
  }
  return found;
}

std::string Sentence(const std::vector<Duty>& duties) {
  if (duties.size() != 1) return std::to_string(duties.size()) + " duties";
  return FormatDate(duties[0].due.due) + ": " + duties[0].status.sentence;
}

HistoryBuilder Requested() {
  HistoryBuilder history;
  history.Add("2024-11-05",
              EntryOn("2024-11-05",
                      "ehc_requested { requester: CAPACITY_PARENT received_by_authority "
                      "{ year: 2024 month: 11 day: 5 } }"));
  return history;
}

constexpr char kFinal[] = "ehc.final_plan";
const CivilDate kSpring = Day(2025, 4, 1);

TEST(Duties, NameTheEntryThatStartedTheClock) {
  const std::vector<Duty> duties =
      DutiesOf(Requested(), "ehc.decide_whether_to_assess", Day(2024, 12, 5));

  ASSERT_EQ(duties.size(), 1u);
  EXPECT_TRUE(duties[0].started_by->entry().has_ehc_requested());
  EXPECT_EQ(duties[0].done_by, nullptr);
  EXPECT_FALSE(duties[0].IsOverdue());
  EXPECT_THAT(duties[0].explanation,
              HasSubstr("within 6 weeks of 5 Nov 2024, when the authority received the request"));
}

TEST(Duties, AreOverdueWhenNothingMetThem) {
  const std::vector<Duty> duties = DutiesOf(Requested(), kFinal, kSpring);

  ASSERT_EQ(duties.size(), 1u);
  EXPECT_TRUE(duties[0].IsOverdue());
  EXPECT_EQ(Sentence(duties), "25 Mar 2025: 7 days late");
}

TEST(Duties, NameTheEntryThatMetThem) {
  HistoryBuilder history = Requested();
  history.Add("2025-03-20", EntryOn("2025-03-20",
                                    "ehc_plan_served { stage: EHC_PLAN_STAGE_FINAL plan_date "
                                    "{ year: 2025 month: 3 day: 20 } }"));

  const std::vector<Duty> duties = DutiesOf(history, kFinal, kSpring);

  ASSERT_EQ(duties.size(), 1u);
  EXPECT_TRUE(duties[0].done_by->entry().has_ehc_plan_served());
  EXPECT_EQ(duties[0].done, Day(2025, 3, 20));
}

// The exception pauses nothing: both dates are kept.
TEST(Duties, KeepTheDateBesideAClaimThatExcusesIt) {
  HistoryBuilder history = Requested();
  history.Add("2025-03-20",
              EntryOn("2025-03-20",
                      "ehc_exception_claimed { ground: EHC_EXCEPTION_GROUND_AWAY "
                      "limit: EHC_LIMIT_FINAL_PLAN from { year: 2025 month: 2 day: 10 } "
                      "to { year: 2025 month: 3 day: 28 } }"));

  const std::vector<Duty> duties = DutiesOf(history, kFinal, kSpring);

  ASSERT_EQ(duties.size(), 1u);
  EXPECT_EQ(duties[0].due.due, Day(2025, 3, 25));
  ASSERT_EQ(duties[0].excuses.size(), 1u);
  EXPECT_EQ(duties[0].excuses[0].excused_to, Day(2025, 3, 28));
  EXPECT_TRUE(duties[0].IsOverdue());
}

TEST(Duties, DoNotTakeTheAnswerToALaterRequestForAnEarlierOne) {
  HistoryBuilder history = Requested();
  history
      .Add("2025-06-02", EntryOn("2025-06-02",
                                 "ehc_requested { requester: CAPACITY_PARENT received_by_authority "
                                 "{ year: 2025 month: 6 day: 2 } }"))
      .Add("2025-06-20",
           EntryOn("2025-06-20",
                   "ehc_decision_notified { decision: EHC_DECISION_ASSESS notice_sent "
                   "{ year: 2025 month: 6 day: 20 } }"));

  const std::vector<Duty> duties =
      DutiesOf(history, "ehc.decide_whether_to_assess", Day(2025, 7, 1));

  ASSERT_EQ(duties.size(), 2u);
  EXPECT_TRUE(duties[0].IsOverdue());
  EXPECT_EQ(duties[1].done, Day(2025, 6, 20));
}

TEST(Duties, CountAdviceFromTheRequestForIt) {
  HistoryBuilder history;
  history
      .Add("2025-01-10", EntryOn("2025-01-10",
                                 "ehc_advice_requested { asked_of: 'EP service' received_on "
                                 "{ year: 2025 month: 1 day: 13 } }"))
      .Add("2025-02-20", EntryOn("2025-02-20", "ehc_advice_given { given_by: 'EP service' }"));

  EXPECT_EQ(Sentence(DutiesOf(history, "ehc.advice", kSpring)),
            "24 Feb 2025: done 20 Feb 2025, 4 days before it was due");
}

TEST(Duties, FollowAnAnnualReviewToTheAmendedPlan) {
  HistoryBuilder history;
  history
      .Add("2025-11-12",
           EntryOn("2025-11-12", "meeting_held { meeting: MEETING_TYPE_ANNUAL_REVIEW }"))
      .Add("2025-12-10", EntryOn("2025-12-10",
                                 "ehc_decision_notified { decision: EHC_DECISION_AMEND "
                                 "notice_sent { year: 2025 month: 12 day: 10 } }"));
  const CivilDate day = Day(2026, 1, 5);

  EXPECT_EQ(Sentence(DutiesOf(history, "review.head_report", day)), "26 Nov 2025: 40 days late");
  EXPECT_EQ(Sentence(DutiesOf(history, "review.decision_notice", day)),
            "10 Dec 2025: done 10 Dec 2025, on the last day");
  EXPECT_EQ(Sentence(DutiesOf(history, "review.amended_final", day)), "4 Feb 2026: 30 days left");
}

TEST(Duties, AskForTheInvitationTwoWeeksBeforeAnAnnualReview) {
  HistoryBuilder history;
  history.Add("2025-10-01", EntryOn("2025-10-01",
                                    "meeting_scheduled { meeting: MEETING_TYPE_ANNUAL_REVIEW "
                                    "scheduled_for { year: 2025 month: 11 day: 12 } }"));

  EXPECT_EQ(Sentence(DutiesOf(history, "review.notice_of_meeting", Day(2025, 10, 20))),
            "29 Oct 2025: 9 days left");
}

TEST(Duties, LeaveOutASchoolDayClockWithoutTerms) {
  HistoryBuilder history;
  history.Add("2025-12-19", EntryOn("2025-12-19", "record_handed_over { to_school: 'Larchmere' }"));

  EXPECT_THAT(DutiesOf(history, "record.transfer", Day(2026, 1, 5)), IsEmpty());
}

TEST(Duties, AreInTheOrderOfTheirDates) {
  HistoryBuilder history = Requested();
  history.Add("2024-11-15",
              EntryOn("2024-10-15",
                      "permission_recorded { act: PERMISSION_ACT_GIVEN services: "
                      "OUTSIDE_SERVICE_CAMHS expires { year: 2024 month: 12 day: 1 } }"));
  std::vector<std::string> rules;
  const Record record = Fold({}, history.events());
  for (const Duty& duty : DutiesOn(record, nullptr, kSpring)) {
    rules.emplace_back(duty.rule_id());
  }

  EXPECT_THAT(rules, ElementsAre("permission.expires", "ehc.decide_whether_to_assess", kFinal));
}

}  // namespace
}  // namespace cairn
