// An event log on a real disk, as cairnd opens it, and the appends that the benches make to it.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "eventstore/base/clock.h"
#include "eventstore/base/random.h"
#include "eventstore/event_log.h"
#include "eventstore/keys/file_vault.h"
#include "eventstore/storage/rocksdb_storage.h"
#include "tests/bench/frame/callers.h"

namespace cairn::bench {

// Bytes of text in one entry: with its frame and its actor about 1 KB.
inline constexpr size_t kTextBytes = 900;

// The fields of one observation of about 1 KB, which no other equals.
FieldList Note(std::mt19937_64& random);

// Thread-safe, but for Reopen.
class BenchLog {
 public:
  // Opens the log in `folder`, or begins one. Stops the process if it cannot. `env`, the machine's
  // if it is null, must outlive this.
  explicit BenchLog(std::string folder, rocksdb::Env* env = nullptr);

  EventLog& log() const { return *log_; }
  RocksDbStorage& storage() const { return *storage_; }
  Vault& vault() const { return *vault_; }
  Random& random() { return random_; }
  // Closes and opens it: what was in memory is in files then.
  void Reopen();

 private:
  void Open();

  const std::string folder_;
  rocksdb::Env* const env_;
  SystemRandom random_;
  SystemClock clock_;
  std::unique_ptr<FileVault> vault_;
  std::unique_ptr<RocksDbStorage> storage_;
  std::optional<HeadWitness> witness_;
  std::unique_ptr<EventLog> log_;  // first to go
};

struct BenchRecord {
  RecordId id;
  Version version = 0;
};

// `count` new records with `events_each` events, in requests of `events_each` rounds over at most
// 50 records, so that the events of a record lie apart in the log.
std::vector<BenchRecord> FillLog(BenchLog& bench, size_t count, size_t events_each);

// Adds `events` to `records`, of which there must be 64 or more, one by one from 64 callers; each
// to a record that is drawn.
void AppendSingly(BenchLog& bench, std::vector<BenchRecord>& records, size_t events);

// The request that wrote the event at `position`.
struct WrittenAt {
  Position position;
  RequestKey request;
};

// Callers that append `batch` events to a record of their own at a time, drawn from every
// `callers`-th of `records`. `written`, if there is any, has room for each caller and gets what it
// wrote. All must outlive the calls; two runs must not share `records` at the same time.
MakeCall LogAppends(BenchLog& bench, std::vector<BenchRecord>& records, size_t callers,
                    size_t batch, std::vector<std::vector<WrittenAt>>* written = nullptr);

}  // namespace cairn::bench
