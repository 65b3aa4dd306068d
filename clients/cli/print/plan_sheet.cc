#include "clients/cli/print/plan_sheet.h"

#include "absl/strings/match.h"

#include "clients/cli/print/print_words.h"
#include "clients/cli/print/text_layout.h"

namespace cairn::cli {
namespace {

// A finding that follows from the record alone is a computed line; others miss something.
std::string FindingWords(const v1::Finding& finding, std::string_view subject) {
  const bool computed = finding.source() == "computed";
  std::string words = computed ? "= " : "! ";
  if (!subject.empty()) words += std::string(subject) + ": ";
  return words + Plain(finding.sentence());
}

}  // namespace

PlanSheet::PlanSheet(const v1::Plan& plan)
    : plan_(plan),
      child_(plan.child_name().empty() ? "the child" : FirstName(plan.child_name())),
      printed_(static_cast<size_t>(plan.findings_size()), false) {}

void PlanSheet::Blank() {
  if (!absl::EndsWith(text_, "\n\n")) text_ += '\n';
}

void PlanSheet::Line(std::string_view line) { text_ += cli::Line(line); }

void PlanSheet::Block(std::string_view head, std::string_view text, size_t indent) {
  text_ += Hanging(head, indent, text, kWidth);
}

void PlanSheet::Findings(std::string_view field, size_t indent, std::string_view subject) {
  for (int i = 0; i < plan_.findings_size(); ++i) {
    if (plan_.findings(i).field() != field || printed_[static_cast<size_t>(i)]) continue;
    printed_[static_cast<size_t>(i)] = true;
    Block(std::string(indent, ' '), FindingWords(plan_.findings(i), subject), indent);
  }
}

bool PlanSheet::HasFindings(std::string_view field) const {
  for (int i = 0; i < plan_.findings_size(); ++i) {
    if (plan_.findings(i).field() == field && !printed_[static_cast<size_t>(i)]) return true;
  }
  return false;
}

void PlanSheet::RemainingFindings(std::string_view heading) {
  for (int i = 0; i < plan_.findings_size(); ++i) {
    if (printed_[static_cast<size_t>(i)]) continue;
    printed_[static_cast<size_t>(i)] = true;
    Block(heading, FindingWords(plan_.findings(i), ""));
    heading = "";
  }
}

}  // namespace cairn::cli
