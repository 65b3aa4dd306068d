#include "tests/bench/eventstore/growth_bench.h"

#include <algorithm>

#include <poll.h>

#include "tests/bench/eventstore/bench_log.h"
#include "tests/bench/frame/callers.h"
#include "tests/bench/frame/engine_time.h"
#include "tests/bench/frame/stopwatch.h"
#include "tests/support/temp_folder.h"

namespace cairn::bench {
namespace {

constexpr size_t kEventsPerRecord = 20;
constexpr size_t kWarmRecords = 5000;  // as many as the shortest of the logs has
constexpr size_t kCallers = 64;

class GrowthBench final : public Bench {
 public:
  explicit GrowthBench(const Settings& settings) : settings_(settings), bench_(folder_ / "log") {}

  // Fills the log to each size in turn, and there measures all runs at once: a log does not shrink
  // again for the next run.
  void RunOnce(int run, Figures& figures) override {
    if (run > 0) return;
    for (const LogSize& size : settings_.growth) {
      const size_t there = bench_.log().Head().position;
      const size_t wanted = size.events > there ? (size.events - there) / kEventsPerRecord : 0;
      std::vector<BenchRecord> more = FillLog(bench_, wanted, kEventsPerRecord);
      records_.insert(records_.end(), more.begin(), more.end());
      bench_.Reopen();
      AwaitIdle();
      Measure(size.name, figures);
    }
  }

 private:
  // One value a run; the times for one append.
  struct Series {
    std::vector<double> own_us;    // without RocksDB's threads
    std::vector<double> merge_us;  // of RocksDB's threads
    std::vector<double> per_s;
  };

  void Measure(const std::string& size, Figures& figures) {
    std::vector<BenchRecord> first(records_.begin(),
                                   records_.begin() + std::min(kWarmRecords, records_.size()));
    Appends(first);  // makes them warm
    Series warm;
    for (int i = 0; i < settings_.runs; ++i) Append(first, warm);
    std::copy(first.begin(), first.end(), records_.begin());  // their versions
    Series cold;
    for (int i = 0; i < settings_.runs; ++i) Append(records_, cold);
    figures.Add("growth_append_cpu_us_" + size, Median(warm.own_us));
    figures.Add("growth_merge_cpu_us_" + size, Median(warm.merge_us));
    figures.Add("growth_append_per_s_64_" + size, Median(warm.per_s));
    figures.Add("growth_cold_append_cpu_us_" + size, Median(cold.own_us));
  }

  void Append(std::vector<BenchRecord>& records, Series& series) {
    const double merged_before_us = EngineMicros();
    const Rate rate = Appends(records);
    const double calls = rate.calls_per_s * settings_.seconds;
    series.merge_us.push_back((EngineMicros() - merged_before_us) / calls);
    series.own_us.push_back(rate.cpu_us_per_call - series.merge_us.back());
    series.per_s.push_back(rate.calls_per_s);
  }

  // Until the compactions that the filling left have ended: they would be counted with the appends.
  static void AwaitIdle() {
    constexpr int kLookMs = 200;
    for (double used = kLookMs; used > 0.1 * kLookMs;) {
      const double before_us = ProcessMicros();
      poll(nullptr, 0, kLookMs);
      used = (ProcessMicros() - before_us) / 1000;
    }
  }

  Rate Appends(std::vector<BenchRecord>& records) {
    return RunCallers(kCallers, settings_.seconds, LogAppends(bench_, records, kCallers, 1));
  }

  const Settings settings_;
  TempFolder folder_;
  BenchLog bench_;
  std::vector<BenchRecord> records_;
};

}  // namespace

Family GrowthFamily() {
  return {.name = "growth",
          .figures =
              {{"growth_append_cpu_us_{100k,1m,5m}",
                "processor time of one append to a warm record in a log of so many events, "
                "64 callers, without RocksDB's own threads, us"},
               {"growth_merge_cpu_us_{100k,1m,5m}",
                "processor time of RocksDB's threads, which flush and merge, for one of them, us"},
               {"growth_append_per_s_64_{100k,1m,5m}", "such appends a second there"},
               {"growth_cold_append_cpu_us_{100k,1m,5m}",
                "the same to any record of the log: what caches no longer hold is read and "
                "unwrapped again"}},
          .make = [](const Settings& settings) -> absl::StatusOr<std::unique_ptr<Bench>> {
            return std::make_unique<GrowthBench>(settings);
          },
          .on_request = true};
}

}  // namespace cairn::bench
