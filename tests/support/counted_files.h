// The machine's files for RocksDB (RocksDbOptions::env), with a count of what is read from them by
// those who ask for rows: RocksDB's own threads, which flush and merge, are left out. Counts tell
// what a clock cannot: they are the same on a busy machine, and with the files in memory.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "rocksdb/env.h"

namespace cairn {

// Thread-safe.
class CountedFiles {
 public:
  CountedFiles();
  CountedFiles(const CountedFiles&) = delete;
  CountedFiles& operator=(const CountedFiles&) = delete;
  ~CountedFiles();

  // Everything that is opened with it must be closed before this goes.
  rocksdb::Env* env() const { return env_.get(); }

  // Since this began. One read is one block, or what is read ahead of several.
  uint64_t reads() const { return count_.reads; }
  uint64_t bytes() const { return count_.bytes; }

  struct Count {
    std::atomic<uint64_t> reads = 0;
    std::atomic<uint64_t> bytes = 0;
  };

 private:
  Count count_;
  std::unique_ptr<rocksdb::Env> env_;
};

}  // namespace cairn
