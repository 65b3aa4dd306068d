#include "tests/bench/eventstore/growth_bench.h"

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include <poll.h>

#include "tests/bench/eventstore/bench_log.h"
#include "tests/bench/eventstore/filled_log.h"
#include "tests/bench/frame/callers.h"
#include "tests/bench/frame/engine_time.h"
#include "tests/bench/frame/require.h"
#include "tests/bench/frame/stopwatch.h"
#include "tests/support/counted_files.h"
#include "tests/support/temp_folder.h"

namespace cairn::bench {
namespace {

constexpr size_t kGrowthEventsPerRecord = 20;
constexpr size_t kWarmRecords = 5000;  // as many as the shortest of the logs has
constexpr size_t kGrowthCallers = 64;
constexpr size_t kColdAppends = 1000;

class GrowthBench final : public Bench {
 public:
  explicit GrowthBench(const Settings& settings) : settings_(settings) {
    const std::string growing = folder_ / "growing";
    for (const LogSize& size : settings_.growth) {
      {
        BenchLog bench(growing);
        const size_t there = bench.log().Head().position;
        const size_t wanted =
            size.events > there ? (size.events - there) / kGrowthEventsPerRecord : 0;
        std::vector<BenchRecord> more(std::max(wanted, kGrowthCallers));
        for (BenchRecord& record : more) record.id = bench.random().NewId<RecordId>();
        AppendSingly(bench, more, wanted * kGrowthEventsPerRecord);
        records_.insert(records_.end(), more.begin(), more.end());
        bench.Reopen();
        AwaitIdle();
      }
      CopyLog(growing, folder_ / size.name);
      records_in_.push_back(records_.size());
    }
    std::filesystem::remove_all(growing);
  }

  // The sizes in turn, and each time a fresh copy: whatever the disk or the processors do meanwhile
  // falls on all sizes alike, and no log has grown by what was measured before.
  void RunOnce(int /*run*/, Figures& figures) override {
    for (size_t i = 0; i < settings_.growth.size(); ++i) {
      const std::string& name = settings_.growth[i].name;
      for (const auto measure : {&GrowthBench::CountReads, &GrowthBench::Measure}) {
        CopyLog(folder_ / name, folder_ / "copy");
        (this->*measure)(name, {records_.begin(), records_.begin() + records_in_[i]}, figures);
        std::filesystem::remove_all(folder_ / "copy");
      }
    }
  }

 private:
  // For one append.
  struct Cost {
    double own_us;    // without RocksDB's threads
    double merge_us;  // of RocksDB's threads
    double per_s;
  };

  // Of the first appends after a start, each to another record, which lie all over the log: nothing
  // of them is in the memory of this process yet.
  void CountReads(const std::string& size, std::vector<BenchRecord> records,
                  Figures& figures) const {
    CountedFiles files;
    BenchLog bench(folder_ / "copy", files.env());
    const uint64_t reads = files.reads();
    const uint64_t bytes = files.bytes();
    std::mt19937_64 random(1);
    std::shuffle(records.begin(), records.end(), random);
    records.resize(std::min(kColdAppends, records.size()));
    for (const BenchRecord& record : records) {
      Require(bench.log()
                  .AppendAndWait({.request = {CallerId(), bench.random().NewId<RequestId>()},
                                  .records = {{.record = record.id,
                                               .expected = record.version,
                                               .contents = {Note(random)}}}})
                  .status());
    }
    const auto appends = static_cast<double>(records.size());
    figures.Add("growth_cold_reads_per_append_" + size,
                static_cast<double>(files.reads() - reads) / appends);
    figures.Add("growth_cold_read_bytes_per_append_" + size,
                static_cast<double>(files.bytes() - bytes) / appends);
  }

  void Measure(const std::string& size, std::vector<BenchRecord> records, Figures& figures) const {
    BenchLog bench(folder_ / "copy");
    AwaitIdle();
    std::vector<BenchRecord> first(records.begin(),
                                   records.begin() + std::min(kWarmRecords, records.size()));
    Appends(bench, first);  // makes them warm
    const Cost warm = Append(bench, first);
    std::copy(first.begin(), first.end(), records.begin());  // their versions
    const Cost cold = Append(bench, records);
    figures.Add("growth_append_cpu_us_" + size, warm.own_us);
    figures.Add("growth_merge_cpu_us_" + size, warm.merge_us);
    figures.Add("growth_append_per_s_64_" + size, warm.per_s);
    figures.Add("growth_cold_append_cpu_us_" + size, cold.own_us);
  }

  Cost Append(BenchLog& bench, std::vector<BenchRecord>& records) const {
    const double merged_before_us = EngineMicros();
    const Rate rate = Appends(bench, records);
    const double calls = rate.calls_per_s * settings_.seconds;
    const double merge_us = (EngineMicros() - merged_before_us) / calls;
    return {rate.cpu_us_per_call - merge_us, merge_us, rate.calls_per_s};
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

  Rate Appends(BenchLog& bench, std::vector<BenchRecord>& records) const {
    return RunCallers(kGrowthCallers, settings_.seconds,
                      LogAppends(bench, records, kGrowthCallers, 1));
  }

  const Settings settings_;
  TempFolder folder_;
  std::vector<BenchRecord> records_;  // of the largest log; the others have the first of them
  std::vector<size_t> records_in_;    // in each of the sizes
};

}  // namespace

Family GrowthFamily() {
  return {
      .name = "growth",
      .figures =
          {{"growth_append_cpu_us_{100k,1m,5m}",
            "processor time of one append to a warm record in a log of so many events, "
            "64 callers, without RocksDB's own threads, us"},
           {"growth_merge_cpu_us_{100k,1m,5m}",
            "processor time of RocksDB's threads, which flush and merge, for one of them, us"},
           {"growth_append_per_s_64_{100k,1m,5m}", "such appends a second there"},
           {"growth_cold_reads_per_append_{100k,1m,5m}",
            "blocks that an append reads from the files, of the first 1,000 after a start, each "
            "to another record"},
           {"growth_cold_read_bytes_per_append_{100k,1m,5m}", "their bytes"},
           {"growth_cold_append_cpu_us_{100k,1m,5m}",
            "the same to any record of the log: what caches no longer hold is read and "
            "unwrapped again"}},
      .make = [](const Settings& settings) -> absl::StatusOr<std::unique_ptr<Bench>> {
        return std::make_unique<GrowthBench>(settings);
      },
      .on_request = true};
}

}  // namespace cairn::bench
