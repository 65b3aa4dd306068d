#include "tests/bench/eventstore/growth_bench.h"

#include <algorithm>

#include <poll.h>

#include "tests/bench/eventstore/bench_log.h"
#include "tests/bench/frame/callers.h"
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
  void Measure(const std::string& size, Figures& figures) {
    std::vector<BenchRecord> first(records_.begin(),
                                   records_.begin() + std::min(kWarmRecords, records_.size()));
    std::vector<double> warm_us;
    std::vector<double> warm_per_s;
    std::vector<double> cold_us;
    Appends(first);  // makes them warm
    for (int i = 0; i < settings_.runs; ++i) {
      const Rate warm = Appends(first);
      warm_us.push_back(warm.cpu_us_per_call);
      warm_per_s.push_back(warm.calls_per_s);
    }
    std::copy(first.begin(), first.end(), records_.begin());  // their versions
    for (int i = 0; i < settings_.runs; ++i) cold_us.push_back(Appends(records_).cpu_us_per_call);
    figures.Add("growth_append_cpu_us_" + size, Median(warm_us));
    figures.Add("growth_append_per_s_64_" + size, Median(warm_per_s));
    figures.Add("growth_cold_append_cpu_us_" + size, Median(cold_us));
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
          .figures = {{"growth_append_cpu_us_{100k,1m,5m}",
                       "processor time of one append to a warm record in a log of so many events, "
                       "64 callers, us"},
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
