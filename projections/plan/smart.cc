#include "projections/plan/smart.h"

#include "projections/wording/words.h"

namespace cairn {

std::vector<std::string> SmartFlags(const v1::Target& target) {
  std::vector<std::string> flags;
  if (target.measure().empty()) flags.push_back("no measure");
  if (!target.has_baseline() && target.baseline_text().empty()) flags.push_back("no baseline");
  if (!target.has_aim()) flags.push_back("no aim");
  if (!target.due().has_year()) flags.push_back("no due date");
  return flags;
}

std::optional<bool> ReachesAim(const v1::Target& target, const v1::Decimal& value) {
  if (!target.has_aim()) return std::nullopt;
  const double aim = ValueOf(target.aim());
  const bool downwards = target.has_baseline() && aim < ValueOf(target.baseline());
  return downwards ? ValueOf(value) <= aim : ValueOf(value) >= aim;
}

}  // namespace cairn
