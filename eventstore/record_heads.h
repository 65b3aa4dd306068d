// RecordHeads: the end of each record as it is published, the last used ones in memory, so that
// neither a caller nor the sequencer asks the storage for what was just written.
//
// A head in memory is never older than the published log:
//   H1  The sequencer hands over the heads of a group, durable and witnessed, just before it
//       publishes the group. So whoever has seen a published position finds at least its heads.
//   H2  Until then memory holds the heads before the group, which are the published ones. Whoever
//       finds a head above the published position waits the moment until it is published.
//   H3  A reader that fetched a head from the storage leaves it here only if the sequencer has
//       handed over nothing to that part of the memory since before the fetch. So a slow one never
//       puts an older head over a newer one, nor in the place of a newer one that was forgotten.
// Nothing else writes heads while a log is open: an erasure is an event of its record like any
// other, and a log that is opened anew begins with an empty memory. After a write that failed, the
// heads of that group are not here, and never will be.
//
// Thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/base/mutex.h"
#include "eventstore/published_head.h"
#include "eventstore/storage/storage.h"
#include "eventstore/stored_event.h"

namespace cairn {

// The stored head of a record, published or not; version 0 if there is none.
absl::StatusOr<RecordHead> StoredRecordHead(const Storage& storage, const RecordId& record);

class RecordHeads {
 public:
  using Changes = absl::flat_hash_map<RecordId, RecordHead>;

  // Both outlive this.
  RecordHeads(const Storage& storage, const PublishedHead& published)
      : storage_(storage), published_(published) {}

  // Version 0 if there is no such record. Errors as PublishedRecordHead (published_rows.h).
  absl::StatusOr<RecordHead> Get(const RecordId& record);

  // For the sequencer alone, which waits for nobody: as it is stored, published or not. Only
  // another server over the same storage can have stored what this one has not published.
  absl::StatusOr<RecordHead> GetStored(const RecordId& record);
  // For the sequencer alone: what a group changed. It publishes the group next.
  void HandOver(const Changes& changes);

 private:
  using Entry = std::pair<RecordId, RecordHead>;
  struct Shard {
    Mutex mutex;
    std::list<Entry> used_last_first ABSL_GUARDED_BY(mutex);
    absl::flat_hash_map<RecordId, std::list<Entry>::iterator> by_record ABSL_GUARDED_BY(mutex);
    uint64_t handed_over ABSL_GUARDED_BY(mutex) = 0;
  };
  static constexpr size_t kShards = 16;

  Shard& ShardOf(const RecordId& record);
  static std::optional<RecordHead> Find(Shard& shard, const RecordId& record)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(shard.mutex);
  static void Set(Shard& shard, const RecordId& record, const RecordHead& head)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(shard.mutex);

  const Storage& storage_;
  const PublishedHead& published_;
  std::array<Shard, kShards> shards_;
};

}  // namespace cairn
