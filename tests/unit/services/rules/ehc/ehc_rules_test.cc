#include "services/rules/ehc/ehc_rules.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class EhcRulesTest : public RulesTest {
 protected:
  // The authority has received a request on 6 May 2025: six weeks end on 17 June, twenty on 23
  // September (the clocks of case B).
  void Request() {
    record_.Add(On(2025, 5, 6) +
                "ehc_requested { requester: CAPACITY_PARENT "
                "received_by_authority { year: 2025 month: 5 day: 6 } }");
  }
};

constexpr char kImported[] = "late_reason: 'import' ";

std::string Decided(std::string_view decision, int month, int day) {
  return On(2025, month, day) + kImported +
         absl::StrFormat(
             "ehc_decision_notified { decision: EHC_DECISION_%s reasons: 'x' "
             "notice_sent { year: 2025 month: %d day: %d } }",
             decision, month, day);
}

std::string Served(int year, int month, int day) {
  return kImported + absl::StrFormat(
                         "ehc_plan_served { stage: EHC_PLAN_STAGE_FINAL "
                         "plan_date { year: %d month: %d day: %d } }",
                         year, month, day);
}

// Local thresholds are no lawful conditions: a request without cycles, cost or reports is a
// request.
TEST_F(EhcRulesTest, R90_NeverDiscourageARequest) {
  EXPECT_THAT(Findings("ehc_requested { requester: CAPACITY_PARENT "
                       "received_by_authority { year: 2026 month: 1 day: 5 } }"),
              IsEmpty());
  EXPECT_THAT(Findings("ehc_requested { requester: CAPACITY_HEAD cycles: 0 annual_cost_pence: 0 "
                       "received_by_authority { year: 2026 month: 1 day: 5 } }"),
              IsEmpty());
}

TEST_F(EhcRulesTest, AskWhenTheRequestWasReceived) {
  EXPECT_THAT(Findings("ehc_requested { requester: CAPACITY_PARENT }"),
              ElementsAre("ehc.request_received_on @ ehc_requested.received_by_authority"));
}

TEST_F(EhcRulesTest, SayThatTheRequestIsTheYoungPersonsOwn) {
  RecordBuilder record;
  record.Add(
      "record_opened { subject: SUBJECT_KIND_CHILD name: 'O' "
      "born { year: 2009 month: 1 day: 1 } }");

  const Verdict verdict = CheckEntry(
      record.Build(),
      EntryOf("ehc_requested { requester: CAPACITY_PARENT received_by_authority { year: 2026 } }"),
      {.today = CivilDate::Of(2026, 1, 5).value()});

  EXPECT_THAT(FindingsOf(verdict),
              ElementsAre("ehc.request_of_the_young_person @ ehc_requested.requester"));
}

TEST_F(EhcRulesTest, CountSixWeeksToTheDecision) {
  constexpr char kLate[] = "ehc.decided_in_six_weeks @ ehc_decision_notified.notice_sent";
  Request();

  EXPECT_THAT(Findings(Decided("REFUSE_TO_ASSESS", 6, 17)), IsEmpty());
  EXPECT_THAT(Findings(Decided("REFUSE_TO_ASSESS", 6, 18)), ElementsAre(kLate));
  EXPECT_THAT(Findings(Decided("ASSESS", 6, 18)), ElementsAre(kLate));
  EXPECT_THAT(Findings(Decided("AMEND", 6, 18)), IsEmpty());
}

TEST_F(EhcRulesTest, CallALateDecisionALegalDuty) {
  Request();

  EXPECT_TRUE(Check(EntryOf(Decided("ASSESS", 6, 18))).findings.front().legal_duty());
}

TEST_F(EhcRulesTest, DoNotCountADecisionAfterARefusal) {
  Request();
  record_.Add(Decided("REFUSE_TO_ASSESS", 6, 17));

  EXPECT_THAT(Findings(Decided("ASSESS", 11, 28)), IsEmpty());
}

TEST_F(EhcRulesTest, CountSixteenWeeksToARefusalToIssue) {
  Request();

  EXPECT_THAT(Findings(Decided("REFUSE_TO_ISSUE", 8, 26)), IsEmpty());
  EXPECT_THAT(Findings(Decided("REFUSE_TO_ISSUE", 8, 27)),
              ElementsAre("ehc.no_plan_in_sixteen_weeks @ ehc_decision_notified.notice_sent"));
}

constexpr char kLatePlan[] = "ehc.final_plan_in_time @ ehc_plan_served.plan_date";

TEST_F(EhcRulesTest, CountTwentyWeeksToTheFinalPlan) {
  Request();

  EXPECT_THAT(Findings(Served(2025, 9, 23)), IsEmpty());
  EXPECT_THAT(Findings(Served(2025, 9, 24)), ElementsAre(kLatePlan));
}

// Case B: ordered on 14 November 2025, final by 20 February 2026.
TEST_F(EhcRulesTest, CountFourteenWeeksFromAnOrder) {
  Request();
  record_.Add(Decided("REFUSE_TO_ASSESS", 6, 17));
  record_.Add(On(2025, 11, 14) +
              "dispute_step_recorded { dispute_id: 'appeal-1' "
              "step: DISPUTE_STEP_ORDER_MADE order: 'la_must_assess' "
              "order_date { year: 2025 month: 11 day: 14 } }");
  const Facts facts{.today = CivilDate::Of(2026, 3, 1).value()};

  EXPECT_THAT(FindingsOf(CheckEntry(record_.Build(), EntryOf(Served(2026, 2, 20)), facts)),
              IsEmpty());
  EXPECT_THAT(FindingsOf(CheckEntry(record_.Build(), EntryOf(Served(2026, 2, 21)), facts)),
              ElementsAre(kLatePlan));
}

