#include "tests/bench/eventstore/reading_bench.h"

#include <algorithm>

#include "eventstore/scrub/scrub.h"
#include "tests/bench/eventstore/bench_log.h"
#include "tests/bench/frame/require.h"
#include "tests/bench/frame/stopwatch.h"
#include "tests/support/temp_folder.h"

namespace cairn::bench {
namespace {

constexpr size_t kReadingEventsPerRecord = 20;
constexpr size_t kReadingPage = 500;

class ReadingBench final : public Bench {
 public:
  explicit ReadingBench(const Settings& settings)
      : seconds_(settings.seconds),
        bench_(folder_ / "log"),
        records_(FillLog(bench_, settings.read_events / kReadingEventsPerRecord,
                         kReadingEventsPerRecord)) {
    std::sort(records_.begin(), records_.end(),
              [](const BenchRecord& a, const BenchRecord& b) { return a.id < b.id; });
    bench_.Reopen();
  }

  void RunOnce(int /*run*/, Figures& figures) override {
    figures.Add("replay_events_per_s", Replay());
    figures.Add("feed_from_zero_events_per_s", Feed());
    figures.Add("scrub_mb_per_s", Scrubbing());
  }

 private:
  double Replay() const {
    const Stopwatch watch;
    size_t events = 0;
    for (size_t i = 0; i < records_.size() && watch.Seconds() < seconds_; ++i) {
      const std::vector<StoredEvent> read = Require(
          bench_.log().Read(records_[i].id, 1, Direction::kForward, 2 * kReadingEventsPerRecord));
      Require(read.size() == kReadingEventsPerRecord && read.back().content.has_value(),
              "a record is not whole");
      events += read.size();
    }
    return static_cast<double>(events) / watch.Seconds();
  }

  double Feed() const {
    const Stopwatch watch;
    const Position end = bench_.log().Head().position;
    Position position = 0;
    while (position < end && watch.Seconds() < seconds_) {
      const std::vector<StoredEvent> page = Require(bench_.log().ReadAll(position, kReadingPage));
      Require(!page.empty() && page.back().content.has_value(), "the feed ends early");
      position = page.back().position;
    }
    return static_cast<double>(position) / watch.Seconds();
  }

  double Scrubbing() const {
    const Stopwatch watch;
    ScrubOptions options;
    options.cancelled = [&] { return watch.Seconds() >= seconds_; };
    const ScrubReport report =
        Require(Scrub(bench_.log(), bench_.storage(), bench_.vault(), options));
    Require(report.damages_all == 0, "the scrub found damage");
    return static_cast<double>(report.bytes) / 1e6 / watch.Seconds();
  }

  const double seconds_;
  TempFolder folder_;
  BenchLog bench_;
  std::vector<BenchRecord> records_;
};

}  // namespace

Family ReadingFamily() {
  return {
      .name = "reading",
      .figures = {{"replay_events_per_s",
                   "events a second of whole records of 20, one after the other in the order of "
                   "their ids, checked and unsealed, one thread"},
                  {"feed_from_zero_events_per_s",
                   "events a second of the whole log in the order of positions, checked and "
                   "unsealed, one thread"},
                  {"scrub_mb_per_s", "stored megabytes a second that a scrub reads and checks"}},
      .make = [](const Settings& settings) -> absl::StatusOr<std::unique_ptr<Bench>> {
        return std::make_unique<ReadingBench>(settings);
      }};
}

}  // namespace cairn::bench
