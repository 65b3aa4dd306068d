#include "tests/bench/views/views_bench.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <fstream>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "projections/view_runner/runner.h"
#include "projections/view_runner/view_store.h"
#include "services/access/readerships.h"
#include "services/cohort/cohort_views.h"
#include "services/records/record_cache.h"
#include "tests/bench/eventstore/bench_log.h"
#include "tests/bench/frame/callers.h"
#include "tests/bench/frame/require.h"
#include "tests/bench/frame/stopwatch.h"
#include "tests/histories/histories.h"
#include "tests/histories/recorded_history.h"
#include "tests/support/temp_folder.h"

namespace cairn::bench {
namespace {

using histories::EventsOf;
using histories::Histories;
using histories::RecordIdOf;

constexpr uint64_t kViewsSeed = 7;
constexpr int kCallers = 64;
constexpr size_t kRecordBytes = size_t{512} << 20;
constexpr size_t kEventsPerRequest = 50;
constexpr int64_t kLagMaxMs = 600'000;

// Memory of this process now, MB.
double ResidentMb() {
  size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages >> pages;
  return static_cast<double>(pages) * 4096 / 1e6;
}

// The child's record, and a content that it can be given again.
struct Child {
  RecordId id;
  Version version = 0;
  FieldList last;
};

// The views of the server, in a folder of their own.
class Views {
 public:
  Views(BenchLog& bench, const std::string& folder)
      : records_(bench.log(), kRecordBytes),
        storage_(Require(
            RocksDbStorage::Open({.folder = folder, .spaces = kViewSpaces, .synced = false}))),
        store_(Require(ViewStore::Open(*storage_, bench.log(), CohortViews(), bench.random()))),
        runner_(bench.log(), *store_,
                {.open = OpenEvent,
                 .load = [this](const RecordId& id) { return records_.Load(id); },
                 .readings_of = ReadingsFor}) {
    for (const ViewStanding& standing : store_->Standings()) names_.push_back(standing.name);
  }

  Runner& runner() { return runner_; }
  void Await(Position position) const {
    const std::vector<std::string_view> names(names_.begin(), names_.end());
    Require(store_->WaitFor(names, position, kLagMaxMs));
  }

 private:
  RecordCache records_;
  std::unique_ptr<RocksDbStorage> storage_;
  std::unique_ptr<ViewStore> store_;
  std::vector<std::string> names_;
  Runner runner_;
};

class ViewsBench final : public Bench {
 public:
  explicit ViewsBench(const Settings& settings)
      : seconds_(settings.seconds),
        bench_(folder_ / "log"),
        children_(static_cast<size_t>(settings.history_children)) {
    const Histories histories(
        {.seed = kViewsSeed, .children = settings.history_children, .schools = 3});
    std::atomic<size_t> next = 0;
    std::vector<std::thread> fillers;
    for (int i = 0; i < 4; ++i) {
      fillers.emplace_back([&] {
        for (size_t child = next++; child < children_.size(); child = next++) {
          Fill(children_[child], EventsOf(histories.Of(static_cast<int>(child))),
               RecordIdOf(static_cast<int>(child)));
        }
      });
    }
    for (std::thread& filler : fillers) filler.join();
  }

  void RunOnce(int run, Figures& figures) override {
    const std::string folder = folder_ / ("views" + std::to_string(run));
    Views views(bench_, folder);
    Rebuild(views, figures);
    const Rate without = Appends({});
    views.runner().Start();
    const Rate with = Appends({});
    figures.Add("append_per_s_without_views", without.calls_per_s);
    figures.Add("append_per_s_with_views", with.calls_per_s);
    const Stopwatch behind;
    views.Await(bench_.log().Head().position);
    figures.Add("views_behind_after_appends_ms", behind.Seconds() * 1e3);
    Lag(views, figures);
    views.runner().Stop();
  }

