#include "tests/bench/eventstore/recovery_bench.h"

#include <filesystem>

#include "tests/bench/eventstore/bench_log.h"
#include "tests/bench/eventstore/filled_log.h"
#include "tests/bench/frame/require.h"
#include "tests/bench/frame/stopwatch.h"
#include "tests/support/temp_folder.h"

namespace cairn::bench {
namespace {

namespace fs = std::filesystem;

class RecoveryBench final : public Bench {
 public:
  explicit RecoveryBench(const Settings& settings) : sizes_(settings.recovery) {
    size_t events = 0;
    for (const LogSize& size : sizes_) {
      FillLogApart(folder_ / "growing", size.events - events, true, LogEnd::kKilled);
      CopyLog(folder_ / "growing", folder_ / size.name);
      events = size.events;
    }
    fs::remove_all(folder_ / "growing");
  }

  void RunOnce(int /*run*/, Figures& figures) override {
    for (const LogSize& size : sizes_) {
      const std::string copy = folder_ / "copy";
      CopyLog(folder_ / size.name, copy);
      OpenOnce(size, copy, figures);
      fs::remove_all(copy);
    }
  }

 private:
  // Closed when it returns: an open log removes files of its own.
  static void OpenOnce(const LogSize& size, const std::string& copy, Figures& figures) {
    const Stopwatch watch;
    const BenchLog opened(copy);
    figures.Add("recovery_ms_" + size.name, watch.Millis());
    const Position end = opened.log().Head().position;
    Require(end >= size.events, "the log has lost events");
    Require(opened.log().ReadAll(end - 1, 1).status());
  }

  const std::vector<LogSize> sizes_;
  TempFolder folder_;
};

}  // namespace

Family RecoveryFamily() {
  return {.name = "recovery",
          .figures = {{"recovery_ms_100k",
                       "from a process killed at 100,000 events to a log that serves, ms"},
                      {"recovery_ms_1m", "the same at 1,000,000 events; asked: 2,000"},
                      {"recovery_ms_5m", "the same at 5,000,000 events; only with --growth"}},
          .make = [](const Settings& settings) -> absl::StatusOr<std::unique_ptr<Bench>> {
            if (settings.recovery.empty()) {
              return absl::UnavailableError("left out: it takes a minute to build the log");
            }
            return std::make_unique<RecoveryBench>(settings);
          }};
}

}  // namespace cairn::bench
