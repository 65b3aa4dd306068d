#include "services/rules/plan/proposal_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

class ProposalRules : public RuleCaseTest {};

TEST_P(ProposalRules, FindIt) { ExpectItIsFound(); }

constexpr char kProposedPlan[] =
    "plan_issued { plan_id: 'p' plan_kind: PLAN_KIND_SEN_SUPPORT content {} }";
constexpr char kK[] = "sen_status_set { status: SEN_PROVISION_K }";

std::string Proposed(const std::string& more = "") {
  return "plan_proposed { plan_id: 'p' plan_kind: PLAN_KIND_SEN_SUPPORT content {} " + more + " }";
}
std::string Closed(const std::string& reason, const std::string& more = "") {
  return "plan_closed { plan_id: 'p' reason: PLAN_END_REASON_" + reason + " " + more + " }";
}

const RuleCase kProposalCases[] = {
    {"R35_AProposalIsPutToSomebody", Proposed(),
     "proposal.put_to_somebody @ plan_proposed.proposed_to", Proposed("proposed_to: 'Mother'")},
    {"AProposalLeavesTimeToAnswer", Proposed("answer_by { year: 2026 month: 1 day: 4 }"),
     "proposal.leaves_time_to_answer @ plan_proposed.answer_by",
     Proposed("answer_by { year: 2026 month: 1 day: 5 }")},
    {"R53_AProposalSaysWhatChanges",
     Proposed(),
     "proposal.says_what_changes @ plan_proposed.changes_because",
     Proposed("changes_because: 'reads faster now'"),
     {kProposedPlan}},
    {"R44_AProposalHasAReviewDate", Proposed(), "plan.review_date_set @ plan_proposed.review_due",
     Proposed("review_due { year: 2026 month: 4 }")},
    {"AProposedReviewComesAfterTheStart",
     Proposed("effective_from { year: 2026 month: 4 } review_due { year: 2026 month: 3 }"),
     "plan.review_after_start @ plan_proposed.review_due",
     Proposed("effective_from { year: 2026 month: 3 } review_due { year: 2026 month: 4 }")},
    {"R37_TargetsOfAProposalAreLookedAtToo",
     "plan_proposed { plan_id: 'p' plan_kind: 1 content { targets { item_id: 't' text: 'x' } } }",
     "plan.target_measurable @ plan_proposed.content.targets[0].measure", Proposed()},
    {"APlanThatIsClosedIsThere",
     "plan_closed { plan_id: 'q' reason: 1 }",
     "plan.is_in_the_record @ plan_closed.plan_id",
     Closed("LEFT"),
     {kProposedPlan}},
    {"R93_AnotherReasonIsGivenInWords", Closed("OTHER"),
     "plan.closed_with_reason @ plan_closed.detail", Closed("OTHER", "detail: 'x'")},
    {"R53_AReplacedPlanNamesTheOther", Closed("REPLACED"),
     "plan.replaced_by_which @ plan_closed.replaced_by_plan_id",
     Closed("REPLACED", "replaced_by_plan_id: 'q'")},
    {"R32_APlanFollowsWhileSupportLasts",
     Closed("OUTCOMES_MET"),
     "plan.follows_while_support_lasts @ plan_closed",
     Closed("LEFT"),
     {kProposedPlan, kK}},
};

INSTANTIATE_TEST_SUITE_P(Rows, ProposalRules, testing::ValuesIn(kProposalCases), NameOf);

using ProposalRulesTest = RulesTest;

TEST_F(ProposalRulesTest, ClosingAPlanTwiceIsHarmless) {
  record_.Add(kProposedPlan);
  record_.Add(Closed("LEFT"));

  EXPECT_THAT(Findings(Closed("LEFT")),
              testing::ElementsAre("plan.closed_once @ plan_closed.plan_id"));
}

TEST_F(ProposalRulesTest, APlanThatWasIssuedAgainIsClosedForTheFirstTime) {
  record_.Add(kProposedPlan);
  record_.Add(Closed("LEFT"));
  record_.Add(kProposedPlan);

  EXPECT_THAT(Findings(Closed("LEFT")), testing::IsEmpty());
}

}  // namespace
}  // namespace cairn
