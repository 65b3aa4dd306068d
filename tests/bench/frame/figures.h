// Figures: what the runs found, by name, and the medians of it.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cairn::bench {

// One figure divided by another of the same run: what other people's load on the machine does to
// both cancels out.
struct Ratio {
  std::string_view name;
  std::string_view of;
  std::string_view to;
};

// Not thread-safe.
class Figures {
 public:
  explicit Figures(std::vector<Ratio> ratios) : ratios_(std::move(ratios)) {}

  // What this run measured.
  void Add(std::string_view name, double value);
  // Why a family has no figures.
  void Skip(std::string_view family, std::string_view why) { skipped_[std::string(family)] = why; }
  // Adds the ratios whose two figures this run has.
  void EndRun();

  std::map<std::string, double> Medians() const;
  const std::map<std::string, std::string>& skipped() const { return skipped_; }

 private:
  const std::vector<Ratio> ratios_;
  std::map<std::string, double> this_run_;
  std::map<std::string, std::vector<double>> all_;
  std::map<std::string, std::string> skipped_;
};

// The middle one; of an even number the upper of the two. There must be one.
double Median(std::vector<double> values);

}  // namespace cairn::bench
