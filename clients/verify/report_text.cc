// The report for people.
#include "absl/strings/str_format.h"

#include "clients/verify/moment.h"
#include "clients/verify/report.h"

namespace cairn::verify {
namespace {

std::string Headline(const VerifyReport& report) {
  switch (report.verdict) {
    case Verdict::kGreen:
      return "GREEN: proved.";
    case Verdict::kAmber:
      return "AMBER: proved, with something that must be said.";
    case Verdict::kRed:
      return report.damaged == 0 ? "RED: refused."
                                 : absl::StrFormat("RED: refused. %d of %d events are damaged.",
                                                   report.damaged, report.proofs);
  }
  return "RED: refused.";
}

std::string Findings(const VerifyReport& report, Verdict verdict, std::string_view heading) {
  std::string text;
  for (const Finding& finding : report.findings) {
    if (VerdictOf(finding.reason) != verdict || finding.reason == Reason::kDemonstration) continue;
    if (text.empty()) absl::StrAppendFormat(&text, "\n%s\n", heading);
    absl::StrAppendFormat(&text, "  %s\n", finding.Line());
  }
  return text;
}

std::string Facts(const VerifyReport& report) {
  std::string text;
  if (!report.origin.empty()) {
    absl::StrAppendFormat(&text, "log     %s\n", report.origin);
    absl::StrAppendFormat(&text, "tree    %d leaves, root %s\n", report.tree_size, report.root);
  }
  if (!report.vkey.empty()) absl::StrAppendFormat(&text, "key     %s\n", report.vkey);
  if (!report.record.empty()) absl::StrAppendFormat(&text, "record  %s\n", report.record);
  absl::StrAppendFormat(&text, "events  %d proved of %d%s\n", report.events.size(), report.proofs,
                        report.complete ? absl::StrFormat("; none is missing up to version %d",
                                                          report.events.back().version)
                                        : "");
  return text;
}

std::string KindOf(const ProvedEvent& event) {
  switch (event.leaf_kind) {
    case LeafKind::kEvent:
      if (event.removal && event.label.Text().empty()) {
        return absl::StrFormat("(removed, see version %d)", event.removal->version);
      }
      return event.label.Text().empty() ? "(not shown)" : event.label.Text();
    case LeafKind::kErasure:
      return "(lawful removal)";
    case LeafKind::kKeyChange:
      return "(key change)";
    case LeafKind::kAccessBatch:
      return "(access log)";
    case LeafKind::kSuccession:
      return "(succession)";
  }
  return "";
}

std::string Events(const VerifyReport& report) {
  if (report.events.empty()) return "";
  std::string text = "\nproved: version, when the server recorded it, what, when it occurred\n";
  for (const ProvedEvent& event : report.events) {
    std::string line =
        absl::StrFormat("%6d  %s  %-28s  %s", event.version, UtcTime(event.recorded_at_us),
                        KindOf(event), event.label.occurred);
    line.resize(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

}  // namespace

std::string TextOf(const VerifyReport& report) {
  std::string text;
  if (report.demonstration) {
    text +=
        "DEMONSTRATION: the times in this log were set by a simulation. They prove nothing about "
        "when anything was recorded.\n";
  }
  text += Headline(report) + "\n";
  text += Findings(report, Verdict::kRed, "damaged or contradictory:");
  text += Findings(report, Verdict::kAmber, "must be said:");
  text += Findings(report, Verdict::kGreen, "also:");
  text += "\n" + Facts(report);
  text += Events(report);
  text +=
      "\nOnly the proof files are signed by the log; texts beside them are merely as SHA256SUMS "
      "lists "
      "them.\nNo proof can say that content is true, what was never recorded, or that a field that "
      "is not shown was absent.\n";
  return text;
}

}  // namespace cairn::verify
