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

// The same of everything that was ever recorded, as rows are made.
std::vector<Duty> DutiesOnOf(const HistoryBuilder& history, std::string_view rule, CivilDate day) {
  std::vector<Duty> found;
  for (Duty& duty : DutiesOn(Fold({}, history.events()), nullptr, day)) {
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

v1::Entry Decided(std::string_view day, std::string_view decision, std::string_view sent) {
  return EntryOn(day, "ehc_decision_notified { decision: EHC_DECISION_" + std::string(decision) +
                          " notice_sent { " + std::string(sent) + " } }");
}

TEST(Duties, NeverCallARightThatWasNotUsedOverdue) {
  HistoryBuilder history;
  history.Add("2025-07-01",
              Decided("2025-07-01", "REFUSE_TO_ASSESS", "year: 2025 month: 7 day: 1"));
  const CivilDate day = Day(2025, 10, 1);

  EXPECT_EQ(Sentence(DutiesOf(history, "appeal.from_notice", day)),
            "1 Sep 2025: ended 30 days ago");
  EXPECT_EQ(Sentence(DutiesOf(history, "mediation.contact", day)), "1 Sep 2025: ended 30 days ago");
  EXPECT_FALSE(DutiesOf(history, "appeal.from_notice", day)[0].IsOverdue());
}

TEST(Duties, DoNotTakeACertificateAboutOneNoticeForAnother) {
  HistoryBuilder history;
  history.Add("2025-07-01", Decided("2025-07-01", "REFUSE_TO_ASSESS", "year: 2025 month: 7 day: 1"))
      .Add("2025-12-10", Decided("2025-12-10", "REFUSE_TO_ISSUE", "year: 2025 month: 12 day: 10"))
      .Add("2025-12-12",
           EntryOn("2025-12-12",
                   "dispute_opened { dispute_id: 'm' dispute: DISPUTE_KIND_MEDIATION }"))
      .Add("2026-02-02",
           EntryOn("2026-02-02",
                   "dispute_step_recorded { dispute_id: 'm' step: DISPUTE_STEP_CERTIFICATE_ISSUED "
                   "certificate_date { year: 2026 month: 2 day: 2 } }"));

  const std::vector<Duty> appeals = DutiesOf(history, "appeal.from_certificate", Day(2026, 2, 3));

  ASSERT_EQ(appeals.size(), 1u);
  EXPECT_EQ(appeals[0].due.due, Day(2026, 3, 2));
  EXPECT_EQ(appeals[0].started_by->entry().ehc_decision_notified().decision(),
            v1::EHC_DECISION_REFUSE_TO_ISSUE);
}

TEST(Duties, TakeSchoolAndParentWhoBothAskForOneRequest) {
  HistoryBuilder history = Requested();
  history
      .Add("2024-11-20", EntryOn("2024-11-20",
                                 "ehc_requested { requester: CAPACITY_HEAD received_by_authority "
                                 "{ year: 2024 month: 11 day: 20 } }"))
      .Add("2024-12-17", Decided("2024-12-17", "ASSESS", "year: 2024 month: 12 day: 17"));

  EXPECT_EQ(Sentence(DutiesOf(history, "ehc.decide_whether_to_assess", kSpring)),
            "17 Dec 2024: done 17 Dec 2024, on the last day");
}

TEST(Duties, CountFromTheMoveWhenThereIsNoRequest) {
  HistoryBuilder history;
  history.Add("2024-11-05", EntryOn("2024-11-05",
                                    "ehc_requested { requester: CAPACITY_PARENT responsible_from "
                                    "{ year: 2024 month: 11 day: 5 } }"));

  EXPECT_EQ(DutiesOf(history, "ehc.decide_whether_to_assess_after_move", kSpring).size(), 1u);
  EXPECT_THAT(DutiesOf(history, "ehc.decide_whether_to_assess", kSpring), IsEmpty());
}

TEST(Duties, CountThreeMonthsForAnExtendedRequestWithAReason) {
  HistoryBuilder history;
  history.Add("2025-01-10",
              EntryOn("2025-01-10",
                      "rights_requested { rights_request_id: 'r' right: RIGHTS_KIND_RECTIFICATION "
                      "extended: true extension_reason: 'many entries' }"));

  EXPECT_EQ(Sentence(DutiesOf(history, "rights.access_extended", kSpring)),
            "10 Apr 2025: 9 days left");
}

v1::Entry OnSenSupport() {
  return EntryOn("2023-09-04", "sen_status_set { status: SEN_PROVISION_K }");
}

TEST(Duties, TakeAnAnnualReportForTheYearThatItNames) {
  HistoryBuilder history;
  history.Add("2023-09-04", OnSenSupport())
      .Add("2025-09-15", EntryOn("2025-09-15",
                                 "notice_sent { notice: NOTICE_KIND_ANNUAL_REPORT recipients: 'Mo' "
                                 "school_year: '2024/25' }"));
  int reports = 0;
  const Record record = Fold({}, history.events());
  const auto calendar = EntryOn("2024-09-01",
                                "term_dates_set { school_year: '2024/25' terms { from { year: 2024 "
                                "month: 9 day: 2 } to { year: 2025 month: 7 day: 22 } } }");
  HistoryBuilder school;
  school.Add("2024-09-01", calendar);
  const Record of_school = Fold({}, school.events());
  for (const Duty& duty : DutiesOn(record, &of_school.setting, Day(2025, 10, 1))) {
    if (duty.rule_id() != "report.annual") continue;
    ++reports;
    EXPECT_EQ(duty.due.due, Day(2025, 7, 22));
    EXPECT_EQ(duty.done, Day(2025, 9, 15));
  }
  EXPECT_EQ(reports, 1);
}

TEST(Duties, EndForASchoolThatHasHandedTheFileOver) {
  HistoryBuilder history;
  history
      .Add("2025-09-10",
           EntryOn("2025-09-10",
                   "plan_issued { plan_id: 'p' plan_kind: PLAN_KIND_SEN_SUPPORT review_due { year: "
                   "2026 month: 3 day: 10 } content { needs: 'x' } }"))
      .Add("2025-12-19", EntryOn("2025-12-19", "record_handed_over { to_school: 'Larchmere' }"));

  EXPECT_THAT(DutiesOf(history, "review.agreed_date", Day(2026, 4, 1)), IsEmpty());
}

TEST(Duties, EndWithThePlanThatWasClosed) {
  HistoryBuilder history;
  history
      .Add("2025-09-10",
           EntryOn("2025-09-10",
                   "plan_issued { plan_id: 'p' plan_kind: PLAN_KIND_SEN_SUPPORT review_due { year: "
                   "2026 month: 3 day: 10 } content { needs: 'x' } }"))
      .Add("2026-01-19",
           EntryOn("2026-01-19",
                   "plan_closed { plan_id: 'p' reason: PLAN_END_REASON_OUTCOMES_MET }"));

  EXPECT_THAT(DutiesOf(history, "review.agreed_date", Day(2026, 4, 1)), IsEmpty());
}

TEST(Duties, HaveAFinalPlanToWaitForUntilTheRefusal) {
  HistoryBuilder history = Requested();
  history.Add("2024-12-17",
              Decided("2024-12-17", "REFUSE_TO_ASSESS", "year: 2024 month: 12 day: 17"));

  EXPECT_EQ(DutiesOnOf(history, kFinal, Day(2024, 12, 16)).size(), 1u);
  EXPECT_THAT(DutiesOnOf(history, kFinal, Day(2024, 12, 17)), IsEmpty());
}

HistoryBuilder PlanServed(std::string_view day, std::string_view date) {
  HistoryBuilder history;
  history.Add(day, EntryOn(day, "ehc_plan_served { stage: EHC_PLAN_STAGE_FINAL plan_date { " +
                                    std::string(date) + " } }"));
  return history;
}

TEST(Duties, AskForNoReviewOfAPlanThatHasCeasedUntilANewOneIsMade) {
  HistoryBuilder history = PlanServed("2024-01-15", "year: 2024 month: 1 day: 15");
  history.Add("2024-06-03", Decided("2024-06-03", "CEASE", "year: 2024 month: 6 day: 3"))
      .Add("2024-10-01", EntryOn("2024-10-01",
                                 "ehc_plan_served { stage: EHC_PLAN_STAGE_FINAL plan_date "
                                 "{ year: 2024 month: 10 day: 1 } }"));

  EXPECT_EQ(DutiesOnOf(history, "review.first", Day(2024, 6, 2)).size(), 1u);
  EXPECT_THAT(DutiesOnOf(history, "review.first", Day(2024, 6, 3)), IsEmpty());
  EXPECT_THAT(DutiesOnOf(history, "review.first", Day(2024, 9, 30)), IsEmpty());
  EXPECT_EQ(DutiesOnOf(history, "review.first", Day(2024, 10, 1)).size(), 2u);
}

TEST(Duties, CountAnAppealFromTheCertificateOnlyOnceItIsThere) {
  HistoryBuilder history;
  history.Add("2025-07-01", Decided("2025-07-01", "REFUSE_TO_ASSESS", "year: 2025 month: 7 day: 1"))
      .Add("2025-07-05",
           EntryOn("2025-07-05",
                   "dispute_opened { dispute_id: 'm' dispute: DISPUTE_KIND_MEDIATION }"))
      .Add("2025-08-20",
           EntryOn("2025-08-20",
                   "dispute_step_recorded { dispute_id: 'm' step: DISPUTE_STEP_CERTIFICATE_ISSUED "
                   "certificate_date { year: 2025 month: 8 day: 20 } }"));

  EXPECT_EQ(DutiesOnOf(history, "appeal.from_notice", Day(2025, 8, 19)).size(), 1u);
  EXPECT_THAT(DutiesOnOf(history, "appeal.from_notice", Day(2025, 8, 20)), IsEmpty());
  EXPECT_EQ(DutiesOnOf(history, "appeal.from_certificate", Day(2025, 8, 20)).size(), 1u);
}

TEST(Duties, LetAnAccessRequestStandStillDayByDay) {
  HistoryBuilder history;
  history.Add("2026-03-02",
              EntryOn("2026-03-02",
                      "rights_requested { rights_request_id: 'r' right: RIGHTS_KIND_ACCESS "
                      "clarification_asked_on { year: 2026 month: 3 day: 10 } "
                      "clarification_given_on { year: 2026 month: 3 day: 16 } }"));

  EXPECT_EQ(DutiesOnOf(history, "rights.access", Day(2026, 3, 9))[0].due.due, Day(2026, 4, 2));
  EXPECT_EQ(DutiesOnOf(history, "rights.access", Day(2026, 3, 12))[0].due.paused_days, 3);
  EXPECT_EQ(DutiesOnOf(history, "rights.access", Day(2026, 3, 30))[0].due.paused_days, 7);
}

TEST(Duties, AskForAMeetingWithTheSencoInEveryYearOfSupport) {
  HistoryBuilder history;
  history.Add("2023-09-04", OnSenSupport())
      .Add("2024-11-05", EntryOn("2024-11-05",
                                 "meeting_held { meeting: MEETING_TYPE_REVIEW attendees "
                                 "{ name: 'Ash' capacity: CAPACITY_SENCO } }"))
      .Add("2025-10-01", EntryOn("2025-10-01", "sen_status_set { status: SEN_PROVISION_N }"));
  const auto met = [&](CivilDate day) {
    std::string sentences;
    for (const Duty& duty : DutiesOnOf(history, "senco.met_in_year", day)) {
      sentences += FormatDate(duty.due.due) + ": " + duty.status.sentence + "; ";
    }
    return sentences;
  };

  EXPECT_EQ(met(Day(2024, 12, 1)),
            "31 Aug 2024: 92 days after the usual time; 31 Aug 2025: done 5 Nov 2024, 299 days "
            "before it was due; ");
  EXPECT_EQ(met(Day(2025, 9, 30)),
            "31 Aug 2025: done 5 Nov 2024, 299 days before it was due; 31 Aug 2026: 335 days "
            "left; ");
  EXPECT_EQ(met(Day(2025, 10, 1)), "31 Aug 2025: done 5 Nov 2024, 299 days before it was due; ");
  EXPECT_EQ(met(Day(2026, 9, 1)), "");
}

HistoryBuilder ToBeAmended() {
  HistoryBuilder history;
  history
      .Add("2025-11-12",
           EntryOn("2025-11-12", "meeting_held { meeting: MEETING_TYPE_ANNUAL_REVIEW }"))
      .Add("2025-12-10", Decided("2025-12-10", "AMEND", "year: 2025 month: 12 day: 10"));
  return history;
}

TEST(Duties, WaitForNoAmendedPlanAfterTheNoticeNotToAmend) {
  HistoryBuilder history = ToBeAmended();
  history.Add("2026-01-20", Decided("2026-01-20", "MAINTAIN", "year: 2026 month: 1 day: 20"));

  EXPECT_EQ(Sentence(DutiesOnOf(history, "review.amended_final", Day(2026, 1, 19))),
            "4 Feb 2026: 16 days left");
  EXPECT_THAT(DutiesOnOf(history, "review.not_amended_notice", Day(2026, 1, 19)), IsEmpty());
  EXPECT_THAT(DutiesOnOf(history, "review.amended_final", Day(2026, 1, 20)), IsEmpty());
  EXPECT_EQ(Sentence(DutiesOnOf(history, "review.not_amended_notice", Day(2026, 3, 1))),
            "4 Feb 2026: done 20 Jan 2026, 15 days before it was due");
}

TEST(Duties, DoNotTakeTheEndOfAnAmendedPlanForTheNoticeNotToAmend) {
  HistoryBuilder history = ToBeAmended();
  history
      .Add("2026-02-02", EntryOn("2026-02-02",
                                 "ehc_plan_served { stage: EHC_PLAN_STAGE_AMENDED_FINAL plan_date "
                                 "{ year: 2026 month: 2 day: 2 } }"))
      .Add("2026-05-20", Decided("2026-05-20", "CEASE", "year: 2026 month: 5 day: 20"));

  EXPECT_EQ(Sentence(DutiesOnOf(history, "review.amended_final", Day(2026, 6, 1))),
            "4 Feb 2026: done 2 Feb 2026, 2 days before it was due");
  EXPECT_THAT(DutiesOnOf(history, "review.not_amended_notice", Day(2026, 6, 1)), IsEmpty());
}

TEST(Duties, LetAnAccessRequestStandStillNoLongerThanToItsAnswer) {
  HistoryBuilder history;
  history
      .Add("2026-03-02", EntryOn("2026-03-02",
                                 "rights_requested { rights_request_id: 'r' right: "
                                 "RIGHTS_KIND_ACCESS clarification_asked_on { year: 2026 month: 3 "
                                 "day: 10 } }"))
      .Add("2026-03-20", EntryOn("2026-03-20",
                                 "rights_answered { rights_request_id: 'r' answer: "
                                 "RIGHTS_ANSWER_GRANTED }"));

  const std::vector<Duty> then = DutiesOnOf(history, "rights.access", Day(2026, 3, 20));
  const std::vector<Duty> later = DutiesOnOf(history, "rights.access", Day(2026, 6, 1));
  ASSERT_EQ(then.size(), 1u);
  ASSERT_EQ(later.size(), 1u);
  EXPECT_EQ(later[0].due.due, then[0].due.due);
  EXPECT_EQ(later[0].due.paused_days, 11);
}

}  // namespace
}  // namespace cairn
