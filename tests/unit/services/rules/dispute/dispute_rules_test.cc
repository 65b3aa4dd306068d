#include "services/rules/dispute/dispute_rules.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

using DisputeRulesTest = RulesTest;

constexpr char kImportedDispute[] = "late_reason: 'import' ";

TEST_F(DisputeRulesTest, OpenAComplaintAndItsNextStage) {
  record_.Add("dispute_opened { dispute_id: 'c1' dispute: DISPUTE_KIND_COMPLAINT stage: 1 }");

  EXPECT_THAT(Findings("dispute_opened { dispute_id: 'c1' dispute: DISPUTE_KIND_COMPLAINT stage: 2 "
                       "about: 'x' }"),
              IsEmpty());
  EXPECT_THAT(Findings("dispute_opened { dispute_id: 'c1' dispute: DISPUTE_KIND_COMPLAINT stage: 1 "
                       "about: 'x' }"),
              ElementsAre("dispute.opened_once @ dispute_opened.dispute_id"));
}

TEST_F(DisputeRulesTest, RecordStepsOfADisputeWhoseBeginningNobodyRecorded) {
  EXPECT_THAT(
      Findings("dispute_step_recorded { dispute_id: 'd' step: DISPUTE_STEP_MEDIATION_HELD }"),
      ElementsAre("dispute.opening_recorded @ dispute_step_recorded.dispute_id"));
  EXPECT_THAT(Findings("dispute_closed { dispute_id: 'd' outcome: 'upheld' }"),
              ElementsAre("dispute.opening_recorded @ dispute_closed.dispute_id"));
}

// Refused on 17 June 2025, certificate 1 July: in time until Monday 1 September.
TEST_F(DisputeRulesTest, CountTheTimeToAppeal) {
  constexpr char kLate[] = "appeal.in_time @ dispute_opened.received_on";
  constexpr char kAppeal[] =
      "dispute_opened { dispute_id: 'a' dispute: DISPUTE_KIND_APPEAL about: 'x' }";
  record_.Add(On(2025, 6, 17) +
              "ehc_decision_notified { decision: EHC_DECISION_REFUSE_TO_ASSESS "
              "notice_sent { year: 2025 month: 6 day: 17 } }");
  record_.Add(On(2025, 7, 1) +
              "dispute_step_recorded { dispute_id: 'm' "
              "step: DISPUTE_STEP_CERTIFICATE_ISSUED "
              "certificate_date { year: 2025 month: 7 day: 1 } }");

  EXPECT_THAT(Findings(On(2025, 9, 1) + kImportedDispute + kAppeal), IsEmpty());
  EXPECT_THAT(Findings(On(2025, 9, 2) + kImportedDispute + kAppeal), ElementsAre(kLate));
}

TEST_F(DisputeRulesTest, CountTheMonthFromALaterCertificate) {
  constexpr char kAppeal[] =
      "dispute_opened { dispute_id: 'a' dispute: DISPUTE_KIND_APPEAL about: 'x' }";
  record_.Add(On(2025, 7, 1) +
              "ehc_decision_notified { decision: EHC_DECISION_REFUSE_TO_ASSESS "
              "notice_sent { year: 2025 month: 7 day: 1 } }");
  record_.Add(On(2025, 8, 7) +
              "dispute_step_recorded { dispute_id: 'm' step: DISPUTE_STEP_CERTIFICATE_ISSUED }");

  EXPECT_THAT(Findings(On(2025, 9, 8) + kImportedDispute + kAppeal), IsEmpty());
  EXPECT_THAT(Findings(On(2025, 9, 9) + kImportedDispute + kAppeal), Not(IsEmpty()));
}

