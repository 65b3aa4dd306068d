#include "tests/bench/eventstore/group_commit.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include "eventstore/base/encoding.h"
#include "eventstore/ledger/leaf.h"
#include "eventstore/log_rows.h"
#include "eventstore/storage/rocksdb_failure.h"
#include "eventstore/storage/rocksdb_settings.h"
#include "tests/bench/frame/require.h"
#include "tests/bench/frame/stopwatch.h"
#include "tests/support/temp_folder.h"

namespace cairn::bench {
namespace {

std::string ValueOf(const Storage& storage, Space space, const std::string& key) {
  std::optional<std::string> value = Require(storage.Get(space, key));
  Require(value.has_value(), "a row of the log is not there");
  return *std::move(value);
}

EventRows RowsAt(const Storage& storage, const WrittenAt& written) {
  const std::string leaf_key = U64Key(written.position);
  std::string bytes = ValueOf(storage, Space::kLeaves, leaf_key);
  const Leaf leaf = Require(Leaf::Decode(bytes));
  const std::string envelope_key = EnvelopeKey(leaf.record, leaf.version);
  const std::string request_key = RequestRowKey(written.request);
  // The head that this event made; in the log later events have replaced it.
  const RecordHead head{
      .version = leaf.version, .position = written.position, .leaf_hash = leaf.hash()};
  return {{Space::kLeaves, leaf_key, std::move(bytes)},
          {Space::kEnvelopes, envelope_key, ValueOf(storage, Space::kEnvelopes, envelope_key)},
          {Space::kHeads, leaf.record.ToBytes(), EncodeRecordHead(head)},
          {Space::kRequests, request_key, ValueOf(storage, Space::kRequests, request_key)}};
}

// A database with the families of the log.
class PlainDatabase {
 public:
  PlainDatabase() {
    rocksdb::DB* opened = nullptr;
    const auto options =
        DatabaseSettings({.folder = folder_ / "plain"}, std::make_shared<FailureLatch>());
    const rocksdb::Status status =
        rocksdb::DB::Open(options, folder_ / "plain", FamilySettings(), &families_, &opened);
    Require(status.ok(), status.ToString());
    db_.reset(opened);
  }
  ~PlainDatabase() {
    for (rocksdb::ColumnFamilyHandle* family : families_) db_->DestroyColumnFamilyHandle(family);
  }

  bool Write(const EventRows& rows) {
    rocksdb::WriteBatch batch;
    for (const Row& row : rows) {
      // The default family is the first.
      if (!batch.Put(families_[1 + static_cast<size_t>(row.space)], row.key, row.value).ok()) {
        return false;
      }
    }
    return db_->Write(WriteSettings(), &batch).ok();
  }

 private:
  TempFolder folder_;
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> families_;
};

}  // namespace

std::vector<EventRows> RowsOf(const BenchLog& bench, std::vector<WrittenAt> written) {
  std::sort(written.begin(), written.end(),
            [](const WrittenAt& a, const WrittenAt& b) { return a.position < b.position; });
  std::vector<EventRows> events;
  events.reserve(written.size());
  for (const WrittenAt& one : written) events.push_back(RowsAt(bench.storage(), one));
  return events;
}

double GroupCommitsPerSecond(std::span<const EventRows> events, int threads) {
  PlainDatabase database;
  std::atomic<size_t> next = 0;
  std::vector<std::thread> writers;
  const Stopwatch watch;
  for (int i = 0; i < threads; ++i) {
    writers.emplace_back([&] {
      for (size_t mine = next++; mine < events.size(); mine = next++) {
        Require(database.Write(events[mine]), "RocksDB does not write");
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  return static_cast<double>(events.size()) / watch.Seconds();
}

}  // namespace cairn::bench
