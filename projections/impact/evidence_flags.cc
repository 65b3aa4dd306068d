#include "projections/impact/evidence_flags.h"

#include <algorithm>
#include <string_view>

#include "absl/strings/str_format.h"

#include "projections/wording/words.h"

namespace cairn::impact {
namespace {

std::string DoseWords(const Figure<DoseShare>& dose) {
  if (dose.has_value()) return absl::StrFormat("%d%% given", dose.value().percent);
  if (dose.why().why == WhyNot::kNothingLogged) return "no log";
  return "not known how much was planned";
}

}  // namespace

const EvidenceFlag* EvidenceFlags::Find(Lack lack) const {
  const auto found = std::find_if(flags.begin(), flags.end(),
                                  [&](const EvidenceFlag& flag) { return flag.lack == lack; });
  return found == flags.end() ? nullptr : &*found;
}

bool EvidenceFlags::IsEvidence() const {
  return std::none_of(flags.begin(), flags.end(),
                      [](const EvidenceFlag& flag) { return flag.bars; });
}

std::string EvidenceFlags::BarringWords() const {
  std::vector<std::string> words;
  for (const EvidenceFlag& flag : flags) {
    if (flag.bars && !flag.implied) words.push_back(flag.words);
  }
  return Join(words, ", ");
}

EvidenceFlags FlagsOf(const EvidenceBasis& basis) {
  EvidenceFlags found;
  const auto add = [&](Lack lack, std::string_view words, bool implied = false) {
    found.flags.push_back({.lack = lack, .words = std::string(words), .implied = implied});
  };
  const bool measured_twice = basis.has_baseline && basis.has_exit;
  const bool comparable = measured_twice && basis.same_measure;

  if (!basis.dose.has_value() || basis.dose.value().band == Rag::kRed) {
    add(Lack::kDose, DoseWords(basis.dose));
  }
  if (!basis.has_baseline) add(Lack::kBaseline, "no baseline");
  if (!basis.has_exit) add(Lack::kExit, "nothing measured at the end", !basis.has_baseline);
  if (!comparable) add(Lack::kSameMeasure, "measure changed", !measured_twice);
  if (!basis.is_test && basis.points < kPointsMin) {
    add(Lack::kPoints, Counted(basis.points, "point"), !comparable);
  }
  if (basis.tester_taught.value_or(true)) {
    add(Lack::kIndependentTester,
        basis.tester_taught.has_value() ? "tester taught it" : "tester not recorded");
    found.flags.back().bars = false;
  }
  return found;
}

}  // namespace cairn::impact
