// Matchers for reports of the verifier, so that a failing test prints what was found.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "clients/verify/report.h"

namespace cairn::verify {

// What is wrong or must be said, a line each, in the order of the report.
inline std::vector<std::string> Lines(const VerifyReport& report) {
  std::vector<std::string> lines;
  for (const Finding& finding : report.findings) lines.push_back(finding.Line());
  return lines;
}

inline void PrintTo(const VerifyReport& report, std::ostream* out) { *out << TextOf(report); }

// The verdict, and the class of the finding that decided it.
MATCHER_P2(Is, verdict, reason,
           std::string(NameOf(verdict)) + " because of " + std::string(NameOf(reason))) {
  *result_listener << NameOf(arg.verdict) << " because of " << NameOf(arg.reason);
  return arg.verdict == verdict && arg.reason == reason;
}

}  // namespace cairn::verify
