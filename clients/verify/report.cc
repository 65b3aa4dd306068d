#include "clients/verify/report.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_format.h"

namespace cairn::verify {
namespace {

// A demonstration is said before anything else, then what weighs most.
auto OrderOf(const Finding& finding) {
  const bool demonstration = finding.reason == Reason::kDemonstration;
  return std::tuple(demonstration ? 0 : 1, -static_cast<int>(VerdictOf(finding.reason)),
                    finding.version);
}

}  // namespace

Fault Malformed(const absl::Status& status) {
  return {Reason::kMalformed, std::string(status.message())};
}

Verdict VerdictOf(Reason reason) {
  switch (reason) {
    case Reason::kProved:
    case Reason::kRemoved:
      return Verdict::kGreen;
    case Reason::kDemonstration:
    case Reason::kKeyCameAlong:
    case Reason::kNotWitnessed:
    case Reason::kCheckpointsDiffer:
    case Reason::kPartial:
    case Reason::kContentMissing:
    case Reason::kNotProved:
      return Verdict::kAmber;
    case Reason::kUnreadable:
    case Reason::kFileMissing:
    case Reason::kFileUnlisted:
    case Reason::kFileChanged:
    case Reason::kMalformed:
    case Reason::kOtherKey:
    case Reason::kSignature:
    case Reason::kFields:
    case Reason::kInclusion:
    case Reason::kChain:
    case Reason::kTwoRoots:
      return Verdict::kRed;
  }
  return Verdict::kRed;
}

std::string_view NameOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kGreen:
      return "GREEN";
    case Verdict::kAmber:
      return "AMBER";
    case Verdict::kRed:
      return "RED";
  }
  return "RED";
}

std::string_view NameOf(Reason reason) {
  switch (reason) {
    case Reason::kProved:
      return "proved";
    case Reason::kRemoved:
      return "removed";
    case Reason::kDemonstration:
      return "demonstration";
    case Reason::kKeyCameAlong:
      return "key_came_along";
    case Reason::kNotWitnessed:
      return "not_witnessed";
    case Reason::kCheckpointsDiffer:
      return "checkpoints_differ";
    case Reason::kPartial:
      return "partial";
    case Reason::kContentMissing:
      return "content_missing";
    case Reason::kNotProved:
      return "not_proved";
    case Reason::kUnreadable:
      return "unreadable";
    case Reason::kFileMissing:
      return "file_missing";
    case Reason::kFileUnlisted:
      return "file_unlisted";
    case Reason::kFileChanged:
      return "file_changed";
    case Reason::kMalformed:
      return "malformed";
    case Reason::kOtherKey:
      return "other_key";
    case Reason::kSignature:
      return "signature";
    case Reason::kFields:
      return "fields";
    case Reason::kInclusion:
      return "inclusion";
    case Reason::kChain:
      return "chain";
    case Reason::kTwoRoots:
      return "two_roots";
  }
  return "malformed";
}

std::string Finding::Line() const {
  std::string line;
  if (!file.empty()) line += file + ": ";
  if (version != 0) line += absl::StrFormat("version %d", version);
  if (version != 0) line += label.empty() ? ": " : " (" + label + "): ";
  return line + sentence;
}

void VerifyReport::Add(Finding finding) {
  verdict = std::max(verdict, VerdictOf(finding.reason));
  findings.push_back(std::move(finding));
}

void VerifyReport::Finish() {
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return OrderOf(a) < OrderOf(b); });
  reason = Reason::kProved;
  if (verdict == Verdict::kGreen) return;
  for (const Finding& finding : findings) {
    if (VerdictOf(finding.reason) == verdict) reason = std::min(reason, finding.reason);
  }
}

}  // namespace cairn::verify
