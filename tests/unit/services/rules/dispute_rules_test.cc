#include "services/rules/dispute_rules.h"

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

constexpr char kImported[] = "late_reason: 'import' ";

TEST_F(DisputeRulesTest, OpenAComplaintAndItsNextStage) {
  record_.Add("dispute_opened { dispute_id: 'c1' dispute: DISPUTE_KIND_COMPLAINT stage: 1 }");

  EXPECT_THAT(
      Findings("dispute_opened { dispute_id: 'c1' dispute: DISPUTE_KIND_COMPLAINT stage: 2 }"),
      IsEmpty());
  EXPECT_THAT(
      Findings("dispute_opened { dispute_id: 'c1' dispute: DISPUTE_KIND_COMPLAINT stage: 1 }"),
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
  constexpr char kAppeal[] = "dispute_opened { dispute_id: 'a' dispute: DISPUTE_KIND_APPEAL }";
  record_.Add(On(2025, 6, 17) +
              "ehc_decision_notified { decision: EHC_DECISION_REFUSE_TO_ASSESS "
              "notice_sent { year: 2025 month: 6 day: 17 } }");
  record_.Add(On(2025, 7, 1) +
              "dispute_step_recorded { dispute_id: 'm' "
              "step: DISPUTE_STEP_CERTIFICATE_ISSUED "
              "certificate_date { year: 2025 month: 7 day: 1 } }");

  EXPECT_THAT(Findings(On(2025, 9, 1) + kImported + kAppeal), IsEmpty());
  EXPECT_THAT(Findings(On(2025, 9, 2) + kImported + kAppeal), ElementsAre(kLate));
}

TEST_F(DisputeRulesTest, CountTheMonthFromALaterCertificate) {
  constexpr char kAppeal[] = "dispute_opened { dispute_id: 'a' dispute: DISPUTE_KIND_APPEAL }";
  record_.Add(On(2025, 7, 1) +
              "ehc_decision_notified { decision: EHC_DECISION_REFUSE_TO_ASSESS "
              "notice_sent { year: 2025 month: 7 day: 1 } }");
  record_.Add(On(2025, 8, 7) +
              "dispute_step_recorded { dispute_id: 'm' step: DISPUTE_STEP_CERTIFICATE_ISSUED }");

  EXPECT_THAT(Findings(On(2025, 9, 8) + kImported + kAppeal), IsEmpty());
  EXPECT_THAT(Findings(On(2025, 9, 9) + kImported + kAppeal), Not(IsEmpty()));
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

// --- Rights ---

std::string Requested(std::string_view right, std::string_view more = "") {
  return "rights_requested { rights_request_id: 'sar-1' right: RIGHTS_KIND_" + std::string(right) +
         " " + std::string(more) + " }";
}

// Case B: asked on 12 March 2025; 12 April is a Saturday, so until Monday the 14th.
TEST_F(DisputeRulesTest, CountAMonthToTheAnswer) {
  constexpr char kLate[] = "rights.answered_in_time @ rights_answered";
  constexpr char kAnswer[] = "rights_answered { rights_request_id: 'sar-1' }";
  record_.Add(On(2025, 3, 12) + Requested("ACCESS"));

  EXPECT_THAT(Findings(On(2025, 4, 14) + kImported + kAnswer), IsEmpty());
  EXPECT_THAT(Findings(On(2025, 4, 15) + kImported + kAnswer), ElementsAre(kLate));
}

TEST_F(DisputeRulesTest, CountAMonthForTheOtherRightsToo) {
  record_.Add(On(2025, 3, 12) + Requested("ERASURE"));

  EXPECT_THAT(
      Findings(On(2025, 4, 15) + kImported + "rights_answered { rights_request_id: 'sar-1' }"),
      ElementsAre("rights.answered_in_time @ rights_answered"));
}

TEST_F(DisputeRulesTest, CountNoMonthForTheEducationalRecord) {
  record_.Add(On(2025, 3, 12) + Requested("EDUCATIONAL_RECORD"));

  EXPECT_THAT(
      Findings(On(2025, 6, 1) + kImported + "rights_answered { rights_request_id: 'sar-1' }"),
      IsEmpty());
}

TEST_F(DisputeRulesTest, FindAnAnswerToNoRequest) {
  EXPECT_THAT(Findings("rights_answered { rights_request_id: 'sar-9' }"),
              ElementsAre("rights.request_recorded @ rights_answered.rights_request_id"));
}

// Pip is eight; at twelve the answer is another one.
TEST_F(DisputeRulesTest, AskWhetherAnOlderChildWasAsked) {
  constexpr char kAsked[] = "rights.child_asked @ rights_requested.child_asked";
  const Facts later{.today = CivilDate::Of(2029, 2, 12).value()};

  EXPECT_THAT(Findings(Requested("ACCESS", "on_behalf: true")), IsEmpty());
  EXPECT_THAT(FindingsOf(CheckEntry(
                  record_.Build(),
                  EntryOf(On(2029, 2, 11) + Requested("ACCESS", "on_behalf: true")), later)),
              ElementsAre(kAsked));
  EXPECT_THAT(
      FindingsOf(CheckEntry(
          record_.Build(),
          EntryOf(On(2029, 2, 11) + Requested("ACCESS", "on_behalf: true child_asked: false")),
          later)),
      IsEmpty());
}

}  // namespace
}  // namespace cairn
