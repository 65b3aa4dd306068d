// cairn_invent: writes invented histories as a file that `cairn append` loads.
//
//   cairn_invent --children 30 > children.jsonl
//   cairn append --merge --simulate-time --issuer-dir FOLDER children.jsonl
#include <cstdio>

#include <CLI/CLI.hpp>

#include "tests/histories/histories.h"
#include "tests/histories/load_lines.h"

namespace cairn::histories {
namespace {

void Declare(CLI::App& app, Settings& settings) {
  app.add_option("--seed", settings.seed, "the same seed makes the same children")
      ->capture_default_str();
  app.add_option("--children", settings.children, "how many")->capture_default_str();
  app.add_option("--schools", settings.schools, "how many they go to")->capture_default_str();
  app.add_option("--first-year", settings.first_year,
                 "the first school year begins in September of it")
      ->capture_default_str();
  app.add_option("--years", settings.years, "school years")->capture_default_str();
  app.add_option("--k-per-mille", settings.k_per_mille, "of a thousand, with SEN support")
      ->capture_default_str();
  app.add_option("--e-per-mille", settings.e_per_mille, "of a thousand, with an EHC plan")
      ->capture_default_str();
}

void Write(const History& history) {
  for (const Line& line : history.lines) {
    std::printf("%s\n", LoadLineOf(history, line).c_str());
  }
}

void WriteAll(const Settings& settings) {
  const Histories histories(settings);
  for (const School& school : histories.schools()) Write(histories.OfSchool(school));
  for (int child = 0; child < histories.children(); ++child) Write(histories.Of(child));
}

}  // namespace
}  // namespace cairn::histories

int main(int argc, char** argv) {
  CLI::App app("cairn_invent writes histories of children who do not exist, for demonstrations.");
  cairn::histories::Settings settings{.children = 30, .schools = 2};
  cairn::histories::Declare(app, settings);
  CLI11_PARSE(app, argc, argv);
  if (const absl::Status wrong = cairn::histories::Check(settings); !wrong.ok()) {
    std::fprintf(stderr, "cairn_invent: %s\n", std::string(wrong.message()).c_str());
    return 2;
  }
  cairn::histories::WriteAll(settings);
  return 0;
}
