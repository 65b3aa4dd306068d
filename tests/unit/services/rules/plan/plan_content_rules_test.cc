#include "services/rules/plan/plan_content_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

class PlanContentRules : public RuleCaseTest {};

TEST_P(PlanContentRules, FindIt) { ExpectItIsFound(); }

std::string Plan(const std::string& content, const std::string& kind = "SEN_SUPPORT") {
  return "plan_issued { plan_id: 'p' plan_kind: PLAN_KIND_" + kind + " content { " + content +
         " } }";
}
std::string Relational(const std::string& more = "") {
  return Plan("relational { " + more + " }", "RELATIONAL_SUPPORT");
}
std::string Found(const std::string& rule, const std::string& field) {
  return rule + " @ plan_issued.content." + field;
}
std::string Outcome(const std::string& more = "") {
  return Plan("outcomes { item_id: 'o1' text: 'x' " + more + " }");
}

const RuleCase kSenPlans[] = {
    {"R33_APlanStartsFromAspirations", Plan(""), Found("plan.has_aspirations", "aspirations"),
     Plan("aspirations { text: 'x' }")},
    {"R9_APlanHasTheChildsAspiration", Plan("aspirations { text: 'x' whose: CAPACITY_PARENT }"),
     Found("plan.has_the_childs_aspiration", "aspirations"),
     Plan("aspirations { text: 'x' whose: CAPACITY_CHILD }")},
    {"R9_APlanBuildsOnStrengths", Plan(""), Found("plan.has_strengths", "strengths"),
     Plan("strengths: 'draws well'")},
    {"R34_APlanExplainsNeeds", Plan(""), Found("plan.has_needs", "needs"), Plan("needs: 'x'")},
    {"R34_APlanExplainsOutcomes", Plan(""), Found("plan.has_outcomes", "outcomes"), Outcome()},
    {"R34_APlanExplainsSupport", Plan(""), Found("plan.has_support", "provisions"),
     Plan("provisions { item_id: 'l1' what: 'Phonics' }")},
    {"R36_AnOutcomeHasADate", Outcome(), Found("plan.outcome_has_a_date", "outcomes[0].by"),
     Outcome("by { year: 2026 }")},
    {"R36_AnOutcomeStatesExpectedProgress", Outcome(),
     Found("plan.outcome_has_its_progress", "outcomes[0].expected_progress"),
     Outcome("expected_progress: 'half by Easter'")},
    {"R30_AnOutcomeLiesInABroadArea", Outcome(),
     Found("plan.outcome_has_an_area", "outcomes[0].area"),
     Outcome("area: BROAD_AREA_COGNITION_AND_LEARNING")},
    {"R10_FromYearNineAPlanPreparesForAdulthood",
     Outcome(),
     Found("plan.prepares_for_adulthood", "outcomes"),
     Outcome("preparation_for_adulthood: true"),
     {"details_recorded { nc_year: '9' }"}},
    {"R45_APlanNamesResponsibilities", Plan(""),
     Found("plan.has_responsibilities", "responsibilities"),
     Plan("responsibilities { text: 'x' }")},
    {"R45_AResponsibilityIsSomebodys", Plan("responsibilities { text: 'x' }"),
     Found("plan.responsibility_is_somebodys", "responsibilities[0].whose"),
     Plan("responsibilities { text: 'x' whose: 'pupil' }")},
    {"R85_SpecialistsStandInThePlan",
     Plan(""),
     Found("plan.names_specialists", "specialists"),
     Plan("specialists: 'SLT: weekly targets'"),
     {"specialist_reported { profession: PROFESSION_SOCIAL_WORKER }"}},
    {"R64_APlanSaysWhatHelpsAtHome", Plan(""),
     Found("plan.says_what_helps_at_home", "home_strategies"),
     Plan("responsibilities { text: 'reads aloud' whose: 'parent' }")},
    {"TwoItemsWithOneIdAreRefused",
     Plan("outcomes { item_id: 'x' text: 'a' } "
          "targets { item_id: 'x' text: 'b' }"),
     Found("plan.item_ids_differ", "targets[0].item_id"), Outcome()},
};

INSTANTIATE_TEST_SUITE_P(SenPlans, PlanContentRules, testing::ValuesIn(kSenPlans), NameOf);

const RuleCase kOtherPlans[] = {
    {"R56_TheChildTakesPartInARelationalPlan", Relational(),
     Found("relational.child_took_part", "relational.child_took_part"),
     Relational("child_took_part: true")},
    {"R56_ARelationalPlanNamesTrustedAdults", Relational(),
     Found("relational.names_trusted_adults", "relational.trusted_adults"),
     Relational("trusted_adults: 'Mr Thistlewood'")},
    {"R56_ARelationalPlanSaysHowAdultsAct", Relational(),
     Found("relational.says_how_adults_act", "relational.adult_stance"),
     Relational("calms: 'a walk'")},
    {"R56_ARelationalPlanIsCloselyHeld", Relational(), "relational.closely_held @ plan_issued",
     "label: LABEL_CONFIDENTIAL " + Relational()},
    {"ATransitionPlanSaysWhatIsDoneForTheMove", Plan("", "TRANSITION"),
     Found("plan.says_what_is_done_for_the_move", "transition"),
     Plan("transition: 'three visits'", "TRANSITION")},
    {"R32_AnIndividualSupportPlanIsASenPlan", Plan("", "INDIVIDUAL_SUPPORT"),
     Found("plan.has_needs", "needs"), Plan("", "BEHAVIOUR_SUPPORT")},
};

INSTANTIATE_TEST_SUITE_P(OtherPlans, PlanContentRules, testing::ValuesIn(kOtherPlans), NameOf);

using PlanContentRulesTest = RulesTest;

TEST_F(PlanContentRulesTest, R10_BeforeYearNineNothingIsSaidOfAdulthood) {
  record_.Add("details_recorded { nc_year: '8' }");

  EXPECT_THAT(Findings(Outcome()),
              testing::Not(testing::Contains(Found("plan.prepares_for_adulthood", "outcomes"))));
}

}  // namespace
}  // namespace cairn
