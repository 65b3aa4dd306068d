// How many appends a second the log takes in one process: sealing, tree, synced batch and witness
// on, RocksDB in a folder of the disk that is measured. Prints one line for each number of callers.
//
//   append_bench <folder> [seconds]        the folder must not be on a tmpfs
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "eventstore/event_log.h"
#include "eventstore/keys/file_vault.h"
#include "eventstore/log_start.h"
#include "eventstore/storage/rocksdb_storage.h"

namespace cairn {
namespace {

using std::chrono::duration;
using std::chrono::steady_clock;

// About what a note of two paragraphs becomes: 12 fields, 600 bytes of text.
FieldList Note(uint64_t number) {
  FieldList fields = {{"1", FieldType::kMessage, ""}};
  const auto add = [&](const char* path, FieldType type, std::string value) {
    fields.push_back({path, type, std::move(value)});
  };
  add("1.1", FieldType::kTime, std::string(11, '\0'));
  add("1.12", FieldType::kMessage, "");
  add("1.12.1/0", FieldType::kText,
      absl::StrFormat("Note %020d. ", number) + std::string(280, 'a'));
  add("1.12.1/1", FieldType::kText, std::string(300, 'b'));
  add("1.12.2", FieldType::kCode, std::string(8, '\1'));
  add("1.2", FieldType::kMessage, "");
  add("1.2.1", FieldType::kBytes, std::string(16, 'p'));
  add("1.4", FieldType::kCode, std::string(8, '\1'));
  add("2", FieldType::kMessage, "");
  add("2.1", FieldType::kBytes, std::string(16, 'u'));
  add("4", FieldType::kInteger, std::string(8, '\1'));
  return fields;
}

struct Bench {
  std::string folder;
  double seconds = 5;
  SystemRandom random;
  SystemClock clock;
};

// One caller: a record of its own after the other, 20 events each, until `until`.
std::vector<double> Call(EventLog& log, Bench& bench, steady_clock::time_point until) {
  constexpr Version kEventsPerRecord = 20;
  std::vector<double> milliseconds;
  RecordId record;
  for (uint64_t number = 0; steady_clock::now() < until; ++number) {
    const Version expected = number % kEventsPerRecord;
    if (expected == 0) record = bench.random.NewId<RecordId>();
    const auto begun = steady_clock::now();
    const absl::StatusOr<Appended> appended = log.AppendAndWait(
        {.request = {CallerId(), bench.random.NewId<RequestId>()},
         .records = {{.record = record, .expected = expected, .contents = {Note(number)}}}});
    CAIRN_CHECK(appended.ok());
    milliseconds.push_back(duration<double, std::milli>(steady_clock::now() - begun).count());
  }
  return milliseconds;
}

void Measure(EventLog& log, Bench& bench, size_t callers) {
  const auto begun = steady_clock::now();
  const auto until =
      begun + std::chrono::duration_cast<steady_clock::duration>(duration<double>(bench.seconds));
  std::vector<std::vector<double>> taken(callers);
  std::vector<std::thread> threads;
  threads.reserve(callers);
  for (std::vector<double>& mine : taken) {
    threads.emplace_back([&] { mine = Call(log, bench, until); });
  }
  for (std::thread& thread : threads) thread.join();
  const double seconds = duration<double>(steady_clock::now() - begun).count();

  std::vector<double> all;
  for (const std::vector<double>& mine : taken) all.insert(all.end(), mine.begin(), mine.end());
  std::sort(all.begin(), all.end());
  absl::PrintF("%3d callers  %8.0f appends/s  p50 %6.2f ms  p99 %6.2f ms\n", callers,
               static_cast<double>(all.size()) / seconds, all[all.size() / 2],
               all[all.size() * 99 / 100]);
}

void MeasureReads(const EventLog& log) {
  constexpr size_t kPage = 500;
  const auto begun = steady_clock::now();
  const Position end = log.Head().position;
  Position position = 0;
  while (position < end) {
    const std::vector<StoredEvent> page = log.ReadAll(position, kPage).value();
    position = page.back().position;
  }
  const double seconds = duration<double>(steady_clock::now() - begun).count();
  absl::PrintF("whole log   %8.0f events/s read and opened, one thread\n",
               static_cast<double>(end) / seconds);
}

void Run(Bench& bench) {
  const auto vault = FileVault::Open(bench.folder + "/vault", bench.random).value();
  CAIRN_CHECK(vault->CreateEpoch().ok());
  const auto storage = RocksDbStorage::Open({.folder = bench.folder + "/log"}).value();
  HeadWitness witness = OpenWitness(bench.folder + "/head.witness", *storage, bench.random).value();
  const auto log = EventLog::Open({}, *storage, *vault, witness, bench.clock, bench.random).value();
  for (const size_t callers : {1, 16, 64}) Measure(*log, bench, callers);
  MeasureReads(*log);
}

}  // namespace
}  // namespace cairn

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: append_bench <folder> [seconds]\n", stderr);
    return 2;
  }
  cairn::Bench bench{.folder = std::string(argv[1]) + "/append_bench"};
  if (argc > 2) bench.seconds = std::strtod(argv[2], nullptr);
  std::filesystem::create_directories(bench.folder);
  cairn::Run(bench);
  std::filesystem::remove_all(bench.folder);
  return 0;
}
