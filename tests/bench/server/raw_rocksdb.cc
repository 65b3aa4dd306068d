#include "tests/bench/server/raw_rocksdb.h"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <rocksdb/db.h>
#include <rocksdb/options.h>
#include <rocksdb/write_batch.h>

#include "tests/support/temp_folder.h"

namespace cairn::bench {
namespace {

// What Cairn writes for one event: leaf, envelope with its position, head of the record, request.
struct RowSize {
  size_t key;
  size_t value;
};

std::string Incompressible(std::mt19937_64& random, size_t bytes) {
  std::string text(bytes, '\0');
  for (char& c : text) c = static_cast<char>(random());
  return text;
}

std::string BigEndian(uint64_t value, size_t size) {
  std::string key(size, '\0');
  for (size_t i = 0; i < 8 && i < size; ++i) key[i] = static_cast<char>(value >> (56 - 8 * i));
  return key;
}

}  // namespace

double RawRocksDbPerSecond(double seconds, size_t envelope_bytes) {
  const std::vector<RowSize> rows = {{8, 160}, {24, 8 + envelope_bytes}, {16, 49}, {32, 20}};
  TempFolder folder;
  rocksdb::Options options;
  options.create_if_missing = true;
  options.write_buffer_size = size_t{64} << 20;
  rocksdb::DB* opened = nullptr;
  if (!rocksdb::DB::Open(options, folder / "raw", &opened).ok()) std::_Exit(1);
  const std::unique_ptr<rocksdb::DB> db(opened);
  rocksdb::WriteOptions durable;
  durable.sync = true;

  std::mt19937_64 random(1);
  const std::string bytes = Incompressible(random, 4 * envelope_bytes);
  uint64_t events = 0;
  const auto begun = std::chrono::steady_clock::now();
  double took_s = 0;
  while (took_s < seconds) {
    rocksdb::WriteBatch batch;
    for (int i = 0; i < kRawBatchEvents; ++i, ++events) {
      for (size_t r = 0; r < rows.size(); ++r) {
        const std::string key = static_cast<char>('a' + r) + BigEndian(events, rows[r].key - 1);
        const size_t from = random() % envelope_bytes;
        batch.Put(key, rocksdb::Slice(bytes.data() + from, rows[r].value));
      }
    }
    if (!db->Write(durable, &batch).ok()) std::_Exit(1);
    took_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  }
  return static_cast<double>(events) / took_s;
}

}  // namespace cairn::bench
