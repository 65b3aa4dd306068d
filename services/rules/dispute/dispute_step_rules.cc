#include "services/rules/dispute/dispute_step_rules.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "services/rules/dispute/dispute_known_rule.h"
#include "services/rules/lateness.h"

namespace cairn::rules {
namespace {

// Practice Direction No 1 of 2025 for hearings after 15 July 2025.
constexpr std::string_view kBundleRules = "SEND bundles: Practice Direction No 1 of 2025";
constexpr int kFontPointsMin = 12;

constexpr int kPagesAgainstContents = 100;
constexpr int kPagesOfOtherAppeals = 75;
constexpr int kPagesOfClaims = 200;
constexpr int kExpertPagesMax = 15;
constexpr int kWitnessPagesMax = 10;

// Pages of evidence that a party may send; nothing for disputes outside the tribunal.
std::optional<int> PageLimit(const v1::DisputeOpened& opened) {
  if (opened.has_page_limit_per_party()) return opened.page_limit_per_party();
  if (opened.dispute() == v1::DISPUTE_KIND_DISCRIMINATION_CLAIM) return kPagesOfClaims;
  if (!IsAppeal(opened)) return std::nullopt;
  const bool by_sections =
      std::any_of(opened.sections().begin(), opened.sections().end(),
                  [](const std::string& section) { return section == "B" || section == "F"; });
  const bool against_contents = by_sections || opened.appeal_type() == "contents_of_plan" ||
                                opened.appeal_type() == "refusal_to_issue";
  return against_contents ? kPagesAgainstContents : kPagesOfOtherAppeals;
}

int64_t PagesOf(const v1::DisputeStepRecorded& step) {
  int64_t pages = 0;
  for (const v1::EvidenceItem& item : step.items()) pages += item.pages();
  return pages;
}

// What this party sends now and has sent before.
bool IsOverThePageLimit(const v1::DisputeStepRecorded& step, const Situation& at) {
  const Dispute* dispute = OpenedDispute(at.before, step.dispute_id());
  if (dispute == nullptr || step.items().empty()) return false;
  int64_t pages = PagesOf(step);
  for (const auto& earlier : dispute->steps) {
    const bool same_party =
        earlier.entry->entry().person().capacity() == at.entry.person().capacity();
    if (same_party && !at.entry.has_corrects()) pages += PagesOf(*earlier);
  }
  return pages > PageLimit(*dispute->opened).value_or(pages);
}

// The documents of that type which have more pages than that.
Places DocumentsOver(const v1::DisputeStepRecorded& step, std::string_view type, int pages_max) {
  Places places;
  for (int i = 0; i < step.items_size(); ++i) {
    if (step.items(i).type() == type && step.items(i).pages() > pages_max) {
      places.push_back(Item("items", i, "pages"));
    }
  }
  return places;
}

// When the authority was told that the family wants to mediate.
std::optional<CivilDate> ToldToMediate(const v1::DisputeStepRecorded& step, const Situation& at) {
  const Dispute* dispute = OpenedDispute(at.before, step.dispute_id());
  return dispute == nullptr ? std::nullopt : LatestDay(dispute->opened->authority_told());
}

std::optional<CivilDate> MediatedOn(const v1::DisputeStepRecorded& step, const Situation& at) {
  const Dispute* dispute = FindDispute(at.before.disputes, step.dispute_id());
  std::optional<CivilDate> held;
  if (dispute == nullptr) return held;
  for (const auto& earlier : dispute->steps) {
    if (earlier->step() == v1::DISPUTE_STEP_MEDIATION_HELD) held = earlier.day();
  }
  return held;
}

constexpr KindRule<v1::DisputeStepRecorded> kStepRules[] = {
    {kDisputeKnown,
     [](const v1::DisputeStepRecorded& step, const Situation& at) {
       return When(OpenedDispute(at.before, step.dispute_id()) == nullptr, "dispute_id");
     }},
    {{"evidence.within_the_page_limit", Effect::kGuidance, kBundleRules,
      "This is more pages than a party may send without asking the tribunal (form SEND7)."},
     [](const v1::DisputeStepRecorded& step, const Situation& at) {
       return When(IsOverThePageLimit(step, at), "items");
     }},
    {{"evidence.readable", Effect::kGuidance, kBundleRules,
      "Evidence is set in 12 points or more."},
     [](const v1::DisputeStepRecorded& step, const Situation&) {
       return When(step.has_font_points() && step.font_points() < kFontPointsMin, "font_points");
     }},
    {{"evidence.paragraphs_numbered", Effect::kGuidance, kBundleRules,
      "Statements and reports have numbered paragraphs."},
     [](const v1::DisputeStepRecorded& step, const Situation&) {
       return When(step.has_numbered_paragraphs() && !step.numbered_paragraphs(),
                   "numbered_paragraphs");
     }},
    {{"evidence.expert_report_length", Effect::kGuidance, kBundleRules,
      "A report of an expert has 15 pages or fewer, its summary included."},
     [](const v1::DisputeStepRecorded& step, const Situation&) {
       return DocumentsOver(step, "expert_report", kExpertPagesMax);
     }},
    {{"evidence.statement_length", Effect::kGuidance, kBundleRules,
      "A statement of a witness has ten pages or fewer."},
     [](const v1::DisputeStepRecorded& step, const Situation&) {
       return DocumentsOver(step, "witness_statement", kWitnessPagesMax);
     }},
    {{"mediation.arranged_in_thirty_days", Effect::kLegalDuty,
      "Children and Families Act 2014 ss53-54",
      "It was held more than 30 days after the authority was told that the family wants to "
      "mediate."},
     [](const v1::DisputeStepRecorded& step, const Situation& at) {
       return When(step.step() == v1::DISPUTE_STEP_MEDIATION_HELD &&
                   IsLate("mediation.arranged", ToldToMediate(step, at), at.day));
     }},
    {{"mediation.certificate_in_three_days", Effect::kLegalDuty,
      "Children and Families Act 2014 s55(5); SEND Regulations 2014 reg 39",
      "The certificate came more than three working days after the mediation."},
     [](const v1::DisputeStepRecorded& step, const Situation& at) {
       const CivilDate issued = EarliestDay(step.certificate_date()).value_or(at.day);
       return When(
           step.step() == v1::DISPUTE_STEP_CERTIFICATE_ISSUED &&
               IsLate("mediation.certificate_after_mediation", MediatedOn(step, at), issued),
           "certificate_date");
     }},
    {{"mediation.agreement_has_terms", Effect::kGuidance, "SEND Regulations 2014 reg 42",
      "An agreement was reached: write down its terms, or nobody can see whether they are met."},
     [](const v1::DisputeStepRecorded& step, const Situation&) {
       return When(step.agreement() && step.terms().empty(), "terms");
     }},
    {{"order.has_its_date", Effect::kGuidance, "SEND Regulations 2014 reg 44(2)",
      "Give the date of the order: what it asks for is counted from it."},
     [](const v1::DisputeStepRecorded& step, const Situation&) {
       return When(step.step() == v1::DISPUTE_STEP_ORDER_MADE && !step.has_order_date(),
                   "order_date");
     }},
};

}  // namespace

void CheckKind(const v1::DisputeStepRecorded& step, const Situation& at, Verdict& verdict) {
  Judge(kStepRules, step, at, verdict);
}

void ListDisputeStepRules(std::vector<Rule>& list) { ListRules(kStepRules, list); }

}  // namespace cairn::rules
