// A log with a feed over it, without gRPC and without rules: what is written is what the test says.
// Fictional contents only.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cairn/v1/entry.pb.h"
#include "cairn/v1/feed_service.pb.h"

#include "services/feed/feed_reader.h"
#include "services/feed/subscription.h"
#include "services/read_journal/read_journal.h"
#include "services/records/record_cache.h"
#include "tests/support/test_guard.h"
#include "tests/support/test_log.h"

namespace cairn {

// Thread-safe for writers that keep to records of their own, but for `log.clock` and the like.
class FeedLog {
 public:
  explicit FeedLog(StorageKind kind = StorageKind::kMemory);

  // Appends an entry that `by` typed in their setting.
  AppendedEvent Write(const RecordId& record, const Caller& by, const v1::Entry& entry);
  // The same `count` times, in few appends.
  void Write(const RecordId& record, const Caller& by, const v1::Entry& entry, size_t count);
  // The first entry of a record: a fictional child of the setting of `by`.
  AppendedEvent Open(const RecordId& record, const Caller& by);
  // Removes the content of one event, or of the whole record.
  AppendedEvent Remove(const RecordId& record, std::optional<EventId> target = {});

  std::unique_ptr<Subscription> Subscribe(const Caller& caller, FeedFilter filter = {},
                                          Position after = 0);
  absl::StatusOr<FeedPage> Read(const Caller& caller, const FeedFilter& filter = {},
                                Position after = 0, size_t events = 100);

  TestLog log;

 private:
  AppendedEvent Append(RecordAppend append);

  std::atomic<uint64_t> requests_ = 0;

 public:
  const TestGuard guard;
  RecordCache records;
  ReadJournal reads;  // as many as there are
  const FeedReader reader;
};

// All that the subscription says until it has nothing to say.
std::vector<v1::SubscribeResponse> AllOf(Subscription& subscription);
// The positions of the events among `said`, in order.
std::vector<Position> PositionsIn(const std::vector<v1::SubscribeResponse>& said);
std::vector<Position> PositionsIn(const FeedPage& page);
// One word a message: "started", "events", "checkpoint", "caught_up", "access_changed" ...
std::vector<std::string> NamesOf(const std::vector<v1::SubscribeResponse>& said);

}  // namespace cairn
