#include "tests/bench/histories/load_bench.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>

#include <unistd.h>

#include "absl/strings/str_format.h"

#include "clients/cli/print/text_layout.h"
#include "eventstore/base/clock.h"
#include "tests/bench/frame/require.h"
#include "tests/bench/frame/stopwatch.h"
#include "tests/histories/load.h"
#include "tests/support/test_server.h"

namespace cairn::bench {
namespace {

using histories::Histories;
using histories::School;

constexpr uint64_t kLoadSeed = 7;
constexpr int kChildrenASchool = 250;
constexpr int kSchoolsMax = 64;  // one stream each; sixty thousand children are 940 a school
// Every record stays in memory: what is loaded in the order in which it was typed comes back to
// each child every few seconds, and would read most of them from the log each time.
constexpr uint64_t kRecordsMib = 8192;
constexpr size_t kBarWidth = 40;
constexpr double kSilentSeconds = 5;

// On standard error: a bar where somebody looks at it, otherwise a line for each tenth of a load
// that takes longer than anybody waits in silence. The rate is that since what was shown before:
// first come the openings of all records, five entries a line, and they would flatter any mean.
class ProgressBar {
 public:
  void Show(size_t done, size_t all) {
    const int tenths = static_cast<int>(10 * done / all);
    if (!terminal_ && (tenths == tenths_ || watch_.Seconds() < kSilentSeconds)) return;
    tenths_ = tenths;
    const double seconds = watch_.Seconds();
    const double rate = static_cast<double>(done - done_) / (seconds - seconds_);
    done_ = done;
    seconds_ = seconds;
    std::fprintf(stderr, "%s%s %zu of %zu entries, %.0f a second%s", terminal_ ? "\r" : "",
                 cli::Bar(done, all, kBarWidth).c_str(), done, all, rate,
                 terminal_ && done < all ? "" : "\n");
  }

 private:
  const bool terminal_ = isatty(STDERR_FILENO) == 1;
  const Stopwatch watch_;
  int tenths_ = -1;
  size_t done_ = 0;
  double seconds_ = 0;
};

histories::SignIn SignInAt(const TestServer& server) {
  return [&server](const School& school) {
    const TokenIssuer::Person senco{school.senco.subject, school.senco.name, "senco",
                                    school.setting};
    client::ClientOptions options{.target = server.target()};
    options.token = [&server, senco]() -> absl::StatusOr<std::string> {
      return server.issuer().TokenFor(senco, SystemClock().NowMicros());
    };
    return Require(client::Client::Create(std::move(options)));
  };
}

class LoadBench final : public Bench {
 public:
  explicit LoadBench(const Settings& settings)
      : histories_(
            {.seed = kLoadSeed,
             .children = settings.load_children,
             .schools = std::clamp(settings.load_children / kChildrenASchool, 1, kSchoolsMax)}) {}

  void RunOnce(int run, Figures& figures) override {
    if (run > 0) return;  // a load is long enough to be its own mean
    const TestServer server(/*simulated_clock=*/true,
                            [](ServerConfig& config) { config.records_mib = kRecordsMib; });
    ProgressBar bar;
    const double before_us = ProcessMicros();
    const histories::Loaded loaded = Require(histories::Load(
        histories_, SignInAt(server), [&bar](size_t done, size_t all) { bar.Show(done, all); }));
    const auto entries = static_cast<double>(loaded.entries);
    figures.Add("load_60k_children_events_per_s", entries / loaded.seconds);
    figures.Add("load_cpu_us", (ProcessMicros() - before_us) / entries);
    figures.Add("load_children", histories_.children());
    figures.Add("load_events", entries);
  }

 private:
  const Histories histories_;
};

}  // namespace

Family LoadFamily() {
  return {
      .name = "load",
      .figures = {{"load_60k_children_events_per_s",
                   "entries a second when the histories of many children come into a new server in "
                   "the order in which they were typed, over gRPC, one stream a school; all sixty "
                   "thousand with --children 60000"},
                  {"load_cpu_us",
                   "processor time for one of these, making it, client and server together, us"},
                  {"load_children", "children that were loaded"},
                  {"load_events", "entries that were loaded"}},
      .make = [](const Settings& settings) -> absl::StatusOr<std::unique_ptr<Bench>> {
        return std::make_unique<LoadBench>(settings);
      }};
}

}  // namespace cairn::bench
