// RecordCache: the records that are being worked with, folded and kept current. Thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <list>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/base/mutex.h"
#include "eventstore/event_log.h"
#include "projections/record/record.h"

namespace cairn {

// A folded record: everything known, as of no particular day. Never changes once shared.
using RecordPtr = std::shared_ptr<const Record>;

// The record of a setting, as far as it can be had.
struct LoadedSetting {
  // Null when there is no id, when nobody has recorded anything about that setting or it was
  // erased, and when it cannot be read.
  RecordPtr record;
  // It is there and cannot be read now: nothing that was computed without it may be kept.
  bool unreadable = false;
};

class RecordCache {
 public:
  // `log` must outlive the cache. At most `records_max` records stay in memory, those used last.
  RecordCache(const EventLog& log, size_t records_max);

  // The record at the head of the log: from memory when it is current, with one range scan of what
  // is new otherwise, and of everything when content was removed since. RECORD_NOT_FOUND when there
  // is none; DATA_DAMAGED as the log says.
  absl::StatusOr<RecordPtr> Load(const RecordId& id);

  // The record of the setting that sign-ins name by `id`. Never fails: what is known of a child
  // does not hang on the record of a school. What cannot be read goes to the server's own log.
  LoadedSetting LoadSetting(const std::optional<RecordId>& id);

  // Remembers `record`, which its caller has just advanced by events that are durable. An older
  // one does not replace a newer one.
  void Remember(RecordPtr record);

  // Lets go of the record: content of it was removed and must not stay in memory.
  void Forget(const RecordId& id);

 private:
  struct Shard {
    Mutex mutex;
    std::list<RecordPtr> newest_first ABSL_GUARDED_BY(mutex);
    absl::flat_hash_map<RecordId, std::list<RecordPtr>::iterator> by_id ABSL_GUARDED_BY(mutex);
  };
  static constexpr size_t kShards = 16;

  Shard& ShardOf(const RecordId& id);
  RecordPtr Find(const RecordId& id);
  absl::StatusOr<std::vector<EventPtr>> ReadFrom(const RecordId& id, Version from,
                                                 Version to) const;
  absl::StatusOr<RecordPtr> Extend(const RecordId& id, RecordPtr known, Version to) const;

  const EventLog& log_;
  const size_t records_per_shard_max_;
  std::array<Shard, kShards> shards_;
};

// An event as the log stores it, opened for the projections. DATA_DAMAGED when the sealed fields
// are not a Recorded message.
absl::StatusOr<EventPtr> OpenEvent(const StoredEvent& stored);

}  // namespace cairn
