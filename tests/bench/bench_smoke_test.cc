// Runs the real cairn_bench with next to nothing to do: whatever its figures are worth then, all of
// them must be there.
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "tests/bench/frame/program.h"
#include "tests/support/temp_folder.h"

namespace cairn::bench {
namespace {

using ::testing::HasSubstr;

constexpr const char* kPromised[] = {"append_cpu_us",
                                     "append_p99_ms_64",
                                     "append_per_s_1",
                                     "append_per_s_16",
                                     "append_per_s_64",
                                     "append_per_s_with_views",
                                     "append_per_s_without_views",
                                     "disk_bytes_per_event",
                                     "disk_content_bytes",
                                     "disk_written_bytes_per_event",
                                     "due_list_page_p99_ms",
                                     "empty_cpu_us",
                                     "empty_rpc_p99_ms",
                                     "empty_rpc_per_s_64",
                                     "envelope_bytes",
                                     "evolve_ns_per_event",
                                     "feed_catchup_events_per_s",
                                     "feed_from_zero_events_per_s",
                                     "fold_300_entries_ms",
                                     "generate_events_per_s",
                                     "get_plan_cold_p99_ms",
                                     "get_plan_p99_ms",
                                     "load_60k_children_events_per_s",
                                     "load_children",
                                     "load_cpu_us",
                                     "load_events",
                                     "log_append_batch10_per_s",
                                     "log_append_cpu_us",
                                     "log_append_p99_ms_64",
                                     "log_append_per_s_1",
                                     "log_append_per_s_16",
                                     "log_append_per_s_64",
                                     "open_us",
                                     "proof_us",
                                     "provision_map_school_ms",
                                     "ratio_append_64_to_empty",
                                     "ratio_append_with_views",
                                     "ratio_log_to_rocksdb_64",
                                     "ratio_stream_10_to_raw",
                                     "ratio_stream_to_raw",
                                     "raw_batch_events",
                                     "raw_rocksdb_per_s",
                                     "rebuild_cpu_us",
                                     "rebuild_events_per_s",
                                     "recovery_ms_100k",
                                     "recovery_ms_1m",
                                     "register_search_p99_ms",
                                     "replay_events_per_s",
                                     "rocksdb_group_commit_per_s_64",
                                     "rules_us_per_entry",
                                     "runs",
                                     "scrub_mb_per_s",
                                     "seal_us",
                                     "seconds_a_run",
                                     "stream_10_cpu_us",
                                     "stream_append_10_per_s",
                                     "stream_append_per_s",
                                     "stream_cpu_us",
                                     "timeline_page_p99_ms",
                                     "verify_events_per_s",
                                     "view_lag_p99_ms",
                                     "views_behind_after_appends_ms",
                                     "warm_records",
                                     "write_amplification"};
// What a small rebuild needs may fit into memory that was free already.
constexpr const char* kMayBeZero[] = {"rebuild_rss_mb"};
constexpr const char* kOfPostgres[] = {
    "postgres_append_10_per_s",    "postgres_append_per_s_64",       "ratio_append_64_to_postgres",
    "ratio_stream_10_to_postgres", "ratio_stream_10_to_postgres_10", "ratio_stream_to_postgres"};

std::string Output(const std::vector<std::string>& flags) {
  const TempFolder folder;
  std::vector<std::string> arguments = {CAIRN_BENCH_PATH};
  arguments.insert(arguments.end(), flags.begin(), flags.end());
  const int code = AwaitProgram(StartProgram(arguments, folder / "out"));
  std::ifstream file(folder / "out");
  std::string output;
  for (std::string line; std::getline(file, line);) {
    // What the servers say of themselves comes on stderr, into the same file.
    if (!line.starts_with(R"({"time":)")) output += line + "\n";
  }
  EXPECT_EQ(code, 0) << output;
  return output;
}

void ExpectNotNegative(const nlohmann::json& figures, const std::string& name) {
  ASSERT_TRUE(figures.contains(name)) << name;
  ASSERT_TRUE(figures[name].is_number()) << name;
  EXPECT_TRUE(std::isfinite(figures[name].get<double>())) << name;
  EXPECT_GE(figures[name].get<double>(), 0) << name;
}

void ExpectFigure(const nlohmann::json& figures, const std::string& name) {
  ASSERT_NO_FATAL_FAILURE(ExpectNotNegative(figures, name));
  EXPECT_GT(figures[name].get<double>(), 0) << name;
}

void ExpectRatio(const nlohmann::json& figures, const char* name, const char* of, const char* to) {
  // There was one run, so the medians are its figures.
  EXPECT_DOUBLE_EQ(figures[name].get<double>(),
                   figures[of].get<double>() / figures[to].get<double>())
      << name;
}

TEST(CairnBench, PrintsEveryFigureThatIsPromised) {
  const nlohmann::json figures =
      nlohmann::json::parse(Output({"--json", "--tiny"}), nullptr, /*allow_exceptions=*/false);
  ASSERT_TRUE(figures.is_object());
  for (const char* name : kPromised) ExpectFigure(figures, name);
  for (const char* name : kMayBeZero) ExpectNotNegative(figures, name);
  ExpectRatio(figures, "ratio_append_64_to_empty", "append_per_s_64", "empty_rpc_per_s_64");
  ExpectRatio(figures, "ratio_stream_to_raw", "stream_append_per_s", "raw_rocksdb_per_s");
  ExpectRatio(figures, "ratio_stream_10_to_raw", "stream_append_10_per_s", "raw_rocksdb_per_s");
  ExpectRatio(figures, "ratio_log_to_rocksdb_64", "log_append_per_s_64",
              "rocksdb_group_commit_per_s_64");
  ExpectRatio(figures, "write_amplification", "disk_written_bytes_per_event", "disk_content_bytes");
  if (figures.contains("skipped")) {
    EXPECT_THAT(figures["skipped"].dump(), HasSubstr("postgres"));
    return;
  }
  for (const char* name : kOfPostgres) ExpectFigure(figures, name);
  ExpectRatio(figures, "ratio_append_64_to_postgres", "append_per_s_64",
              "postgres_append_per_s_64");
  ExpectRatio(figures, "ratio_stream_to_postgres", "stream_append_per_s",
              "postgres_append_per_s_64");
  ExpectRatio(figures, "ratio_stream_10_to_postgres", "stream_append_10_per_s",
              "postgres_append_per_s_64");
  ExpectRatio(figures, "ratio_stream_10_to_postgres_10", "stream_append_10_per_s",
              "postgres_append_10_per_s");
}

TEST(CairnBench, MeasuresOnlyTheFamiliesThatAreNamed) {
  const nlohmann::json figures = nlohmann::json::parse(
      Output({"--json", "--tiny", "--only", "sealing,growth"}), nullptr, false);
  ASSERT_TRUE(figures.is_object());
  ExpectFigure(figures, "seal_us");
  for (const char* size : {"100k", "1m", "5m"}) {
    ExpectFigure(figures, std::string("growth_append_cpu_us_") + size);
    ExpectFigure(figures, std::string("growth_append_per_s_64_") + size);
    ExpectFigure(figures, std::string("growth_cold_append_cpu_us_") + size);
    ExpectFigure(figures, std::string("growth_cold_reads_per_append_") + size);
    ExpectFigure(figures, std::string("growth_cold_read_bytes_per_append_") + size);
  }
  EXPECT_FALSE(figures.contains("append_per_s_64"));
}

TEST(CairnBench, SaysWhatEachFigureMeans) {
  const std::string help = Output({"--help"});
  for (const char* name : kPromised) {
    const std::string figure = name;
    if (figure == "runs" || figure == "seconds_a_run" || figure == "warm_records") continue;
    EXPECT_THAT(help, HasSubstr(figure));
  }
  for (const char* name : kMayBeZero) EXPECT_THAT(help, HasSubstr(name));
  for (const char* name : kOfPostgres) EXPECT_THAT(help, HasSubstr(name));
}

}  // namespace
}  // namespace cairn::bench
