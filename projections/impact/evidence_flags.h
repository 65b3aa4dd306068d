// What keeps figures from being evidence of what support did. Pure; safe to call from any thread.
//
// Not evidence, and never "tried and failed": a red dose or one that is not known, no baseline,
// nothing measured at the end, another measure than at the start, or fewer than three points of a
// measure without a known error. That the tester also taught is said and bars nothing. These are
// our own rules, and printed so.
//
// The less is recorded, the more flags there are: taking a fact away never takes a flag away, so
// nobody gains by not writing something down.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "projections/impact/change.h"
#include "projections/impact/dose_share.h"

namespace cairn::impact {

inline constexpr Formula kEvidenceFormula = {"evidence flags", 1};

enum class Lack { kDose, kBaseline, kExit, kSameMeasure, kPoints, kIndependentTester };

struct EvidenceBasis {
  Figure<DoseShare> dose;
  bool has_baseline = false;
  bool has_exit = false;
  bool same_measure = false;  // of both, when there are both
  // Scores of a test, judged by its error. What is counted in its own units needs kPointsMin
  // points.
  bool is_test = false;
  int points = 0;
  std::optional<bool> tester_taught;  // nothing: nobody recorded who tested
};

struct EvidenceFlag {
  Lack lack;
  std::string words;     // "53% given", "measure changed", "2 points"
  bool bars = true;      // these figures are not evidence
  bool implied = false;  // follows from an earlier flag: need not be said as well
};

struct EvidenceFlags {
  Formula formula = kEvidenceFormula;
  std::vector<EvidenceFlag> flags;  // in the order of Lack

  const EvidenceFlag* Find(Lack lack) const;  // null when it is not lacking
  bool IsEvidence() const;                    // none of them bars
  // "53% given, measure changed": what bars, but for what is implied; empty for evidence.
  std::string BarringWords() const;
};

EvidenceFlags FlagsOf(const EvidenceBasis& basis);

}  // namespace cairn::impact
