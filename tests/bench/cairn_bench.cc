// cairn_bench: the figures that Cairn promises, most of them as ratios within one run. Families of
// figures take turns, so that what else the machine does falls on all of them alike; the median of
// the runs counts. docs/benchmarks.md says how each figure is measured.
#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "tests/bench/eventstore/filled_log.h"
#include "tests/bench/families.h"
#include "tests/bench/frame/require.h"

namespace cairn::bench {
namespace {

struct Options {
  Settings settings;
  std::vector<std::string> only;
  bool as_json = false;
  bool quick = false;
  bool growth = false;
  bool tiny = false;
};

// Enough to see that every figure is there, and for nothing else.
Settings Tiny() {
  return {.runs = 1,
          .seconds = 0.1,
          .warm_records = 100,
          .read_events = 400,
          .disk_events = 200,
          .history_children = 20,
          .load_children = 20,
          .cohort_children = 20,
          .recovery = {{"100k", 200}, {"1m", 400}},
          .growth = {{"100k", 2000}, {"1m", 3000}, {"5m", 4000}}};
}

void Settle(Options& options) {
  if (options.tiny) options.settings = Tiny();
  if (options.quick) options.settings.recovery.clear();
  if (options.growth) {
    options.settings.recovery.push_back(options.settings.growth.back());
  }
}

bool IsWanted(const Family& family, const Options& options) {
  const auto& only = options.only;
  if (family.name == "growth" && options.growth) return true;
  if (only.empty()) return !family.on_request;
  return std::find(only.begin(), only.end(), family.name) != only.end();
}

Figures Measure(const Options& options) {
  Figures figures(AllRatios());
  std::vector<std::unique_ptr<Bench>> benches;
  for (const Family& family : AllFamilies()) {
    if (!IsWanted(family, options)) continue;
    absl::StatusOr<std::unique_ptr<Bench>> bench = family.make(options.settings);
    if (bench.ok()) {
      benches.push_back(*std::move(bench));
    } else {
      figures.Skip(family.name, std::string(bench.status().message()));
    }
  }
  for (int run = 0; run < options.settings.runs; ++run) {
    for (const std::unique_ptr<Bench>& bench : benches) bench->RunOnce(run, figures);
    figures.EndRun();
  }
  return figures;
}

nlohmann::json AsJson(const Figures& figures, const Settings& settings) {
  nlohmann::json json = figures.Medians();
  for (const auto& [family, why] : figures.skipped()) json["skipped"][family] = why;
  json["runs"] = settings.runs;
  json["seconds_a_run"] = settings.seconds;
  json["warm_records"] = settings.warm_records;
  return json;
}

void PrintTable(const Figures& figures) {
  for (const auto& [name, value] : figures.Medians()) {
    std::printf("%-32s %12.3f\n", name.c_str(), value);
  }
  for (const auto& [family, why] : figures.skipped()) {
    std::printf("%-32s skipped: %s\n", family.c_str(), why.c_str());
  }
}

std::vector<std::string> FamilyNames() {
  std::vector<std::string> names;
  for (const Family& family : AllFamilies()) names.emplace_back(family.name);
  return names;
}

void Declare(CLI::App& app, Options& options) {
  app.footer(DescribeFamilies());
  app.add_flag("--json", options.as_json, "one JSON object on standard output");
  app.add_option("--only", options.only, "families to measure, separated by commas")
      ->delimiter(',')
      ->check(CLI::IsMember(FamilyNames()));
  app.add_option("--runs", options.settings.runs, "runs of each figure; the median counts")
      ->check(CLI::Range(1, 99));
  app.add_option("--seconds", options.settings.seconds, "length of each measurement")
      ->check(CLI::Range(0.1, 600.0));
  app.add_option("--children", options.settings.load_children,
                 "children of the family load; 60000 take a quarter of an hour")
      ->check(CLI::Range(1, 250'000));
  app.add_option("--cohort-children", options.settings.cohort_children,
                 "children of the family cohort, a thousand a school; 60000 take a quarter of an "
                 "hour")
      ->check(CLI::Range(1, 100'000));
  app.add_option("--cohort-years", options.settings.cohort_years,
                 "years of their histories; six are twice the entries, and some 12 GiB of memory "
                 "for 60000")
      ->check(CLI::Range(1, 10));
  app.add_flag("--quick", options.quick, "leave out the family recovery: its log takes a minute");
  app.add_flag("--growth", options.growth,
               "the family growth as well, and recovery at 5 million events: takes long, and 20 GB "
               "of disk");
  app.add_flag("--tiny", options.tiny,
               "a hundredth of everything: shows that the bench works, and no figure that counts");
}

}  // namespace
}  // namespace cairn::bench

int main(int argc, char** argv) {
  if (argc > 1 && std::string_view(argv[1]) == cairn::bench::kFillLogArgument) {
    return cairn::bench::FillLogMain(argc, argv);
  }
  CLI::App app(
      "cairn_bench measures Cairn on this machine and on the disk of its temporary folder.");
  cairn::bench::Options options;
  cairn::bench::Declare(app, options);
  CLI11_PARSE(app, argc, argv);
  cairn::bench::Settle(options);

  const cairn::bench::Figures figures = cairn::bench::Measure(options);
  if (options.as_json) {
    std::printf("%s\n", cairn::bench::AsJson(figures, options.settings).dump(2).c_str());
  } else {
    cairn::bench::PrintTable(figures);
  }
  return 0;
}
