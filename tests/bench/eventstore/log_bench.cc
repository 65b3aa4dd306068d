#include "tests/bench/eventstore/log_bench.h"

#include "tests/bench/eventstore/bench_log.h"
#include "tests/bench/eventstore/group_commit.h"
#include "tests/bench/frame/callers.h"
#include "tests/support/temp_folder.h"

namespace cairn::bench {
namespace {

constexpr size_t kBatch = 10;

class LogBench final : public Bench {
 public:
  explicit LogBench(const Settings& settings)
      : seconds_(settings.seconds),
        bench_(folder_ / "log"),
        records_(FillLog(bench_, settings.warm_records, 1)) {}

  void RunOnce(int /*run*/, Figures& figures) override {
    std::vector<std::vector<WrittenAt>> written(64);
    const Rate rate_64 = Appends(64, 1, &written);
    figures.Add("log_append_per_s_64", rate_64.calls_per_s);
    figures.Add("log_append_p99_ms_64", rate_64.p99_ms);
    figures.Add("log_append_cpu_us", rate_64.cpu_us_per_call);
    figures.Add("rocksdb_group_commit_per_s_64", GroupCommits(std::move(written)));
    figures.Add("log_append_per_s_16", Appends(16, 1).calls_per_s);
    figures.Add("log_append_per_s_1", Appends(1, 1).calls_per_s);
    figures.Add("log_append_batch10_per_s", kBatch * Appends(64, kBatch).calls_per_s);
  }

 private:
  Rate Appends(int callers, size_t batch, std::vector<std::vector<WrittenAt>>* written = nullptr) {
    return RunCallers(callers, seconds_, LogAppends(bench_, records_, callers, batch, written));
  }

  double GroupCommits(std::vector<std::vector<WrittenAt>> written) const {
    std::vector<WrittenAt> all;
    for (const auto& mine : written) all.insert(all.end(), mine.begin(), mine.end());
    return GroupCommitsPerSecond(RowsOf(bench_, std::move(all)), 64);
  }

  const double seconds_;
  TempFolder folder_;
  BenchLog bench_;
  std::vector<BenchRecord> records_;
};

}  // namespace

Family LogFamily() {
  return {.name = "log",
          .figures =
              {{"log_append_per_s_1", "appends a second in this process, 1 caller, 1 KB, durable"},
               {"log_append_per_s_16", "the same, 16 callers"},
               {"log_append_per_s_64", "the same, 64 callers"},
               {"log_append_p99_ms_64", "99 of 100 of these are answered within, ms"},
               {"log_append_cpu_us", "processor time of the process for one of these, us"},
               {"log_append_batch10_per_s", "events a second, 64 callers, 10 events an append"},
               {"rocksdb_group_commit_per_s_64",
                "RocksDB alone: 64 threads write the rows of log_append_per_s_64 again, one synced "
                "Write an event"},
               {"ratio_log_to_rocksdb_64",
                "log_append_per_s_64 / rocksdb_group_commit_per_s_64; asked: 0.7"}},
          .make = [](const Settings& settings) -> absl::StatusOr<std::unique_ptr<Bench>> {
            return std::make_unique<LogBench>(settings);
          }};
}

}  // namespace cairn::bench
