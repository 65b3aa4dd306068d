// What stood on a day stands on that day whatever came later, and what is owed by another school
// does not stay here.
#include "projections/duties/duty_join.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/duties.h"
#include "projections/record/fold.h"
#include "tests/support/history_builder.h"
#include "tests/unit/projections/duties/found_duties.h"

namespace cairn {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

// Everything that was ever recorded, as rows are made.
std::vector<std::string> RulesOn(const HistoryBuilder& history, std::string_view day) {
  const rows::DutiesRows rows = DutyRowsOf(Fold({}, history.events()));
  SchoolYears years(nullptr);
  std::vector<std::string> rules;
  for (const DutyOnDay& duty : JoinDuties(rows, years, Day(day))) {
    rules.emplace_back(duty.rule_id());
  }
  return rules;
}

v1::Entry Notified(std::string_view day, const std::string& decision) {
  return EntryOn(day, "ehc_decision_notified { decision: EHC_DECISION_" + decision + " }");
}

TEST(JoinDuties, KeepsThePlanOnTheListUntilTheNoticeThatThereWillBeNone) {
  HistoryBuilder history = Requested();
  history.Add("2024-12-10", Notified("2024-12-10", "ASSESS"))
      .Add("2025-02-20", Notified("2025-02-20", "REFUSE_TO_ISSUE"));

  EXPECT_THAT(RulesOn(history, "2025-02-19"), Contains("ehc.final_plan"));
  EXPECT_THAT(RulesOn(history, "2025-02-19"), Not(Contains("ehc.no_plan_notice")));
  EXPECT_THAT(RulesOn(history, "2025-02-20"), Not(Contains("ehc.final_plan")));
  EXPECT_THAT(RulesOn(history, "2025-02-20"), Contains("ehc.no_plan_notice"));
}

TEST(JoinDuties, KeepsThePlanAfterAnOrderUntilTheNoticeThatThereWillBeNone) {
  HistoryBuilder history;
  history.Add("2024-09-02", "dispute_opened { dispute_id: 'd' dispute: DISPUTE_KIND_APPEAL }")
      .Add("2025-01-06",
           "dispute_step_recorded { dispute_id: 'd' step: DISPUTE_STEP_ORDER_MADE order: "
           "'la_must_assess' }")
      .Add("2025-03-03", Notified("2025-03-03", "REFUSE_TO_ISSUE"));

  EXPECT_THAT(RulesOn(history, "2025-03-02"), Contains("order.assess.final_plan"));
  EXPECT_THAT(RulesOn(history, "2025-03-03"), Not(Contains("order.assess.final_plan")));
  EXPECT_THAT(RulesOn(history, "2025-03-03"), Contains("order.assess.no_plan_notice"));
}

TEST(JoinDuties, KeepsTheInvitationOnTheListUntilTheMeetingIsCalledOff) {
  HistoryBuilder history;
  history
      .Add("2025-01-06",
           "meeting_scheduled { meeting: MEETING_TYPE_ANNUAL_REVIEW meeting_id: 'm' scheduled_for "
           "{ year: 2025 month: 3 day: 3 } }")
      .Add("2025-02-24",
           "meeting_not_held { meeting: MEETING_TYPE_ANNUAL_REVIEW meeting_id: 'm' }");

  EXPECT_THAT(RulesOn(history, "2025-02-23"),
              ElementsAre("review.notice_of_meeting", "review.papers"));
  EXPECT_THAT(RulesOn(history, "2025-02-24"), IsEmpty());
}

// Section I alone: no mediation is needed first, and no certificate gives more time.
TEST(JoinDuties, KeepsMediationOpenUntilAnAppealIsAboutTheSchoolAlone) {
  HistoryBuilder history;
  history.Add("2025-01-06", Notified("2025-01-06", "MAINTAIN"))
      .Add("2025-01-20", "dispute_opened { dispute_id: 'm' dispute: DISPUTE_KIND_MEDIATION }")
      .Add("2025-02-28",
           "dispute_step_recorded { dispute_id: 'm' step: DISPUTE_STEP_CERTIFICATE_ISSUED "
           "certificate_date { year: 2025 month: 2 day: 28 } }")
      .Add("2025-03-04",
           "dispute_opened { dispute_id: 'a' dispute: DISPUTE_KIND_APPEAL appeal_type: "
           "'section_i_only' }");

  EXPECT_THAT(RulesOn(history, "2025-03-03"), Contains("mediation.contact"));
  EXPECT_THAT(RulesOn(history, "2025-03-03"), Contains("appeal.from_certificate"));
  EXPECT_THAT(RulesOn(history, "2025-03-04"), Not(Contains("mediation.contact")));
  EXPECT_THAT(RulesOn(history, "2025-03-04"), Contains("appeal.from_notice"));
}

// A plan, and its yearly review at Elm; the child goes to Larchmere in July 2025.
HistoryBuilder PlanThenLeft() {
  HistoryBuilder history;
  history.Add("2024-09-02", "record_opened { name: 'Wren' }")
      .Add("2024-09-02", "placement_recorded { school: 'Elm' }")
      .Add("2024-10-01", "ehc_plan_served { stage: EHC_PLAN_STAGE_FINAL }")
      .Add("2025-07-15", "meeting_held { meeting: MEETING_TYPE_ANNUAL_REVIEW }")
      .Add("2025-07-18", "record_handed_over { to_school: 'Larchmere' }");
  return history;
}

TEST(JoinDuties, LeavesTheNextReviewToTheSchoolThatTheChildGoesTo) {
  const HistoryBuilder history = PlanThenLeft();

  EXPECT_THAT(RulesOn(history, "2025-07-17"), Contains("review.next"));
  EXPECT_THAT(RulesOn(history, "2025-07-18"), Not(Contains("review.next")));
  EXPECT_THAT(RulesOn(history, "2027-01-11"), Not(Contains("review.next")));
  // What the meeting here began is finished by those who held it and heard of it.
  EXPECT_THAT(RulesOn(history, "2025-09-01"), Contains("review.head_report"));
  EXPECT_THAT(RulesOn(history, "2025-09-01"), Contains("review.decision_notice"));
}

TEST(JoinDuties, ListsTheNextReviewAgainOfAChildWhoCameBackBeforeIt) {
  HistoryBuilder history = PlanThenLeft();
  history.Add("2026-01-05", "placement_recorded { school: 'Elm' }");

  EXPECT_THAT(RulesOn(history, "2026-01-04"), Not(Contains("review.next")));
  EXPECT_THAT(RulesOn(history, "2026-01-05"), Contains("review.next"));
}

TEST(JoinDuties, TakesAStayAtAThirdSchoolForNoReturn) {
  HistoryBuilder history = PlanThenLeft();
  history.Add("2026-01-05", "placement_recorded { school: 'Ashdown' }");

  EXPECT_THAT(RulesOn(history, "2026-01-05"), Not(Contains("review.next")));
}

TEST(JoinDuties, KeepsWhatHadFallenDueBeforeTheChildLeft) {
  HistoryBuilder history;
  history.Add("2024-09-02", "record_opened { name: 'Wren' }")
      .Add("2024-10-01", "ehc_plan_served { stage: EHC_PLAN_STAGE_FINAL }")
      .Add("2025-12-19", "record_handed_over { to_school: 'Larchmere' }");

  EXPECT_THAT(RulesOn(history, "2026-01-05"), Contains("review.first"));
}

}  // namespace
}  // namespace cairn
