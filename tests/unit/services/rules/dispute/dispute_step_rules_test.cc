#include "services/rules/dispute/dispute_step_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

class DisputeStepRules : public RuleCaseTest {};

TEST_P(DisputeStepRules, FindIt) { ExpectItIsFound(); }

std::string Step(const std::string& step, const std::string& more = "") {
  return "late_reason: 'import' dispute_step_recorded { dispute_id: 'd' step: DISPUTE_STEP_" +
         step + " " + more + " }";
}
std::string Pages(int pages) {
  return Step("EVIDENCE_SENT", "items { type: 'plan' pages: " + std::to_string(pages) + " }");
}
std::string Appeal(const std::string& more) {
  return "dispute_opened { dispute_id: 'd' dispute: DISPUTE_KIND_APPEAL " + more + " }";
}
constexpr char kTooMany[] = "evidence.within_the_page_limit @ dispute_step_recorded.items";
constexpr char kMediation[] =
    "dispute_opened { dispute_id: 'd' dispute: DISPUTE_KIND_MEDIATION "
    "authority_told { year: 2025 month: 7 day: 7 } }";

const RuleCase kDisputeStepCases[] = {
    {"SeventyFivePagesAgainstARefusalToAssess",
     Pages(76),
     kTooMany,
     Pages(75),
     {Appeal("appeal_type: 'refusal_to_assess'")}},
    {"AHundredPagesAboutSectionsBAndF",
     Pages(101),
     kTooMany,
     Pages(100),
     {Appeal("sections: 'B' sections: 'F'")}},
    {"TwoHundredPagesOfADiscriminationClaim",
     Pages(201),
     kTooMany,
     Pages(200),
     {"dispute_opened { dispute_id: 'd' dispute: DISPUTE_KIND_DISCRIMINATION_CLAIM }"}},
    {"PagesOfTheSamePartyAddUp",
     Pages(36),
     kTooMany,
     Pages(35),
     {Appeal("appeal_type: 'refusal_to_assess'"), Pages(40)}},
    {"StatementsHaveNumberedParagraphs", Step("EVIDENCE_SENT", "numbered_paragraphs: false"),
     "evidence.paragraphs_numbered @ dispute_step_recorded.numbered_paragraphs",
     Step("EVIDENCE_SENT", "numbered_paragraphs: true")},
    {"AnExpertReportHasFifteenPages",
     Step("EVIDENCE_SENT", "items { type: 'expert_report' pages: 16 }"),
     "evidence.expert_report_length @ dispute_step_recorded.items[0].pages",
     Step("EVIDENCE_SENT", "items { type: 'expert_report' pages: 15 }")},
    {"AWitnessStatementHasTenPages",
     Step("EVIDENCE_SENT", "items { type: 'witness_statement' pages: 11 }"),
     "evidence.statement_length @ dispute_step_recorded.items[0].pages",
     Step("EVIDENCE_SENT", "items { type: 'witness_statement' pages: 10 }")},
    {"MediationIsArrangedInThirtyDays",
     On(2025, 8, 7) + Step("MEDIATION_HELD"),
     "mediation.arranged_in_thirty_days @ dispute_step_recorded",
     On(2025, 8, 6) + Step("MEDIATION_HELD"),
     {kMediation}},
    // Held on a Friday; three working days end on the Wednesday.
    {"TheCertificateComesInThreeWorkingDays",
     On(2025, 7, 3) + Step("CERTIFICATE_ISSUED"),
     "mediation.certificate_in_three_days @ dispute_step_recorded.certificate_date",
     On(2025, 7, 2) + Step("CERTIFICATE_ISSUED"),
     {On(2025, 6, 27) + Step("MEDIATION_HELD")}},
    {"AnAgreementHasTerms", Step("MEDIATION_HELD", "agreement: true"),
     "mediation.agreement_has_terms @ dispute_step_recorded.terms",
     Step("MEDIATION_HELD", "agreement: true terms: 'will assess'")},
    {"AnOrderHasItsDate", Step("ORDER_MADE"),
     "order.has_its_date @ dispute_step_recorded.order_date",
     Step("ORDER_MADE", "order_date { year: 2025 month: 11 day: 14 }")},
};

INSTANTIATE_TEST_SUITE_P(Rows, DisputeStepRules, testing::ValuesIn(kDisputeStepCases), NameOf);

}  // namespace
}  // namespace cairn