// A request after the order, and an order about something else, run under their own clocks.
TEST_F(EhcRulesTest, CountNothingFromAnOrderAboutSomethingElse) {
  record_.Add(On(2024, 11, 14) +
              "dispute_step_recorded { dispute_id: 'appeal-1' "
              "step: DISPUTE_STEP_ORDER_MADE order: 'la_must_assess' "
              "order_date { year: 2024 month: 11 day: 14 } }");
  Request();

  EXPECT_THAT(Findings(Served(2025, 9, 23)), IsEmpty());
}

TEST_F(EhcRulesTest, SayNothingOfAPlanWhoseRequestIsNotKnown) {
  EXPECT_THAT(Findings(Served(2025, 9, 24)), IsEmpty());
}

TEST_F(EhcRulesTest, KnowTheSectionsOfAPlan) {
  EXPECT_THAT(Findings("ehc_plan_served { stage: EHC_PLAN_STAGE_DRAFT plan_date { year: 2026 } "
                       "sections: 'A' sections: 'H1' sections: 'K' sections: 'L' sections: 'F2' }"),
              ElementsAre("ehc.sections_known @ ehc_plan_served.sections[3]",
                          "ehc.sections_known @ ehc_plan_served.sections[4]"));
}

TEST_F(EhcRulesTest, CountSixWeeksToAdvice) {
  const std::string advice = kImported + std::string(
                                             "ehc_advice_given { given_by: 'school' included: "
                                             "'all' asked_on { year: 2025 month: 11 day: 5 } }");

  EXPECT_THAT(Findings(On(2025, 12, 17) + advice), IsEmpty());
  EXPECT_THAT(Findings(On(2025, 12, 18) + advice),
              ElementsAre("ehc.advice_in_six_weeks @ ehc_advice_given.asked_on"));
}

TEST_F(EhcRulesTest, AskWhetherTheFamilyAgreedToEarlyHelp) {
  EXPECT_THAT(Findings("early_help_recorded { assessment: 'EHAP' lead: 'S Wren' }"),
              ElementsAre("early_help.family_agreed @ early_help_recorded.family_agreed"));
  EXPECT_THAT(
      Findings("early_help_recorded { assessment: 'EHAP' lead: 'S Wren' family_agreed: false }"),
      IsEmpty());
}

class EhcRules : public RuleCaseTest {};

TEST_P(EhcRules, FindIt) { ExpectItIsFound(); }

const RuleCase kEhcCases[] = {
    {"R89_EarlyHelpHasALead", "early_help_recorded { assessment: 'EHAP' }",
     "early_help.lead_named @ early_help_recorded.lead",
     "early_help_recorded { assessment: 'EHAP' lead: 'S Wren' }"},
    {"EarlyHelpEndsAfterItBegins",
     "early_help_recorded { assessment: 'EHAP' closed_on { year: 2025 } }",
     "early_help.closed_after_it_began @ early_help_recorded.closed_on",
     "early_help_recorded { assessment: 'EHAP' closed_on { year: 2026 } }"},
    {"AReassessmentIsOfAPlan", "ehc_requested { requester: CAPACITY_PARENT reassessment: true }",
     "ehc.reassessment_of_a_plan @ ehc_requested.reassessment",
     "ehc_requested { requester: CAPACITY_PARENT }"},
    {"AnAdviceRequestSaysWhenItCame", "ehc_advice_requested { asked_of: 'school' }",
     "ehc.advice_request_received_on @ ehc_advice_requested.received_on",
     "ehc_advice_requested { asked_of: 'school' received_on { year: 2026 } }"},
    {"AdviceIsWhole", "ehc_advice_given { given_by: 'school' needs: 'x' }",
     "ehc.advice_is_whole @ ehc_advice_given.needs",
     "ehc_advice_given { given_by: 'school' needs: 'x' provision: 'y' outcomes: 'z' }"},
    {"AdviceCountsFromTheRequestThatCame",
     "ehc_advice_given { given_by: 'school' }",
     "ehc.advice_in_six_weeks @ ehc_advice_given.asked_on",
     "ehc_advice_given { given_by: 'health' }",
     {"ehc_advice_requested { asked_of: 'school' "
      "received_on { year: 2025 month: 11 day: 1 } }"}},
};

INSTANTIATE_TEST_SUITE_P(Rows, EhcRules, testing::ValuesIn(kEhcCases), NameOf);

// Whoever moves into the area is counted from the day the authority became responsible.
TEST_F(EhcRulesTest, CountFromTakingOverResponsibility) {
  record_.Add(
      "ehc_requested { requester: CAPACITY_LA_OFFICER "
      "responsible_from { year: 2025 month: 5 day: 6 } }");

  EXPECT_THAT(Findings(Decided("ASSESS", 6, 17)), IsEmpty());
  EXPECT_THAT(Findings(Decided("ASSESS", 6, 18)),
              ElementsAre("ehc.decided_in_six_weeks @ ehc_decision_notified.notice_sent"));
}

}  // namespace
}  // namespace cairn
