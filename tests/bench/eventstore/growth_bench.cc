#include "tests/bench/eventstore/growth_bench.h"

#include "tests/bench/eventstore/bench_log.h"
#include "tests/bench/frame/callers.h"
#include "tests/support/temp_folder.h"

namespace cairn::bench {
namespace {

constexpr size_t kEventsPerRecord = 20;

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
      Appends(64);  // until compactions that the filling left have ended, more or less
      Measure(size.name, figures);
    }
  }

 private:
  void Measure(const std::string& size, Figures& figures) {
    std::vector<double> cpu_us;
    std::vector<double> per_s;
    std::vector<double> alone_ms;
    for (int i = 0; i < settings_.runs; ++i) {
      const Rate rate = Appends(64);
      cpu_us.push_back(rate.cpu_us_per_call);
      per_s.push_back(rate.calls_per_s);
      alone_ms.push_back(1000 / Appends(1).calls_per_s);
    }
    figures.Add("growth_append_cpu_us_" + size, Median(cpu_us));
    figures.Add("growth_append_per_s_64_" + size, Median(per_s));
    figures.Add("growth_append_ms_1_" + size, Median(alone_ms));
  }

  // To any of all records, so most are cold.
  Rate Appends(int callers) {
    return RunCallers(callers, settings_.seconds, LogAppends(bench_, records_, callers, 1));
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
                       "processor time of one append in a log of so many events, records cold, us"},
                      {"growth_append_per_s_64_{100k,1m,5m}", "appends a second there, 64 callers"},
                      {"growth_append_ms_1_{100k,1m,5m}", "one append there, 1 caller, ms"}},
          .make = [](const Settings& settings) -> absl::StatusOr<std::unique_ptr<Bench>> {
            return std::make_unique<GrowthBench>(settings);
          },
          .on_request = true};
}

}  // namespace cairn::bench
