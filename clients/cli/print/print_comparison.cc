#include "clients/cli/print/print_comparison.h"

#include <string_view>

#include "absl/strings/str_format.h"

#include "clients/cli/names/moments.h"
#include "clients/cli/print/print_words.h"
#include "clients/cli/print/text_layout.h"

namespace cairn::cli {
namespace {

std::string_view SectionWord(v1::PlanSection section) {
  switch (section) {
    case v1::PLAN_SECTION_ASPIRATIONS:
      return "ASPIRATIONS";
    case v1::PLAN_SECTION_STRENGTHS:
      return "STRENGTHS";
    case v1::PLAN_SECTION_NEEDS:
      return "NEEDS";
    case v1::PLAN_SECTION_OUTCOMES:
      return "OUTCOMES";
    case v1::PLAN_SECTION_TARGETS:
      return "TARGETS";
    case v1::PLAN_SECTION_PROVISION:
      return "SUPPORT";
    case v1::PLAN_SECTION_STRATEGIES:
      return "STRATEGIES";
    case v1::PLAN_SECTION_RESPONSIBILITIES:
      return "UNDERTAKEN";
    case v1::PLAN_SECTION_RELATIONAL:
      return "RELATIONAL";
    case v1::PLAN_SECTION_PLAN:
      return "THE PLAN";
    case v1::PLAN_SECTION_UNSPECIFIED:
    case v1::PlanSection_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::PlanSection_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "OTHER";
}

std::string ComparisonRow(std::string_view section, const std::string& item,
                          const std::string& what, const std::string& before,
                          const std::string& after) {
  return TableRow({{std::string(section), 11}, {item, 5}, {what, 18}, {before, 31}, {after, 31}});
}

// What is not stated is a stroke, so that an empty cell is never taken for a lost one.
std::string Stated(const std::string& text) { return text.empty() ? "-" : Plain(text); }

std::string PrintDifference(const v1::PlanDifference& difference, std::string_view section) {
  const std::string item = Plain(difference.item_id());
  if (difference.change() == v1::PLAN_CHANGE_ADDED) {
    return ComparisonRow(section, item, "new", "-", Plain(difference.after()));
  }
  if (difference.change() == v1::PLAN_CHANGE_REMOVED) {
    return ComparisonRow(section, item, "gone", Plain(difference.before()), "-");
  }
  std::string text;
  for (const v1::PlanFieldChange& field : difference.fields()) {
    const bool first = text.empty();
    text += ComparisonRow(first ? section : "", first ? item : "", Plain(field.label()),
                          Stated(field.before()), Stated(field.after()));
  }
  if (!text.empty()) return text;
  return ComparisonRow(section, item, "changed", Stated(difference.before()),
                       Stated(difference.after()));
}

// `v4 from 10 Sep 2025, A37`.
std::string VersionWords(const v1::ComparedPlan& plan) {
  if (plan.plan_version() == 0) return "no version before it";
  std::string words =
      absl::StrFormat("v%d from %s", plan.plan_version(), FullDate(plan.effective_from()));
  if (!plan.label().empty()) words += ", " + Plain(plan.label());
  return words;
}

}  // namespace

std::string PrintComparison(const v1::ComparePlansResponse& comparison) {
  if (comparison.plan_id().empty()) return "No plan is recorded.\n";
  const std::string plan = Plain(comparison.plan_id());
  if (!comparison.has_to()) return "Plan " + plan + " has no such version.\n";
  std::string text = Line(absl::StrFormat("PLAN %s  %s > %s", plan, VersionWords(comparison.from()),
                                          VersionWords(comparison.to())));
  if (!comparison.to().replaced_because().empty()) {
    text += Hanging("Why  ", 5, Plain(comparison.to().replaced_because()), kWidthMax);
  }
  if (comparison.differences().empty()) return text + "Nothing is different.\n";
  text += ComparisonRow("SECTION", "ITEM", "CHANGE", "BEFORE", "AFTER");
  std::string_view shown;
  for (const v1::PlanDifference& difference : comparison.differences()) {
    const std::string_view section = SectionWord(difference.section());
    text += PrintDifference(difference, section == shown ? "" : section);
    shown = section;
  }
  return text;
}

}  // namespace cairn::cli