 private:
  void Fill(Child& child, const std::vector<EventPtr>& events, const RecordId& id) {
    child.id = id;
    for (size_t from = 0; from < events.size(); from += kEventsPerRequest) {
      RecordAppend append{.record = id, .expected = child.version};
      const size_t to = std::min(events.size(), from + kEventsPerRequest);
      for (size_t i = from; i < to; ++i) {
        append.contents.push_back(Require(Flatten(*events[i]->recorded)));
      }
      child.version += to - from;
      child.last = append.contents.back();
      AppendRequest request{.request = {CallerId(), bench_.random().NewId<RequestId>()}};
      request.records.push_back(std::move(append));
      Require(bench_.log().AppendAndWait(request).status());
    }
  }

  void Rebuild(Views& views, Figures& figures) {
    const double before_mb = ResidentMb();
    double peak_mb = before_mb;
    const double cpu_before_us = ProcessMicros();
    const Stopwatch watch;
    const auto reports = Require(views.runner().Rebuild(
        {}, {.progress = [&](const RebuildProgress&) { peak_mb = std::max(peak_mb, ResidentMb()); },
             .cancelled = [] { return false; }}));
    for (const RebuildReport& report : reports) {
      Require(report.refused_because.empty(), "a view was refused");
    }
    const double events = static_cast<double>(reports.front().events);
    figures.Add("rebuild_events_per_s", events / watch.Seconds());
    figures.Add("rebuild_cpu_us", (ProcessMicros() - cpu_before_us) / events);
    figures.Add("rebuild_rss_mb", peak_mb - before_mb);
  }

  // One event to a child of the caller's own; returns its position.
  Position AppendTo(Child& child) {
    AppendRequest request{.request = {CallerId(), bench_.random().NewId<RequestId>()}};
    request.records.push_back(
        {.record = child.id, .expected = child.version++, .contents = {child.last}});
    return Require(bench_.log().AppendAndWait(request)).events.front().position;
  }

  // Each caller to children of its own; no more callers than children.
  Rate Appends(const std::function<void(int caller, Position position)>& then,
               int callers_max = kCallers) {
    const size_t callers = std::min(static_cast<size_t>(callers_max), children_.size());
    return RunCallers(
        static_cast<int>(callers), seconds_, [this, &then, callers](int index) -> Call {
          return [this, &then, callers, index, random = std::mt19937(index)]() mutable {
            const size_t own = children_.size() / callers;
            const Position position =
                AppendTo(children_[(random() % own) * callers + static_cast<size_t>(index)]);
            if (then) then(index, position);
            return true;
          };
        });
  }

  // How long after its answer an append is in the rows, while four callers append one after the
  // other and wait for their rows.
  void Lag(Views& views, Figures& figures) {
    constexpr int kLagCallers = 4;
    std::vector<std::vector<double>> lags(kLagCallers);
    Appends(
        [&](int caller, Position position) {
          const Stopwatch watch;
          views.Await(position);
          lags[static_cast<size_t>(caller)].push_back(watch.Seconds() * 1e3);
        },
        kLagCallers);
    std::vector<double> all;
    for (const auto& mine : lags) all.insert(all.end(), mine.begin(), mine.end());
    std::sort(all.begin(), all.end());
    Require(!all.empty(), "nothing was appended");
    figures.Add("view_lag_p99_ms", all[(all.size() - 1) * 99 / 100]);
  }

  const double seconds_;
  TempFolder folder_;
  BenchLog bench_;
  std::vector<Child> children_;
};

}  // namespace

Family ViewsFamily() {
  return {
      .name = "views",
      .figures = {{"rebuild_events_per_s",
                   "events of invented children a second, to compute all views of the server anew, "
                   "two threads, held against the log and served"},
                  {"rebuild_cpu_us", "processor time of that for one event, us"},
                  {"rebuild_rss_mb", "memory that it took, MB"},
                  {"append_per_s_without_views",
                   "appends a second in this process, 64 callers, to these children; no views"},
                  {"append_per_s_with_views", "the same while the views follow the log"},
                  {"ratio_append_with_views", "the one / the other"},
                  {"views_behind_after_appends_ms",
                   "when these end, the views are current after so long, ms"},
                  {"view_lag_p99_ms",
                   "four callers append and wait for the rows: 99 of 100 are in all views so long "
                   "after the answer, ms"}},
      .make = [](const Settings& settings) -> absl::StatusOr<std::unique_ptr<Bench>> {
        return std::make_unique<ViewsBench>(settings);
      }};
}

}  // namespace cairn::bench
