#include "projections/timeline/gaps.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> GapTexts(const Record& record, std::string_view day) {
  std::vector<std::string> texts;
  for (const GapOf& gap : Gaps(TimelineContext(record, Day(day), nullptr))) {
    texts.push_back(gap.gap.text());
  }
  return texts;
}

std::vector<std::string> RuleIds(const Record& record, std::string_view day) {
  std::vector<std::string> ids;
  for (const GapOf& gap : Gaps(TimelineContext(record, Day(day), nullptr))) {
    ids.push_back(gap.gap.rule_id());
  }
  return ids;
}

Record OneEntry(const v1::Entry& entry) {
  HistoryBuilder history;
  history.Add("2025-06-01", entry);
  return Fold({}, history.events());
}

TEST(Gaps, OfCaseAAreThoseOfThePrint) {
  const Record record = Fold(CaseRecordId(), CaseEvents("case-a"));

  EXPECT_THAT(
      GapTexts(record, "2025-12-19"),
      ElementsAre("No support recorded from 26 Apr 2025 to 9 Sep 2025 (137 days)",
                  "SLT advice, Language group 2x30 min weekly, 10 weeks; Visual timetable: "
                  "unanswered 343 days",
                  "EP advice, Reader for maths tests: unanswered 262 days",
                  "Agreed 6 Aug 2025, Wexmere funds 18 hours specialist-teacher outreach over the "
                  "2025/26 school year: nothing recorded since",
                  "Decision of 11 Nov 2025, reduce: plan unchanged",
                  "Father's (Rufus Larkwhistle) position on any plan: never recorded"));
}

TEST(Gaps, OfCaseBNameTheReviewThatWasNotHeld) {
  const Record record = Fold(CaseRecordId(), CaseEvents("case-b"));

  EXPECT_THAT(GapTexts(record, "2026-02-23"),
              ElementsAre("EP advice, Predictable adult 10 h/week; Sensory audit: unanswered 350 "
                          "days",
                          "Review agreed for 8 Jul 2025: none recorded"));
}

TEST(Gaps, EndWhenAnEntryAnswersTheReport) {
  HistoryBuilder history;
  history
      .Add(
          "2025-01-10",
          "source { id: 'R' } specialist_reported { recommendations { text: 'Visual timetable' } }")
      .Add("2025-01-20",
           "links { relation: RELATION_ANSWERS entry { source_id: 'R' } } concern_answered { text: "
           "'Declined: he has one' }");

  EXPECT_THAT(GapTexts(Fold({}, history.events()), "2025-06-01"), IsEmpty());
}

TEST(Gaps, DoNotReportATermThatHasACondition) {
  const Record record = OneEntry(EntryOn("2025-06-01",
                                         "dispute_step_recorded { dispute_id: 'm' agreement: true "
                                         "terms: 'School re-applies if SS below 80' }"));

  EXPECT_THAT(GapTexts(record, "2025-12-01"), IsEmpty());
}

TEST(Gaps, ReportATermUntilItIsCarriedOut) {
  HistoryBuilder history;
  history.Add("2025-06-01",
              "source { id: 'M' } dispute_step_recorded { dispute_id: 'm' agreement: true terms: "
              "'Outreach teacher' }");
  const Record agreed = Fold({}, history.events());
  history.Add("2025-06-10",
              "links { relation: RELATION_CARRIES_OUT entry { source_id: 'M' } } provision_started "
              "{ provision_id: 'i1' }");

  EXPECT_THAT(RuleIds(agreed, "2025-12-01"), ElementsAre("gap.agreement"));
  EXPECT_THAT(RuleIds(Fold({}, history.events()), "2025-06-11"), IsEmpty());
}