TEST_F(DisputeRulesTest, CountPagesAndPointsOfEvidence) {
  record_.Add(
      "dispute_opened { dispute_id: 'a' dispute: DISPUTE_KIND_APPEAL "
      "page_limit_per_party: 75 }");

  EXPECT_THAT(
      Findings("dispute_step_recorded { dispute_id: 'a' step: DISPUTE_STEP_EVIDENCE_SENT "
               "items { type: 'x' pages: 70 } items { type: 'y' pages: 5 } font_points: 12 }"),
      IsEmpty());
  EXPECT_THAT(
      Findings("dispute_step_recorded { dispute_id: 'a' step: DISPUTE_STEP_EVIDENCE_SENT "
               "items { type: 'x' pages: 70 } items { type: 'y' pages: 6 } font_points: 11 }"),
      ElementsAre("evidence.within_the_page_limit @ dispute_step_recorded.items",
                  "evidence.readable @ dispute_step_recorded.font_points"));
}

class DisputeRules : public RuleCaseTest {};

TEST_P(DisputeRules, FindIt) { ExpectItIsFound(); }

std::string Opened(const std::string& kind, const std::string& more = "") {
  return "dispute_opened { dispute_id: 'd' dispute: DISPUTE_KIND_" + kind + " " + more + " }";
}
constexpr char kIncident[] =
    "source { system: 's' id: 'B20' } "
    "occurred { from { year: 2025 month: 5 day: 14 } precision: PRECISION_DAY } "
    "incident_recorded { incident: INCIDENT_KIND_SUSPENSION }";
constexpr char kAboutIt[] = "links { relation: RELATION_ABOUT entry { source_id: 'B20' } } ";

const RuleCase kDisputeCases[] = {
    {"AnAppealHasACertificate", Opened("APPEAL", "sections: 'B' sections: 'I'"),
     "appeal.has_a_certificate @ dispute_opened.certificate_date",
     Opened("APPEAL", "sections: 'B' certificate_date { year: 2025 }")},
    {"AnAppealAboutSectionIAloneNeedsNone", Opened("APPEAL", "appeal_type: 'refusal_to_assess'"),
     "appeal.has_a_certificate @ dispute_opened.certificate_date",
     Opened("APPEAL", "sections: 'I'")},
    {"SenSupportItselfCannotBeAppealed", Opened("APPEAL"),
     "appeal.against_a_decision @ dispute_opened",
     Opened("APPEAL", "notice_sent { year: 2025 month: 12 day: 1 }")},
    {"AClaimComesInSixMonths",
     kAboutIt + Opened("DISCRIMINATION_CLAIM"),
     "claim.in_six_months @ dispute_opened.received_on",
     kAboutIt + Opened("DISCRIMINATION_CLAIM", "received_on { year: 2025 month: 11 day: 13 }"),
     {kIncident}},
    {"AMediatorIsContactedInTwoMonths",
     Opened("MEDIATION", "notice_sent { year: 2025 month: 11 day: 4 }"),
     "mediation.contact_in_time @ dispute_opened",
     Opened("MEDIATION", "notice_sent { year: 2025 month: 11 day: 5 }")},
    {"R92_ADisputeSaysWhatItIsAbout", Opened("COMPLAINT"),
     "dispute.says_what_about @ dispute_opened.about", Opened("COMPLAINT", "about: 'hours'")},
    {"R12_TheFamilyKnowsWhereToTurn", "person { capacity: CAPACITY_PARENT } " + Opened("COMPLAINT"),
     "dispute.family_knows_where_to_turn @ dispute_opened", Opened("COMPLAINT")},
    {"R92_ACloseNamesTheNextStep",
     "dispute_closed { dispute_id: 'd' outcome: 'x' not_upheld: 'hours' }",
     "complaint.next_step_told @ dispute_closed.escalation_right",
     "dispute_closed { dispute_id: 'd' outcome: 'x' not_upheld: 'hours' "
     "escalation_right: 'governors' }",
     {Opened("COMPLAINT")}},
};

INSTANTIATE_TEST_SUITE_P(Rows, DisputeRules, testing::ValuesIn(kDisputeCases), NameOf);

}  // namespace
}  // namespace cairn
