#include "services/rules/people/status_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

class StatusRules : public RuleCaseTest {};

TEST_P(StatusRules, FindIt) { ExpectItIsFound(); }

constexpr char kToK[] = "sen_status_set { status: SEN_PROVISION_K }";
constexpr char kToN[] = "sen_status_set { status: SEN_PROVISION_N }";
constexpr char kParent[] = "person { capacity: CAPACITY_PARENT } concern_raised { text: 'x' }";
constexpr char kChild[] = "person { capacity: CAPACITY_CHILD } voice_captured { text: 'x' }";
constexpr char kTried[] =
    "source { system: 's' id: 'A03' } "
    "observation_recorded { text: 'x' universal_strategies: 'word bank' }";

const RuleCase kStatusCases[] = {
    {"R31_ParentsAreToldThatSupportBegins", kToK, "status.parents_told @ sen_status_set.status",
     kToN},
    {"R31_ParentsAreHeardBeforeSupportBegins",
     kToK,
     "status.parents_heard_first @ sen_status_set.status",
     kToN,
     {kChild}},
    {"R20_TheChildIsHeardBeforeSupportBegins",
     kToK,
     "status.child_heard_first @ sen_status_set.status",
     kToN,
     {kParent}},
    {"R1_OrdinaryTeachingIsTriedFirst", kToK,
     "status.ordinary_teaching_first @ sen_status_set.status", kToN},
    {"R1_SupportIsAdditionalOrDifferent", kToK,
     "status.says_what_is_additional @ sen_status_set.additional_or_different",
     "sen_status_set { status: SEN_PROVISION_K additional_or_different: 'Phonics, daily' }"},
    {"R27_TheDecisionRestsOnEvidence",
     kToK,
     "status.rests_on_evidence @ sen_status_set",
     "links { relation: RELATION_EVIDENCE entry { source_id: 'A03' } } " + std::string(kToK),
     {kTried}},
};

INSTANTIATE_TEST_SUITE_P(Rows, StatusRules, testing::ValuesIn(kStatusCases), NameOf);

using StatusRulesTest = RulesTest;

TEST_F(StatusRulesTest, R1_FindNothingWhenEverythingCameFirst) {
  record_.Add(kParent);
  record_.Add(kChild);
  record_.Add(kTried);
  record_.Add("notice_sent { notice: NOTICE_KIND_SEN_SUPPORT_STARTS recipients: 'Mother' }");

  EXPECT_THAT(Findings("links { relation: RELATION_EVIDENCE entry { source_id: 'A03' } } "
                       "sen_status_set { status: SEN_PROVISION_K "
                       "additional_or_different: 'Phonics, daily' }"),
              testing::IsEmpty());
}

TEST_F(StatusRulesTest, R1_UniversalSupportThatStartedIsTriedTeachingToo) {
  record_.Add(
      "provision_started { provision_id: 'u1' provision_type: PROVISION_TYPE_STRATEGY "
      "tier: TIER_UNIVERSAL }");

  EXPECT_THAT(
      Findings(kToK),
      testing::Not(testing::Contains("status.ordinary_teaching_first @ sen_status_set.status")));
}

TEST_F(StatusRulesTest, CallTellingTheParentsALegalDuty) {
  const Verdict verdict = Check(EntryOf(kToK));

  EXPECT_EQ(verdict.findings.front().rule_id(), "status.parents_told");
  EXPECT_TRUE(verdict.findings.front().legal_duty());
  EXPECT_EQ(verdict.findings.front().source(), "Children and Families Act 2014 s68");
}

TEST_F(StatusRulesTest, CountAParentInAMeetingAsHeard) {
  record_.Add(
      "meeting_held { meeting: MEETING_TYPE_INITIAL attendees { name: 'Mother' "
      "capacity: CAPACITY_PARENT } }");

  EXPECT_THAT(
      Findings(kToK),
      testing::Not(testing::Contains("status.parents_heard_first @ sen_status_set.status")));
}

TEST_F(StatusRulesTest, RemindOfNothingWhenSupportGoesOn) {
  record_.Add(On(2025, 1, 6) + kToK);

  EXPECT_THAT(Findings(kToK), testing::IsEmpty());
}

TEST_F(StatusRulesTest, FindAnEWithoutAPlanAndAWrongStatementOfTheStatusBefore) {
  record_.Add(On(2025, 1, 6) + kToK);

  EXPECT_THAT(Findings("sen_status_set { status: SEN_PROVISION_E previous: SEN_PROVISION_N }"),
              testing::ElementsAre("status.e_from_a_final_plan @ sen_status_set.status",
                                   "status.previous_agrees @ sen_status_set.previous"));
}

TEST_F(StatusRulesTest, AcceptAnEWithAFinalPlan) {
  record_.Add("ehc_plan_served { stage: EHC_PLAN_STAGE_FINAL plan_date { year: 2026 } }");

  EXPECT_THAT(Findings("sen_status_set { status: SEN_PROVISION_E }"), testing::IsEmpty());
}

// Help is not put off while evidence is gathered: nothing stands in the way of the decision.
TEST_F(StatusRulesTest, R8_NothingIsRefused) { EXPECT_FALSE(Check(EntryOf(kToK)).refused()); }

}  // namespace
}  // namespace cairn
