#include "services/rules/plan/position_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

class PositionRules : public RuleCaseTest {};

TEST_P(PositionRules, FindIt) { ExpectItIsFound(); }

constexpr char kPlanWithPosition[] =
    "plan_issued { plan_id: 'p' plan_kind: PLAN_KIND_SEN_SUPPORT content { "
    "targets { item_id: 't1' text: 'x' } } }";

std::string Stance(const std::string& stance, const std::string& more = "") {
  return "position_taken { plan_id: 'p' stance: STANCE_" + stance + " " + more + " }";
}

const RuleCase kPositionCases[] = {
    {"R35_APositionIsAboutSomething", "position_taken { stance: STANCE_AGREE }",
     "position.about_something @ position_taken.plan_id", Stance("AGREE")},
    {"R35_ThePlanIsInTheRecord",
     "position_taken { plan_id: 'q' stance: STANCE_AGREE }",
     "plan.is_in_the_record @ position_taken.plan_id",
     Stance("AGREE"),
     {kPlanWithPosition}},
    {"R35_NobodyTakesAPositionForSomebodyElse", "person { name: 'Mo' } " + Stance("AGREE"),
     "position.how_it_was_said @ position_taken",
     "person { name: 'Mo' } means: MEANS_PHONE " + Stance("AGREE")},
    {"R35_DisagreementHasGrounds", Stance("PARTLY"),
     "position.has_grounds @ position_taken.grounds", Stance("PARTLY", "grounds: 'too little'")},
    {"R92_DisagreementSaysWhatIsWanted", Stance("DISAGREE"),
     "position.says_what_is_wanted @ position_taken.wants",
     Stance("DISAGREE", "wants: 'ten hours'")},
    {"R35_WhoeverWasNotAskedHasAReason", Stance("NOT_ASKED"),
     "position.everybody_is_asked @ position_taken.grounds",
     Stance("NOT_ASKED", "grounds: 'abroad until March'")},
    {"R35_TheItemsAreInThePlan",
     Stance("DISAGREE", "items: 't9'"),
     "position.items_are_in_the_plan @ position_taken.items[0]",
     Stance("DISAGREE", "items: 't1'"),
     {kPlanWithPosition}},
};

INSTANTIATE_TEST_SUITE_P(Rows, PositionRules, testing::ValuesIn(kPositionCases), NameOf);

}  // namespace
}  // namespace cairn
