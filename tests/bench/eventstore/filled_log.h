// Logs made by a program of their own, so that they can end by a kill and so that what the disk
// gets can be counted for them alone. That program is cairn_bench again, told so by its first
// argument.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace cairn::bench {

inline constexpr char kFillLogArgument[] = "fill-log";

enum class LogEnd {
  kKilled,  // SIGKILL in the middle, the last appends only in RocksDB's write-ahead log
  kClosed,  // everything in sorted files
};

// What went onto the disk.
struct DiskUse {
  double written_bytes = 0;  // by the process, as the kernel counts it for the device
  double stored_bytes = 0;   // in the folder of the log at the end
};

// Adds `events` to the log in `folder`, which is begun if there is none: one by one from 64
// callers, or, `fast`, in requests of many. `use` only counts for kClosed.
DiskUse FillLogApart(const std::string& folder, size_t events, bool fast, LogEnd end);

// A copy of a closed log that can be opened without touching `from`. Sorted files are never written
// again, so a second name of the same file is as good.
void CopyLog(const std::filesystem::path& from, const std::filesystem::path& to);

// The program's side; never returns to anything but main.
int FillLogMain(int argc, char** argv);

}  // namespace cairn::bench
