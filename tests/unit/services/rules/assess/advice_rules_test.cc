#include "services/rules/assess/advice_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::Contains;
using testing::Not;

class AdviceRules : public RuleCaseTest {};

TEST_P(AdviceRules, FindIt) { ExpectItIsFound(); }

constexpr char kGiven[] =
    "permission_recorded { act: PERMISSION_ACT_GIVEN services: OUTSIDE_SERVICE_CAMHS "
    "permission_id: 'c1' }";
constexpr char kWithdrawn[] =
    "permission_recorded { act: PERMISSION_ACT_WITHDRAWN services: OUTSIDE_SERVICE_CAMHS }";

std::string Referred(const std::string& more = "") {
  return "specialist_referred { service: OUTSIDE_SERVICE_CAMHS reason: 'Sleeps badly' " + more +
         " }";
}
std::string Reported(const std::string& more = "") {
  return "specialist_reported { profession: PROFESSION_MENTAL_HEALTH_PRACTITIONER " + more + " }";
}
std::string Answered(const std::string& answer, const std::string& more = "") {
  return "recommendation_answered { report_id: 'rep1' item_id: 'r1' "
         "answer: RECOMMENDATION_ANSWER_" +
         answer + " " + more + " }";
}
const std::string kReport =
    Reported("report_id: 'rep1' recommendations { item_id: 'r1' text: 'x' }");

const RuleCase kAdviceCases[] = {
    {"R26_ReferralWithoutPermissionIsAFinding", Referred(),
     "referral.permission_recorded @ specialist_referred.service",
     Referred("override_ground: OVERRIDE_GROUND_SAFEGUARDING override_reason: 'x'")},
    {"R26_ReferralAgainstAWithdrawalIsAFinding",
     Referred(),
     "referral.permission_stands @ specialist_referred.service",
     Referred("override_ground: OVERRIDE_GROUND_STATUTORY_DUTY override_reason: 'x'"),
     {kGiven, kWithdrawn}},
    {"R26_OverrideWithoutReasonIsAFinding",
     Referred("override_ground: OVERRIDE_GROUND_SAFEGUARDING"),
     "override.reason_given @ specialist_referred.override_reason",
     Referred("override_ground: OVERRIDE_GROUND_SAFEGUARDING override_reason: 'x'")},
    {"R26_APermissionThatIsNotThereIsAFinding",
     Referred("permission_id: 'c9'"),
     "permission.is_in_the_record @ specialist_referred.permission_id",
     Referred("permission_id: 'c1'"),
     {kGiven}},
    {"R85_ParentsTakePartInAReferral", Referred(),
     "referral.parents_involved @ specialist_referred.parents_involved",
     Referred("parents_involved: true")},
    {"R87_AReferralThatCostsSaysWhoCommissionedIt", Referred("cost_pence: 45000"),
     "referral.says_who_pays @ specialist_referred.commissioned_by",
     Referred("cost_pence: 45000 commissioned_by: 'school'")},
    {"R26_ReportWithoutPermissionIsAFinding", Reported(),
     "report.permission_recorded @ specialist_reported",
     "specialist_reported { profession: PROFESSION_UNSPECIFIED }"},
    {"R85_AReportOfAnUnknownReferralIsAFinding",
     Reported("referral_id: 'ref9'"),
     "report.referral_is_in_the_record @ specialist_reported.referral_id",
     Reported("referral_id: 'ref1'"),
     {Referred("referral_id: 'ref1'")}},
    {"R88_TwoRecommendationsWithOneIdAreRefused",
     Reported("recommendations { item_id: 'r1' text: 'x' } "
              "recommendations { item_id: 'r1' text: 'y' }"),
     "report.recommendations_differ @ specialist_reported.recommendations[1].item_id",
     Reported("recommendations { item_id: 'r1' text: 'x' } "
              "recommendations { item_id: 'r2' text: 'y' }")},
    {"R88_ARecommendationWithoutIdIsAFinding", Reported("recommendations { text: 'x' }"),
     "report.recommendations_can_be_answered @ specialist_reported.recommendations[0].item_id",
     kReport},
    {"R86_ARecommendationSaysItsKind", kReport,
     "report.recommendations_have_a_kind @ specialist_reported.recommendations[0].kind",
     Reported("recommendations { text: 'x' kind: RECOMMENDATION_KIND_TRAINING }")},
    {"R88_AReportWithoutIdIsAFinding", Reported("recommendations { item_id: 'r1' text: 'x' }"),
     "report.has_an_id @ specialist_reported.report_id", kReport},
    {"R25_AReportGoesToTheParents", Reported(),
     "report.shared_with_parents @ specialist_reported.shared_with_parent",
     Reported("shared_with_parent { year: 2026 month: 1 day: 5 }")},
    {"R87_AReportThatCostSaysWhoCommissionedIt", Reported("cost_pence: 45000"),
     "report.says_who_pays @ specialist_reported.commissioned_by",
     Reported("cost_pence: 45000 commissioned_by: 'school'")},
    {"R88_AnAnswerToAnUnknownReportIsRefused",
     "recommendation_answered { report_id: 'rep9' item_id: 'r1' answer: 1 }",
     "recommendation.report_is_in_the_record @ recommendation_answered.report_id",
     Answered("ACCEPTED"),
     {kReport}},
    {"R88_AnAnswerToAnUnknownItemIsRefused",
     "recommendation_answered { report_id: 'rep1' item_id: 'r9' answer: 1 }",
     "recommendation.is_in_the_report @ recommendation_answered.item_id",
     Answered("ACCEPTED"),
     {kReport}},
    {"R88_WhatIsDeclinedHasAReason",
     Answered("DECLINED"),
     "recommendation.declined_with_reason @ recommendation_answered.reason",
     Answered("DECLINED", "reason: 'No room'"),
     {kReport}},
    {"R88_WhatIsAcceptedBecomesSupport",
     Answered("ACCEPTED"),
     "recommendation.accepted_becomes_support @ recommendation_answered.provision_id",
     Answered("ACCEPTED", "provision_id: 'i1'"),
     {kReport}},
    {"R88_SupportThatHasNotStartedIsAFinding",
     Answered("ACCEPTED", "provision_id: 'i9'"),
     "recommendation.support_is_in_the_record @ recommendation_answered.provision_id",
     Answered("ACCEPTED", "provision_id: 'i1'"),
     {kReport, "provision_started { provision_id: 'i1' provision_type: 1 }"}},
};

