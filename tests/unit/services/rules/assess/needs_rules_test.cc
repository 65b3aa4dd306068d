#include "services/rules/assess/needs_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

class NeedsRules : public RuleCaseTest {};

TEST_P(NeedsRules, FindIt) { ExpectItIsFound(); }

std::string Needs(const std::string& more = "") {
  return "needs_identified { needs { type: SEN_TYPE_SPLD rank: 1 } " + more + " }";
}
std::string Barrier(const std::string& status, const std::string& more = "") {
  return "barrier_recorded { barrier_id: 'b1' status: BARRIER_STATUS_" + status + " " + more + " }";
}
constexpr char kEnded[] =
    "source { system: 's' id: 'A20' } provision_ended { provision_id: 'i1' reason: 3 }";

const RuleCase kNeedsCases[] = {
    {"R28_NeedsRestOnHowTheChildTookToSupport",
     Needs(),
     "needs.rest_on_evidence @ needs_identified",
     "links { relation: RELATION_EVIDENCE entry { source_id: 'A20' } } " + Needs(),
     {kEnded}},
    {"R17_NeedsAreWorkedOutTogether", Needs(),
     "needs.worked_out_together @ needs_identified.worked_out_with",
     Needs("worked_out_with: 'class teacher' worked_out_with: 'mother'")},
    {"R24_TheChildIsSeenInClassFirst", Needs(), "needs.seen_in_class @ needs_identified",
     Barrier("FOUND")},
    {"R30_ANeedLiesInItsBroadArea",
     "needs_identified { needs { type: SEN_TYPE_SPLD area: "
     "BROAD_AREA_SENSORY_AND_OR_PHYSICAL } }",
     "needs.area_fits_type @ needs_identified.needs[0].area",
     "needs_identified { needs { type: SEN_TYPE_SPLD area: BROAD_AREA_COGNITION_AND_LEARNING } "
     "needs { type: SEN_TYPE_NSA area: BROAD_AREA_SENSORY_AND_OR_PHYSICAL } }"},
    {"R22_FurtherAssessmentHasAReason", Needs("further_assessment: false"),
     "assessment.further_has_a_reason @ needs_identified.further_assessment_reason",
     Needs("further_assessment: false further_assessment_reason: 'three agree'")},
    {"R2_ABarrierHasAnAction", Barrier("FOUND", "text: 'noise'"),
     "barrier.has_an_action @ barrier_recorded.actions",
     Barrier("FOUND", "text: 'noise' actions: 'seat at the front'")},
    {"R2_ABarrierSaysWhatItIs", Barrier("FOUND"), "barrier.says_what_it_is @ barrier_recorded.text",
     Barrier("FOUND", "text: 'noise'")},
    {"R2_ABarrierThatStaysHasAReason", Barrier("REMAINS"),
     "barrier.stays_with_a_reason @ barrier_recorded.text",
     Barrier("REMAINS", "text: 'the hall stays loud'")},
};

INSTANTIATE_TEST_SUITE_P(Rows, NeedsRules, testing::ValuesIn(kNeedsCases), NameOf);

using NeedsRulesTest = RulesTest;

TEST_F(NeedsRulesTest, R24_AnObservationBeforeIsEnough) {
  record_.Add("observation_recorded { text: 'guesses from the first letter' }");

  EXPECT_THAT(Findings(Needs()),
              testing::Not(testing::Contains("needs.seen_in_class @ needs_identified")));
}

TEST_F(NeedsRulesTest, R2_WhatWasSaidOfABarrierBeforeCounts) {
  record_.Add(Barrier("FOUND", "text: 'noise' actions: 'seat at the front'"));

  EXPECT_THAT(Findings(Barrier("BEING_REMOVED")), testing::IsEmpty());
  EXPECT_THAT(Findings(Barrier("REMOVED")), testing::IsEmpty());
}

}  // namespace
}  // namespace cairn
