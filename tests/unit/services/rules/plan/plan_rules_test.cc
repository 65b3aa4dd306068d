#include "services/rules/plan/plan_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

class PlanRules : public RuleCaseTest {};

TEST_P(PlanRules, FindIt) { ExpectItIsFound(); }

std::string IssuedPlan(const std::string& more = "", const std::string& kind = "SEN_SUPPORT") {
  return "plan_issued { plan_id: 'plan-1' plan_kind: PLAN_KIND_" + kind + " content {} " + more +
         " }";
}

const RuleCase kPlanCases[] = {
    {"AVersionThatIsThereAlreadyIsRefused",
     IssuedPlan("plan_version: 1"),
     "plan.version_is_new @ plan_issued.plan_version",
     IssuedPlan("plan_version: 2"),
     {IssuedPlan("plan_version: 1")}},
    {"R44_APlanHasAReviewDate", IssuedPlan(), "plan.review_date_set @ plan_issued.review_due",
     IssuedPlan("review_due { year: 2026 month: 3 }")},
    {"R44_TheReviewDateIsAgreed", IssuedPlan("review_due { year: 2026 month: 3 }"),
     "plan.review_date_agreed @ plan_issued.review_agreed_with",
     IssuedPlan("review_due { year: 2026 month: 3 } review_agreed_with: 'Mother'")},
    {"TheReviewComesAfterTheStart",
     IssuedPlan("effective_from { year: 2026 month: 4 } review_due { year: 2026 month: 3 }"),
     "plan.review_after_start @ plan_issued.review_due",
     IssuedPlan("effective_from { year: 2026 month: 3 } review_due { year: 2026 month: 3 }")},
    {"R57_ATeacherStaysResponsible", IssuedPlan(),
     "plan.teacher_named @ plan_issued.responsible_teacher",
     IssuedPlan("responsible_teacher: 'B Thistlewood'")},
    {"R53_ANewVersionSaysWhy",
     IssuedPlan(),
     "plan.says_why_it_changed @ plan_issued.replaced_because",
     IssuedPlan("replaced_because: 'target met'"),
     {IssuedPlan()}},
    {"R54_AShortTermPlanStandsUnderAnEhcPlan", IssuedPlan("", "SHORT_TERM_UNDER_EHC_PLAN"),
     "plan.short_term_under_a_plan @ plan_issued.plan_kind", IssuedPlan()},
    {"R56_ARelationalPlanBelongsToASenPlan", IssuedPlan("", "RELATIONAL_SUPPORT"),
     "relational.belongs_to_a_plan @ plan_issued.linked_plan_id",
     IssuedPlan("linked_plan_id: 'plan-1'", "RELATIONAL_SUPPORT")},
};

INSTANTIATE_TEST_SUITE_P(Rows, PlanRules, testing::ValuesIn(kPlanCases), NameOf);

using PlanRulesTest = RulesTest;

constexpr char kWholePlan[] =
    "person { name: 'B Thistlewood' } plan_issued { plan_id: 'plan-1' "
    "plan_kind: PLAN_KIND_SEN_SUPPORT review_due { year: 2026 month: 3 } "
    "review_agreed_with: 'Mother' responsible_teacher: 'B Thistlewood' content { "
    "aspirations { text: 'Read a football magazine' whose: CAPACITY_CHILD } "
    "strengths: 'Draws well' needs: 'Reading words' "
    "outcomes { item_id: 'o1' text: 'Reads' area: BROAD_AREA_COGNITION_AND_LEARNING "
    "by { year: 2026 month: 7 } expected_progress: 'half by Easter' } "
    "targets { item_id: 't1' text: 'Read words' outcome_id: 'o1' measure: 'words of 100' "
    "baseline { value: 41 } aim { value: 70 } due { year: 2026 month: 7 } set_by: 'Pip' "
    "relevance: 'football' attainable_because: 'gained 20 last term' } "
    "provisions { item_id: 'p1' what: 'Phonics' provider: 'C Applegarth' expertise: 'trained' "
    "sessions_per_week { value: 5 } minutes_per_session: 20 slot: 'daily 9:10' weeks: 12 "
    "tier: TIER_TARGETED why: 'guesses' expected_difference: 'decodes' } "
    "responsibilities { text: 'Read aloud daily' whose: 'parent' } } }";

TEST_F(PlanRulesTest, R34_FindNothingInAWholePlan) { EXPECT_THAT(Findings(kWholePlan), IsEmpty()); }

TEST_F(PlanRulesTest, R32_RecordAnEmptyPlan) {
  EXPECT_FALSE(Check(EntryOf(IssuedPlan())).refused());
}

TEST_F(PlanRulesTest, CorrectAVersionUnderItsOwnNumber) {
  record_.Add(IssuedPlan("plan_version: 1"));

  EXPECT_THAT(RefusalsOf(Check(Correcting(2, IssuedPlan("plan_version: 1")))), IsEmpty());
}

TEST_F(PlanRulesTest, R35_TakeAParentsAgreementToAPartTimeTimetable) {
  constexpr char kPartTime[] =
      "plan_issued { plan_id: 'plan-1' plan_kind: PLAN_KIND_SEN_SUPPORT "
      "content { provisions { item_id: 'p1' what: 'Mornings' attendance_code: 'C2' } } }";
  constexpr char kFound[] =
      "plan.part_time_agreed @ plan_issued.content.provisions[0].attendance_code";
  EXPECT_THAT(Findings(kPartTime), Contains(kFound));

  record_.Add(
      "person { capacity: CAPACITY_PARENT } position_taken { stance: STANCE_AGREE "
      "plan_id: 'plan-1' }");

  EXPECT_THAT(Findings(kPartTime), Not(Contains(kFound)));
}

TEST_F(PlanRulesTest, R54_AcceptAShortTermPlanUnderAnEhcPlan) {
  record_.Add("ehc_plan_served { stage: EHC_PLAN_STAGE_FINAL plan_date { year: 2026 } }");

  EXPECT_THAT(Findings(IssuedPlan("", "SHORT_TERM_UNDER_EHC_PLAN")),
              Not(Contains("plan.short_term_under_a_plan @ plan_issued.plan_kind")));
}

}  // namespace
}  // namespace cairn