TEST(Gaps, ReportADecisionToSeekAdviceUntilItIsSought) {
  HistoryBuilder history;
  history.Add("2025-01-10",
              "plan_reviewed { plan_id: 'PA' decisions: REVIEW_DECISION_SEEK_ADVICE }");
  const Record decided = Fold({}, history.events());
  history.Add("2025-01-20", "permission_recorded { act: PERMISSION_ACT_ASKED }");

  EXPECT_THAT(GapTexts(decided, "2025-06-01"),
              ElementsAre("Decision of 10 Jan 2025, seek advice: no advice sought"));
  EXPECT_THAT(GapTexts(Fold({}, history.events()), "2025-06-01"), IsEmpty());
}

TEST(Gaps, DoNotTakeNotAskedForAPosition) {
  HistoryBuilder history;
  history
      .Add("2025-01-10",
           "person_linked { name: 'R' relationship: RELATIONSHIP_MOTHER parental_responsibility: "
           "true }")
      .Add("2025-01-10", "plan_issued { plan_id: 'PA' }")
      .Add("2025-01-10",
           "person { name: 'R' } position_taken { plan_id: 'PA' stance: STANCE_NOT_ASKED }");
  const Record not_asked = Fold({}, history.events());
  history.Add("2025-01-11",
              "person { name: 'R' } position_taken { plan_id: 'PA' stance: STANCE_PARTLY }");

  EXPECT_THAT(RuleIds(not_asked, "2025-02-01"), ElementsAre("gap.position"));
  EXPECT_THAT(RuleIds(Fold({}, history.events()), "2025-02-01"), IsEmpty());
}

TEST(Gaps, AreNoneForAWeekendBetweenTwoProvisions) {
  const Record record = Fold(CaseRecordId(), CaseEvents("case-a"));

  EXPECT_THAT(GapTexts(record, "2025-12-19"), Not(Contains(AllOf(HasSubstr("25 Jan 2025")))));
}

v1::Entry Scheduled(std::string_view more = "") {
  return EntryOn("2025-01-10",
                 "meeting_scheduled { meeting: MEETING_TYPE_REVIEW scheduled_for { year: 2025 "
                 "month: 2 day: 11 } " +
                     std::string(more) + " }");
}

TEST(Gaps, NameAMeetingThatWasNeitherHeldNorCalledOff) {
  HistoryBuilder history;
  history.Add("2025-01-10", Scheduled());

  EXPECT_THAT(GapTexts(Fold({}, history.events()), "2025-02-11"), IsEmpty());
  EXPECT_THAT(GapTexts(Fold({}, history.events()), "2025-02-12"),
              ElementsAre("Meeting made for 11 Feb 2025 (review): neither held nor called off"));
}

TEST(Gaps, EndWhenTheMeetingWasHeldLaterOrCalledOff) {
  HistoryBuilder held;
  held.Add("2025-01-10", Scheduled())
      .Add("2025-02-13", "meeting_held { meeting: MEETING_TYPE_REVIEW }");
  HistoryBuilder called_off;
  called_off.Add("2025-01-10", Scheduled("meeting_id: 'm1'"))
      .Add("2025-02-10",
           "meeting_not_held { meeting: MEETING_TYPE_REVIEW meeting_id: 'm1' reason: "
           "MEETING_NOT_HELD_REASON_STAFF }");

  EXPECT_THAT(GapTexts(Fold({}, held.events()), "2025-03-01"), IsEmpty());
  EXPECT_THAT(GapTexts(Fold({}, called_off.events()), "2025-03-01"), IsEmpty());
}

TEST(Gaps, NameAReferralWithoutAReport) {
  HistoryBuilder history;
  history.Add(
      "2025-01-10",
      "specialist_referred { service: OUTSIDE_SERVICE_CAMHS reason: 'x' referral_id: 'ref1' }");
  EXPECT_THAT(GapTexts(Fold({}, history.events()), "2025-01-30"),
              ElementsAre("Referred to CAMHS on 10 Jan 2025: no report for 20 days"));

  history.Add("2025-01-25",
              "specialist_reported { profession: PROFESSION_MENTAL_HEALTH_PRACTITIONER "
              "referral_id: 'ref1' }");

  EXPECT_THAT(GapTexts(Fold({}, history.events()), "2025-01-30"), IsEmpty());
}

}  // namespace
}  // namespace cairn
