// An event log with everything it stands on, which a test can close, damage and open again; and
// what tests put into it. Fictional contents only.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/event_log.h"
#include "eventstore/storage/storage.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_vault.h"
#include "tests/support/seeded_random.h"
#include "tests/support/storage_proxy.h"
#include "tests/support/temp_folder.h"

namespace cairn {

enum class StorageKind { kMemory, kRocksDb };

// In a folder of its own, which goes with it. Not thread-safe; the log in it is.
class TestLog {
 public:
  explicit TestLog(StorageKind kind = StorageKind::kMemory, EventLog::Options options = {});
  ~TestLog();
  TestLog(const TestLog&) = delete;
  TestLog& operator=(const TestLog&) = delete;

  EventLog& operator*() { return *log_; }
  EventLog* operator->() { return log_.get(); }

  // Closes log, witness and storage as they are.
  void Close();
  // Opens them again; the log's refusal is the result.
  absl::Status Open();
  void Reopen();

  // The storage below the log, open or closed: for stepping in, and for damage.
  StorageProxy& storage() { return *proxy_; }
  // Replaces a row behind the log's back.
  void Overwrite(Space space, std::string key, std::string value);
  void Remove(Space space, std::string key);
  const std::string& witness_path() const { return witness_path_; }

  FakeClock clock;
  SeededRandom random;
  MemoryVault vault{random};

 private:
  void OpenStorage();

  const StorageKind kind_;
  const EventLog::Options options_;
  const TempFolder folder_;
  const std::string witness_path_ = folder_ / "head.witness";
  std::unique_ptr<Storage> storage_;
  std::unique_ptr<StorageProxy> proxy_;
  std::unique_ptr<HeadWitness> witness_;
  std::unique_ptr<EventLog> log_;
};

// NumberedId (test_ids.h); requests are all of one caller.
RecordId RecordNo(uint64_t number);
RequestKey RequestNo(uint64_t number);

// A content whose entry says `text`, as one field of it.
FieldList Saying(std::string_view text);
// What Saying was given.
std::string TextOf(const StoredEvent& event);

// One content for one record.
AppendRequest AppendOf(RequestKey request, RecordId record, Version expected,
                       std::string_view text);
// A request of several records: add RecordAppends to `records`.
AppendRequest AppendOf(RequestKey request, std::vector<RecordAppend> records);
AppendRequest FenceOf(RequestKey request);
// One batch of the access log, found by these keys.
AppendRequest BatchOf(RequestKey request, RecordId stream, Version expected,
                      std::vector<IndexKey> found_by, std::string_view text);
// The erasure of a whole record, and the removal of the content of one event.
AppendRequest ErasureOf(RequestKey request, RecordId record, Version expected);
AppendRequest RemovalOf(RequestKey request, RecordId record, Version expected, EventId target);

}  // namespace cairn
