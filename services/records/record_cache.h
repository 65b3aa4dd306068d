// RecordCache: the records that are being worked with, folded and kept current, in as much memory
// as it was given. Thread-safe.
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
  // `log` must outlive the cache. It keeps the records used last, as many as fit into `bytes_max`
  // by the estimate of record_bytes.h, whatever the size of the log. A sixteenth of that serves one
  // sixteenth of the ids, and may be exceeded by one record alone.
  RecordCache(const EventLog& log, size_t bytes_max);

  // The record at the head of the log: from memory when it is current, with one range scan of what
  // is new otherwise, and of everything when content was removed since. RECORD_NOT_FOUND when there
  // is none, also for the streams of the access log; DATA_DAMAGED as the log says.
  absl::StatusOr<RecordPtr> Load(const RecordId& id);

  // Whether something of the record is in memory now, so that Load reads no more than what is new.
  bool Keeps(const RecordId& id) { return Find(id).record != nullptr; }

  // The record of the setting that sign-ins name by `id`. Never fails: what is known of a child
  // does not hang on the record of a school. What cannot be read goes to the server's own log.
  LoadedSetting LoadSetting(const std::optional<RecordId>& id);

  // Remembers `record`, which its caller has just advanced by events that are durable. An older
  // one does not replace a newer one.
  void Remember(RecordPtr record);

  // Lets go of the record: content of it was removed and must not stay in memory.
  void Forget(const RecordId& id);

  // What the records that are kept take, by the same estimate.
  size_t bytes();

 private:
  struct Kept {
    RecordPtr record;
    size_t bytes = 0;
  };
  struct Shard {
    Mutex mutex;
    std::list<Kept> newest_first ABSL_GUARDED_BY(mutex);
    absl::flat_hash_map<RecordId, std::list<Kept>::iterator> by_id ABSL_GUARDED_BY(mutex);
    size_t bytes ABSL_GUARDED_BY(mutex) = 0;  // of all that it keeps
  };
  static constexpr size_t kShards = 16;

  Shard& ShardOf(const RecordId& id);
  // With no record when it is not kept.
  Kept Find(const RecordId& id);
  void Drop(Shard& shard, std::list<Kept>::iterator kept)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(shard.mutex);
  absl::StatusOr<std::vector<EventPtr>> ReadFrom(const RecordId& id, Version from,
                                                 Version to) const;
  absl::StatusOr<RecordPtr> Extend(const RecordId& id, const RecordPtr& known, Version to) const;

  const EventLog& log_;
  const size_t bytes_per_shard_max_;
  std::array<Shard, kShards> shards_;
};

// An event as the log stores it, opened for the projections. DATA_DAMAGED when the sealed fields
// are not a Recorded message.
absl::StatusOr<EventPtr> OpenEvent(const StoredEvent& stored);

}  // namespace cairn
