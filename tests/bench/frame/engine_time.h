// How much of this process's processor time went into RocksDB's own threads, which flush and merge.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

namespace cairn::bench {

// Processor time of all threads named `rocksdb:...` since they began, microseconds.
inline double EngineMicros() {
  double micros = 0;
  for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
    std::string name;
    std::getline(std::ifstream(task.path() / "comm"), name);
    double run_ns = 0;  // the first number of schedstat
    if (name.starts_with("rocksdb:")) std::ifstream(task.path() / "schedstat") >> run_ns;
    micros += run_ns / 1e3;
  }
  return micros;
}

}  // namespace cairn::bench
