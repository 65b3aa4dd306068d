#include "tests/bench/eventstore/filled_log.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "absl/strings/str_format.h"

#include "tests/bench/eventstore/bench_log.h"
#include "tests/bench/frame/program.h"
#include "tests/bench/frame/require.h"

namespace cairn::bench {
namespace {

constexpr size_t kFilledEventsPerRecord = 20;
constexpr size_t kFilledCallers = 64;

double WrittenBytes() {
  std::ifstream io("/proc/self/io");
  std::string name;
  double bytes = 0;
  while (io >> name >> bytes) {
    if (name == "write_bytes:") return bytes;
  }
  Require(false, "/proc/self/io cannot be read");
  return 0;
}

double BytesIn(const std::string& folder) {
  double bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += static_cast<double>(entry.file_size());
  }
  return bytes;
}

}  // namespace

DiskUse FillLogApart(const std::string& folder, size_t events, bool fast, LogEnd end) {
  const std::string output = folder + ".out";
  const pid_t program =
      StartProgram({OwnPath(), kFillLogArgument, folder, std::to_string(events),
                    fast ? "fast" : "singly", end == LogEnd::kKilled ? "killed" : "closed"},
                   output);
  const int code = AwaitProgram(program);
  Require(code == (end == LogEnd::kKilled ? -SIGKILL : 0), "a log could not be filled");
  DiskUse use;
  if (end == LogEnd::kClosed) std::ifstream(output) >> use.written_bytes >> use.stored_bytes;
  return use;
}

void CopyLog(const std::filesystem::path& from, const std::filesystem::path& to) {
  for (const std::filesystem::directory_entry& entry :
       std::filesystem::recursive_directory_iterator(from)) {
    const std::filesystem::path target = to / std::filesystem::relative(entry.path(), from);
    if (entry.is_directory()) {
      std::filesystem::create_directories(target);
      std::filesystem::permissions(target, entry.status().permissions());
    } else if (entry.path().extension() == ".sst") {
      std::filesystem::create_hard_link(entry.path(), target);
    } else {
      std::filesystem::create_directories(target.parent_path());
      std::filesystem::copy_file(entry.path(), target);
    }
  }
}

int FillLogMain(int argc, char** argv) {
  Require(argc == 6, "fill-log FOLDER EVENTS fast|singly killed|closed");
  const std::string folder = argv[2];
  const size_t events = std::stoull(argv[3]);
  {
    BenchLog bench(folder);
    if (std::string_view(argv[4]) == "fast") {
      FillLog(bench, events / kFilledEventsPerRecord, kFilledEventsPerRecord);
    } else {
      std::vector<BenchRecord> records(std::max(kFilledCallers, events / kFilledEventsPerRecord));
      for (BenchRecord& record : records) record.id = bench.random().NewId<RecordId>();
      AppendSingly(bench, records, events);
    }
    if (std::string_view(argv[5]) == "killed") kill(getpid(), SIGKILL);
    bench.Reopen();  // moves what is in the write-ahead log into sorted files
  }
  absl::PrintF("%.0f %.0f\n", WrittenBytes(), BytesIn(folder + "/log"));
  return 0;
}

}  // namespace cairn::bench
