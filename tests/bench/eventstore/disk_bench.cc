#include "tests/bench/eventstore/disk_bench.h"

#include "tests/bench/eventstore/bench_log.h"
#include "tests/bench/eventstore/filled_log.h"
#include "tests/support/temp_folder.h"

namespace cairn::bench {
namespace {

class DiskBench final : public Bench {
 public:
  explicit DiskBench(const Settings& settings) : events_(settings.disk_events) {}

  // Once is enough: neither other people nor chance have much of a say in it.
  void RunOnce(int run, Figures& figures) override {
    if (run > 0) return;
    const TempFolder folder;
    const DiskUse use = FillLogApart(folder / "log", events_, false, LogEnd::kClosed);
    const auto events = static_cast<double>(events_);
    std::mt19937_64 texts(1);
    const auto content = static_cast<double>(EncodeFields(Note(texts)).size());
    figures.Add("disk_bytes_per_event", use.stored_bytes / events);
    figures.Add("disk_written_bytes_per_event", use.written_bytes / events);
    figures.Add("disk_content_bytes", content);
  }

 private:
  const size_t events_;
};

}  // namespace

Family DiskFamily() {
  return {.name = "disk",
          .figures = {{"disk_content_bytes", "bytes of the content of each event below"},
                      {"disk_bytes_per_event",
                       "bytes that the log's files keep of it, with leaf, head, request and tree"},
                      {"disk_written_bytes_per_event",
                       "bytes that the disk was given for it, write-ahead log, files and witness "
                       "together, events recorded one by one by 64 callers"},
                      {"write_amplification", "disk_written_bytes_per_event / disk_content_bytes"}},
          .make = [](const Settings& settings) -> absl::StatusOr<std::unique_ptr<Bench>> {
            return std::make_unique<DiskBench>(settings);
          }};
}

}  // namespace cairn::bench
