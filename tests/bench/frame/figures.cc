#include "tests/bench/frame/figures.h"

#include <algorithm>

namespace cairn::bench {

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void Figures::Add(std::string_view name, double value) {
  this_run_[std::string(name)] = value;
  all_[std::string(name)].push_back(value);
}

void Figures::EndRun() {
  const std::map<std::string, double> measured = std::exchange(this_run_, {});
  for (const Ratio& ratio : ratios_) {
    const auto of = measured.find(std::string(ratio.of));
    const auto to = measured.find(std::string(ratio.to));
    if (of == measured.end() || to == measured.end()) continue;
    all_[std::string(ratio.name)].push_back(of->second / to->second);
  }
}

std::map<std::string, double> Figures::Medians() const {
  std::map<std::string, double> medians;
  for (const auto& [name, values] : all_) medians[name] = Median(values);
  return medians;
}

}  // namespace cairn::bench
