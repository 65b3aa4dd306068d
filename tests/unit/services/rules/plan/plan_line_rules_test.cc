#include "services/rules/plan/plan_line_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

class PlanLineRules : public RuleCaseTest {};

TEST_P(PlanLineRules, FindIt) { ExpectItIsFound(); }

std::string PlanWith(const std::string& content) {
  return "plan_issued { plan_id: 'p' plan_kind: PLAN_KIND_SEN_SUPPORT content { " + content +
         " } }";
}
std::string Target(const std::string& more = "") {
  return PlanWith("outcomes { item_id: 'o1' text: 'x' } targets { item_id: 't1' text: 'y' " + more +
                  " }");
}
std::string Line(const std::string& more = "") {
  return PlanWith("provisions { item_id: 'l1' what: 'Phonics' " + more + " }");
}
std::string OfTarget(const std::string& rule, const std::string& field) {
  return rule + " @ plan_issued.content.targets[0]." + field;
}
std::string OfLine(const std::string& rule, const std::string& field) {
  return rule + " @ plan_issued.content.provisions[0]." + field;
}

const RuleCase kTargets[] = {
    {"R37_ATargetIsMeasurable", Target(), OfTarget("plan.target_measurable", "measure"),
     Target("measure: 'words of 100'")},
    {"R38_ATargetHasAStart", Target(), OfTarget("plan.target_has_a_start", "baseline"),
     Target("baseline { value: 41 }")},
    {"R37_ATargetHasAnAim", Target("measure: 'words'"), OfTarget("plan.target_has_an_aim", "aim"),
     Target("measure: 'words' aim { value: 70 }")},
    {"R37_ATargetHasADate", Target(), OfTarget("plan.target_has_a_date", "due"),
     Target("due { year: 2026 }")},
    {"R37_ATargetIsRelevant", Target(), OfTarget("plan.target_relevant", "relevance"),
     Target("relevance: 'wants to read to his sister'")},
    {"R37_ATargetIsAttainable", Target(), OfTarget("plan.target_attainable", "attainable_because"),
     Target("attainable_because: 'gained 20 last term'")},
    {"R39_ATargetIsSetTogether", Target(), OfTarget("plan.target_set_together", "set_by"),
     Target("set_by: 'Pip'")},
    {"R36_ATargetServesAnOutcome", Target("outcome_id: 'o9'"),
     OfTarget("plan.target_serves_an_outcome", "outcome_id"), Target("outcome_id: 'o1'")},
};

INSTANTIATE_TEST_SUITE_P(Targets, PlanLineRules, testing::ValuesIn(kTargets), NameOf);

const RuleCase kLines[] = {
    {"R35_APartTimeTimetableIsAgreed", Line("attendance_code: 'C2'"),
     OfLine("plan.part_time_agreed", "attendance_code"), Line("attendance_code: 'B'")},
    {"R60_APartTimeTimetableHasAnEnd", Line("attendance_code: 'C2'"),
     OfLine("plan.part_time_has_an_end", "to"), Line("attendance_code: 'C2' weeks: 4")},
    {"R40_SupportIsGivenBySomebody", Line(), OfLine("plan.provision_specific", "provider"),
     Line("provider_organisation: 'Wexmere therapies'")},
    {"R40_SupportNamesItsExpertise", Line(), OfLine("plan.provision_needs_expertise", "expertise"),
     Line("expertise: 'trained in Phonics A'")},
    {"R41_SupportIsQuantified", Line("sessions_per_week { value: 5 }"),
     OfLine("plan.provision_quantified", "sessions_per_week"),
     Line("sessions_per_week { value: 5 } minutes_per_session: 20")},
    {"R41_SupportHasItsTime", Line(), OfLine("plan.provision_has_its_time", "slot"),
     Line("slot: 'Tue 9:10'")},
    {"R60_SupportHasALength", Line(), OfLine("plan.provision_has_a_length", "weeks"),
     Line("weeks: 12")},
    {"R47_SupportShowsItsTier", Line(), OfLine("plan.provision_shows_its_tier", "tier"),
     Line("tier: TIER_TARGETED")},
    {"R43_SupportHasItsReason", Line(), OfLine("plan.provision_has_its_reason", "why"),
     Line("why: 'guesses from the first letter'")},
    {"R43_SupportExpectsADifference", Line(),
     OfLine("plan.provision_expects_a_difference", "expected_difference"), Line("serves: 't1'")},
    {"R41_SupportEndsAfterItBegins", Line("from { year: 2026 } to { year: 2025 }"),
     "dates.end_after_start @ plan_issued.content.provisions[0].to",
     Line("from { year: 2025 } to { year: 2026 }")},
};

INSTANTIATE_TEST_SUITE_P(Lines, PlanLineRules, testing::ValuesIn(kLines), NameOf);

}  // namespace
}  // namespace cairn
