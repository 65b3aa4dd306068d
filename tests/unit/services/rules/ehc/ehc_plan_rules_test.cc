#include "services/rules/ehc/ehc_plan_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

class EhcPlanRules : public RuleCaseTest {};

TEST_P(EhcPlanRules, FindIt) { ExpectItIsFound(); }

// Served in 2025.
std::string Served(const std::string& stage, int month, int day, const std::string& more = "") {
  return "ehc_plan_served { stage: EHC_PLAN_STAGE_" + stage +
         " plan_date { year: 2025 month: " + std::to_string(month) +
         " day: " + std::to_string(day) + " } " + more + " }";
}
constexpr char kServedInFebruary[] = "served_on { year: 2025 month: 2 day: 13 } ";
const std::string kDraft =
    On(2025, 2, 13) +
    Served("DRAFT", 2, 12, std::string(kServedInFebruary) + "section_f: 'ten hours'");
constexpr char kAmends[] =
    "ehc_decision_notified { decision: EHC_DECISION_AMEND "
    "notice_sent { year: 2025 month: 12 day: 10 } }";
constexpr char kSections[] =
    "sections: 'A' sections: 'B' sections: 'C' sections: 'D' sections: 'E' sections: 'F' "
    "sections: 'G' sections: 'H1' sections: 'H2' sections: 'I' ";

const RuleCase kEhcPlanCases[] = {
    {"R91_AnAmendedPlanTakesEightWeeks",
     "ehc_plan_served { stage: EHC_PLAN_STAGE_AMENDED_FINAL "
     "plan_date { year: 2026 month: 2 day: 5 } }",
     "ehc.amended_plan_in_time @ ehc_plan_served.plan_date",
     "ehc_plan_served { stage: EHC_PLAN_STAGE_AMENDED_FINAL "
     "plan_date { year: 2026 month: 2 day: 4 } }",
     {kAmends}},
    // Served on 13 February: open to the 27th.
    {"ADraftLeavesFifteenDays",
     Served("DRAFT", 2, 12,
            std::string(kServedInFebruary) +
                "stated_representations_by { year: 2025 month: 2 day: 26 }"),
     "ehc.draft_leaves_fifteen_days @ ehc_plan_served.stated_representations_by",
     Served("DRAFT", 2, 12,
            std::string(kServedInFebruary) +
                "stated_representations_by { year: 2025 month: 2 day: 27 }")},
    {"TheFinalPlanComesAfterRepresentations",
     Served("FINAL", 2, 27),
     "ehc.final_after_representations @ ehc_plan_served.plan_date",
     Served("FINAL", 2, 28),
     {kDraft}},
    {"TheFinalPlanDiffersOnlyAsAsked",
     Served("FINAL", 3, 3, "section_f: 'six hours'"),
     "ehc.final_differs_only_as_asked @ ehc_plan_served.section_f",
     Served("FINAL", 3, 3, "section_f: 'ten hours'"),
     {kDraft}},
    {"ADraftNamesNoSchool", Served("DRAFT", 2, 12, "named_school: 'Hollowtree'"),
     "ehc.draft_names_no_school @ ehc_plan_served.named_school",
     Served("FINAL", 2, 12, "named_school: 'Hollowtree'")},
    {"APlanHasEverySection", Served("FINAL", 3, 3, kSections),
     "ehc.has_every_section @ ehc_plan_served.sections",
     Served("FINAL", 3, 3, std::string(kSections) + "sections: 'K'")},
    {"AMoveIsPreparedInTime", Served("AMENDED_FINAL", 2, 16, "for_phase_transfer: true"),
     "ehc.transfer_in_time @ ehc_plan_served.plan_date",
     Served("AMENDED_FINAL", 2, 14, "for_phase_transfer: true")},
    {"R91_TheNextReviewIsNamedWithinAYear",
     Served("FINAL", 3, 3, "next_annual_review_by { year: 2026 month: 3 day: 5 }"),
     "ehc.review_named_within_a_year @ ehc_plan_served.next_annual_review_by",
     Served("FINAL", 3, 3, "next_annual_review_by { year: 2026 month: 3 day: 2 }")},
};

INSTANTIATE_TEST_SUITE_P(Rows, EhcPlanRules, testing::ValuesIn(kEhcPlanCases), NameOf);

using EhcPlanRulesTest = RulesTest;

TEST_F(EhcPlanRulesTest, TheFamilysAnswerToTheDraftMayChangeIt) {
  record_.Add(kDraft);
  record_.Add(On(2025, 2, 20) +
              "person { capacity: CAPACITY_PARENT } voice_captured { text: 'x' }");

  EXPECT_THAT(Findings(Served("FINAL", 3, 3, "section_f: 'six hours'")),
              testing::Not(testing::Contains(
                  "ehc.final_differs_only_as_asked @ ehc_plan_served.section_f")));
}

// From secondary school the limit is 31 March.
TEST_F(EhcPlanRulesTest, AMoveFromSecondarySchoolHasUntilMarch) {
  constexpr char kFound[] = "ehc.transfer_in_time @ ehc_plan_served.plan_date";
  record_.Add(On(2024, 9, 2) + "details_recorded { nc_year: '11' }");

  EXPECT_THAT(Findings(Served("AMENDED_FINAL", 3, 30, "for_phase_transfer: true")),
              testing::Not(testing::Contains(kFound)));
  EXPECT_THAT(Findings(Served("AMENDED_FINAL", 4, 1, "for_phase_transfer: true")),
              testing::Contains(kFound));
}

}  // namespace
}  // namespace cairn