INSTANTIATE_TEST_SUITE_P(Rows, AdviceRules, testing::ValuesIn(kAdviceCases), NameOf);

using AdviceRulesTest = RulesTest;

// A permission that has run out is as if it had never been given.
TEST_F(AdviceRulesTest, R26_APermissionCountsUntilItsLastDay) {
  record_.Add(On(2025, 9, 1) +
              "permission_recorded { act: PERMISSION_ACT_GIVEN services: OUTSIDE_SERVICE_CAMHS "
              "expires { year: 2026 month: 1 day: 4 } }");
  constexpr char kNone[] = "referral.permission_recorded @ specialist_referred.service";

  EXPECT_THAT(Findings(On(2026, 1, 4) + Referred()), Not(Contains(kNone)));
  EXPECT_THAT(Findings(On(2026, 1, 5) + Referred()), Contains(kNone));
}

// What has happened is recorded, whoever had said no.
TEST_F(AdviceRulesTest, R26_NoReferralIsRefused) {
  record_.Add(kWithdrawn);

  EXPECT_FALSE(Check(EntryOf(Referred())).refused());
}

TEST_F(AdviceRulesTest, R88_ABulkLoadMayAnswerAReportThatComesLater) {
  EXPECT_THAT(Refusals(Answered("ACCEPTED"), true), testing::IsEmpty());
}

}  // namespace
}  // namespace cairn
