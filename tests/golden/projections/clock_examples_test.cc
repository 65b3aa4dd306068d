// Every worked example of a time limit, one sentence each: of the forms of words, the EHC clocks,
// reviews, orders, appeals and rights, and of what the letters in cases A and B state.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "eventstore/base/check.h"
#include "projections/calendar/access_clock.h"
#include "projections/calendar/clock_status.h"
#include "projections/calendar/excuses.h"
#include "projections/calendar/meetings_a_year.h"
#include "projections/calendar/retention_clock.h"
#include "projections/calendar/statutory_clocks.h"
#include "tests/support/calendar_days.h"

namespace cairn {
namespace {

// The day due under that rule for that start; Hollowtree's terms of case A for school days.
CivilDate DueBy(std::string_view rule_id, CivilDate start) {
  const SchoolCalendar hollowtree = {
      .terms = {{On(2025, 9, 2), On(2025, 12, 19)}, {On(2026, 1, 5), On(2026, 2, 13)}},
      .closures = {{On(2025, 10, 27), On(2025, 10, 31)}}};
  const std::optional<DueDate> due = ComputeDue(rule_id, start, &hollowtree);
  CAIRN_CHECK(due.has_value());
  return due->due;
}

// How what was done on `done` stands to that rule.
std::string Met(std::string_view rule_id, CivilDate start, CivilDate done) {
  const std::optional<DueDate> due = ComputeDue(rule_id, start);
  CAIRN_CHECK(due.has_value());
  return StatusOn(*due, done, done).sentence;
}

CivilDate Appeal(CivilDate notice_sent, std::optional<CivilDate> certificate = std::nullopt) {
  return AppealBy(notice_sent, certificate).due;
}

// A meeting about outcomes that a parent attended.
MeetingFact Review(CivilDate day) {
  return {.day = day, .about_outcomes = true, .parent_attended = true};
}

// Forms of words.

TEST(WorkedExample, ARequestReceivedOn5Nov2024IsDecidedBy17Dec2024) {
  EXPECT_EQ(DueBy("ehc.decide_whether_to_assess", On(2024, 11, 5)), On(2024, 12, 17));
}

TEST(WorkedExample, ADraftServedOn13Feb2025IsOpenTo27Feb2025) {
  EXPECT_EQ(DueBy("ehc.draft_representations", On(2025, 2, 13)), On(2025, 2, 27));
}

TEST(WorkedExample, AMeetingOn12Nov2025IsNotifiedBy29Oct2025) {
  EXPECT_EQ(DueBy("review.notice_of_meeting", On(2025, 11, 12)), On(2025, 10, 29));
  EXPECT_EQ(DueBy("review.papers", On(2025, 11, 12)), On(2025, 10, 29));
}

TEST(WorkedExample, TwoMonthsAfter31Dec2025End28Feb2026) {
  EXPECT_EQ(DueBy("mediation.contact", On(2025, 12, 31)), On(2026, 2, 28));
}

TEST(WorkedExample, ThreeWorkingDaysFromFriday27Jun2025EndWednesday2Jul) {
  EXPECT_EQ(DueBy("mediation.certificate", On(2025, 6, 27)), On(2025, 7, 2));
}

TEST(WorkedExample, FifteenSchoolDaysAfter19Dec2025End23Jan2026) {
  EXPECT_EQ(DueBy("record.transfer", On(2025, 12, 19)), On(2026, 1, 23));
}

TEST(WorkedExample, BeforeFebruary15MeansThe14thAndThe15thIsDisputed) {
  const std::optional<DueDate> due = ComputeDue("transfer.between_phases", On(2026, 9, 1));

  EXPECT_EQ(due->due, On(2026, 2, 14));
  EXPECT_EQ(due->contested, On(2026, 2, 15));
}

TEST(WorkedExample, BeforeMarch31MeansThe30thAndThe31stIsDisputed) {
  const std::optional<DueDate> due = ComputeDue("transfer.to_post_16", On(2026, 9, 1));

  EXPECT_EQ(due->due, On(2026, 3, 30));
  EXPECT_EQ(due->contested, On(2026, 3, 31));
}

TEST(WorkedExample, ATransferToPost16On1Sep2015HadUntilTheEndOfMay) {
  EXPECT_EQ(DueBy("transfer.to_post_16", On(2015, 9, 1)), On(2015, 5, 30));
  EXPECT_EQ(DueBy("transfer.to_post_16", On(2015, 8, 31)), On(2015, 3, 30));
}

// The main clock.

TEST(WorkedExample, TheClockOf5Nov2024EndsOn25Feb2025WithoutAndOn25Mar2025WithAPlan) {
  EXPECT_EQ(DueBy("ehc.no_plan_notice", On(2024, 11, 5)), On(2025, 2, 25));
  EXPECT_EQ(DueBy("ehc.final_plan", On(2024, 11, 5)), On(2025, 3, 25));
}

TEST(WorkedExample, TheClockOf6May2025RunsTo17Jun26AugAnd23Sep) {
  EXPECT_EQ(DueBy("ehc.decide_whether_to_assess", On(2025, 5, 6)), On(2025, 6, 17));
  EXPECT_EQ(DueBy("ehc.no_plan_notice", On(2025, 5, 6)), On(2025, 8, 26));
  EXPECT_EQ(DueBy("ehc.final_plan", On(2025, 5, 6)), On(2025, 9, 23));
}

TEST(WorkedExample, TheClockOf6Jun2025RunsTo18Jul26SepAnd24Oct) {
  EXPECT_EQ(DueBy("ehc.decide_whether_to_assess", On(2025, 6, 6)), On(2025, 7, 18));
  EXPECT_EQ(DueBy("ehc.no_plan_notice", On(2025, 6, 6)), On(2025, 9, 26));
  EXPECT_EQ(DueBy("ehc.final_plan", On(2025, 6, 6)), On(2025, 10, 24));
}

TEST(WorkedExample, ASchoolClosedFrom23JulTo3Sep2025ExcusesAdviceAskedFrom16JulTo26Aug) {
  const std::optional<ExcusedWindow> window = ClosureWindow(On(2025, 7, 23), On(2025, 9, 3));

  ASSERT_TRUE(window.has_value());
  EXPECT_EQ(window->first, On(2025, 7, 16));
  EXPECT_EQ(window->last_certain, On(2025, 8, 26));
  EXPECT_EQ(window->boundary, On(2025, 8, 27));
}

TEST(WorkedExample, ChristmasAndEasterClosuresNeverExcuse) {
  EXPECT_FALSE(ClosureWindow(On(2025, 12, 20), On(2026, 1, 5)).has_value());
  EXPECT_FALSE(ClosureWindow(On(2026, 3, 28), On(2026, 4, 13)).has_value());
}

// Reviews and orders.

TEST(WorkedExample, AReviewOn12Nov2025IsReportedOn26NovDecidedOn10DecAndFinalOn4Feb) {
  EXPECT_EQ(DueBy("review.head_report", On(2025, 11, 12)), On(2025, 11, 26));
  EXPECT_EQ(DueBy("review.decision_notice", On(2025, 11, 12)), On(2025, 12, 10));
  EXPECT_EQ(DueBy("review.amended_final", On(2025, 12, 10)), On(2026, 2, 4));
  EXPECT_EQ(DueBy("review.amended_final_from_meeting", On(2025, 11, 12)), On(2026, 2, 4));
}

TEST(WorkedExample, AnOrderToAssessOf14Nov2025RunsTo28Nov23JanAnd20Feb) {
  EXPECT_EQ(DueBy("order.assess.notify", On(2025, 11, 14)), On(2025, 11, 28));
  EXPECT_EQ(DueBy("order.assess.no_plan_notice", On(2025, 11, 14)), On(2026, 1, 23));
  EXPECT_EQ(DueBy("order.assess.final_plan", On(2025, 11, 14)), On(2026, 2, 20));
}

TEST(WorkedExample, OtherOrdersOf14Nov2025RunToTheirOwnDays) {
  EXPECT_EQ(DueBy("order.make_plan.draft", On(2025, 11, 14)), On(2025, 12, 19));
  EXPECT_EQ(DueBy("order.make_plan.final", On(2025, 11, 14)), On(2026, 1, 30));
  EXPECT_EQ(DueBy("order.amend", On(2025, 11, 14)), On(2025, 12, 19));
  EXPECT_EQ(DueBy("order.change_school", On(2025, 11, 14)), On(2025, 11, 28));
  EXPECT_EQ(DueBy("order.maintain", On(2025, 11, 14)), On(2025, 11, 14));
  EXPECT_EQ(DueBy("order.cease", On(2025, 11, 14)), On(2025, 11, 14));
}

TEST(WorkedExample, AnAppealableAgreementCountsLikeAnOrderAndOtherTermsTwoWeeks) {
  EXPECT_EQ(DueBy("agreement.assess.final_plan", On(2025, 11, 14)), On(2026, 2, 20));
  EXPECT_EQ(DueBy("mediation.terms", On(2025, 8, 6)), On(2025, 8, 20));
}

// Mediation and appeals.

TEST(WorkedExample, ARefusalSentOn17Jun2025IsAppealedByMonday1Sep) {
  EXPECT_EQ(Appeal(On(2025, 6, 17), On(2025, 7, 1)), On(2025, 9, 1));
  EXPECT_EQ(Appeal(On(2025, 6, 17)), On(2025, 9, 1));
}

TEST(WorkedExample, ARefusalOf1Jul2025WithACertificateOf7AugIsAppealedByMonday8Sep) {
  EXPECT_EQ(Appeal(On(2025, 7, 1), On(2025, 8, 7)), On(2025, 9, 8));
}

TEST(WorkedExample, ANoticeOf1OctWithACertificateOf29Nov2025IsAppealedByFriday2Jan) {
  EXPECT_EQ(Appeal(On(2025, 10, 1), On(2025, 11, 29)), On(2026, 1, 2));
}

TEST(WorkedExample, AResponseToAnAppealSentOn24Jul2025IsDueOn3Oct) {
  EXPECT_EQ(DueBy("appeal.response", On(2025, 7, 24)), On(2025, 10, 3));
}

// Rights and retention.

TEST(WorkedExample, AnAccessRequestOf12Mar2025IsAnsweredBy14Apr) {
  EXPECT_EQ(AccessDueBy({.received = On(2025, 3, 12)}, On(2025, 4, 3)).due.due, On(2025, 4, 14));
}

TEST(WorkedExample, ADataComplaintOf1Jul2026IsAcknowledgedBy30Jul) {
  EXPECT_EQ(DueBy("rights.data_complaint_acknowledged", On(2026, 7, 1)), On(2026, 7, 30));
}

TEST(WorkedExample, TheSenFileOfAChildBornOn19Jan2012IsKeptTo19Jan2043OrAsLongAsItIsHeld) {
  const HoldTerm hold = {.placed = On(2025, 1, 15)};

  const auto kept = KeptUntil("record.retention", On(2012, 1, 19), {&hold, 1}, On(2026, 2, 23));

  EXPECT_EQ(kept->kept_until.due, On(2043, 1, 19));
  EXPECT_TRUE(kept->is_held);
}

// Case A.

TEST(CaseA, RequestOf21May2025IsDecidedBy2Jul) {
  EXPECT_EQ(DueBy("ehc.decide_whether_to_assess", On(2025, 5, 21)), On(2025, 7, 2));
}

TEST(CaseA, MediationIsArrangedBy13AugAndItsTermsCarriedOutBy20Aug2025) {
  EXPECT_EQ(DueBy("mediation.arranged", On(2025, 7, 14)), On(2025, 8, 13));
  EXPECT_EQ(DueBy("mediation.terms", On(2025, 8, 6)), On(2025, 8, 20));
}

TEST(CaseA, RefusalOf1Jul2025WasADayBeforeItWasDue) {
  EXPECT_EQ(Met("ehc.decide_whether_to_assess", On(2025, 5, 21), On(2025, 7, 1)),
            "done 1 Jul 2025, 1 day before it was due");
}

TEST(CaseA, PlanCopyOf14Feb2025WasFourDaysBeforeItWasUsual) {
  EXPECT_EQ(Met("meeting.notes_sent", On(2025, 2, 11), On(2025, 2, 14)),
            "done 14 Feb 2025, 4 days before it was due");
}

TEST(CaseA, NotesOf11Nov2025Are31DaysAfterTheUsualTimeOn19Dec) {
  const std::optional<DueDate> due = ComputeDue("meeting.notes_sent", On(2025, 11, 11));

  EXPECT_EQ(StatusOn(*due, On(2025, 12, 19), std::nullopt).sentence,
            "31 days after the usual time");
}

TEST(CaseA, ThreeReviewsWithParentsIn2024To25AreWhatTheCodeRecommends) {
  const std::vector<MeetingFact> reviews = {Review(On(2025, 2, 11)), Review(On(2025, 5, 13)),
                                            Review(On(2025, 7, 9))};
  const DayRange supported = {On(2024, 11, 12), On(2025, 8, 31)};

  EXPECT_FALSE(
      CountMeetings(reviews, {&supported, 1}, AcademicYear{2024}, On(2025, 8, 31)).IsFewer());
}

TEST(CaseA, SenFileIsKeptTo11Feb2048) {
  EXPECT_EQ(DueBy("record.retention", On(2017, 2, 11)), On(2048, 2, 11));
}

TEST(CaseA, NotesOfTheMeetingOf11Nov2025AreUsualBy18Nov) {
  EXPECT_EQ(DueBy("meeting.notes_sent", On(2025, 11, 11)), On(2025, 11, 18));
}

// Case B.

TEST(CaseB, MediationAdviserIsContactedBy17Aug2025) {
  EXPECT_EQ(DueBy("mediation.contact", On(2025, 6, 17)), On(2025, 8, 17));
}

TEST(CaseB, RectificationAskedOn22Apr2025IsAnsweredBy22May) {
  EXPECT_EQ(DueBy("rights.rectification", On(2025, 4, 22)), On(2025, 5, 22));
}

TEST(CaseB, RefusalOf17Jun2025WasOnTheLastDay) {
  EXPECT_EQ(Met("ehc.decide_whether_to_assess", On(2025, 5, 6), On(2025, 6, 17)),
            "done 17 Jun 2025, on the last day");
}

TEST(CaseB, SecondReviewWas34DaysAfterTheDayAgreed) {
  EXPECT_EQ(Met("review.agreed_date", On(2025, 3, 26), On(2025, 4, 29)),
            "done 29 Apr 2025, 34 days after the usual time");
}

TEST(CaseB, AccessRequestWasAnswered11DaysBeforeItWasDue) {
  EXPECT_EQ(Met("rights.access", On(2025, 3, 12), On(2025, 4, 3)),
            "done 3 Apr 2025, 11 days before it was due");
}

TEST(CaseB, FinalPlanOf19Feb2026WasADayBeforeTheOrdersLimit) {
  EXPECT_EQ(Met("order.assess.final_plan", On(2025, 11, 14), On(2026, 2, 19)),
            "done 19 Feb 2026, 1 day before it was due");
}

TEST(CaseB, PlanningMeetingMakesTheThirdMeetingOf2024To25) {
  const std::vector<MeetingFact> meetings = {Review(On(2024, 9, 30)), Review(On(2025, 2, 10)),
                                             Review(On(2025, 4, 29))};
  const DayRange supported = {On(2024, 9, 30), On(2025, 8, 31)};

  EXPECT_FALSE(
      CountMeetings(meetings, {&supported, 1}, AcademicYear{2024}, On(2025, 8, 31)).IsFewer());
}

// The letter says 19 February; the Act counts the first day, so that this very day is disputed.
TEST(CaseB, FirstReviewOfThePlanOf19Feb2026IsDueBy19Feb2027) {
  const std::optional<DueDate> due = ComputeDue("review.first", On(2026, 2, 19));

  EXPECT_EQ(due->due, On(2027, 2, 19));
  EXPECT_EQ(due->contested, On(2027, 2, 19));
}

}  // namespace
}  // namespace cairn
