#include "projections/plan/smart.h"

#include <cmath>

namespace cairn {

std::vector<std::string> SmartFlags(const v1::Target& target) {
  std::vector<std::string> flags;
  if (target.measure().empty()) flags.push_back("no measure");
  if (!target.has_baseline() && target.baseline_text().empty()) flags.push_back("no baseline");
  if (!target.has_aim()) flags.push_back("no aim");
  if (!target.due().has_year()) flags.push_back("no due date");
  return flags;
}

double AsNumber(const v1::Decimal& decimal) {
  return static_cast<double>(decimal.value()) / std::pow(10.0, decimal.scale());
}

std::optional<bool> ReachesAim(const v1::Target& target, const v1::Decimal& value) {
  if (!target.has_aim()) return std::nullopt;
  const double aim = AsNumber(target.aim());
  const bool downwards = target.has_baseline() && aim < AsNumber(target.baseline());
  return downwards ? AsNumber(value) <= aim : AsNumber(value) >= aim;
}

}  // namespace cairn
