// RecordKeys: the keys of the records, unwrapped by the vault and remembered for a while.
//
// Rows of Space::kKeys, one a record; only a new epoch's wrapping replaces its value:
//   record[16] ‖ u16 generation -> wrapped key (wrapped_key.h, level 1)
// The removal of an entry's content replaces the row by one of the next generation, the erasure of
// the record removes it.
//
// The key of record zero is the log's own; claims are made under it.
// Thread-safe. Two threads that miss the same key may both unwrap it; they get the same secret.
#pragma once

#include <atomic>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/mutex.h"
#include "eventstore/base/random.h"
#include "eventstore/keys/event_keys.h"
#include "eventstore/keys/vault.h"
#include "eventstore/ledger/leaf.h"
#include "eventstore/storage/storage.h"

namespace cairn {

class RecordKeys {
 public:
  // A key that was drawn and is not stored yet: `row` goes into the batch that first uses it.
  struct NewKey {
    RecordKey key;
    Row row;
    Epoch epoch;  // that wrapped it
  };

  // `storage`, `vault` and `random` outlive this.
  RecordKeys(const Storage& storage, Vault& vault, const LedgerId& ledger_id, Random& random,
             size_t keys_cached_max = limits::kKeysCachedMax);

  // The newest key of the record: the one to seal with.
  //   kNotFound            it has none: it is new, or its keys were destroyed
  //   kFailedPrecondition  the epoch that wrapped it was destroyed
  //   DATA_DAMAGED         the row is not what the vault made for this record
  absl::StatusOr<RecordKey> Get(const RecordId& record);
  // The key of one generation: the one to open an envelope with. Errors as above.
  absl::StatusOr<RecordKey> Get(const RecordId& record, KeyGeneration generation);

  // The keys of the event of `leaf`, whose envelope names `generation`: derived from the record's
  // key, or those that were kept when a removal replaced it (entry_keys.h). kNotFound when neither
  // is there: the content of this event was removed, or the record was erased. Else as above.
  absl::StatusOr<EventKeys> OfEvent(const Leaf& leaf, KeyGeneration generation);
  // The same, for a caller that has no envelope at hand and checks what it computes.
  absl::StatusOr<EventKeys> OfEvent(const Leaf& leaf);

  // Draws a key for the record and wraps it in the current epoch. Nothing is stored or remembered:
  // if another writer commits the record first, that writer's key counts and this one is dropped.
  absl::StatusOr<NewKey> New(const RecordId& record, KeyGeneration generation = 1);
  // The row of `drawn`, wrapped by the epoch that is current now. For the log's thread: what it
  // writes is never under an epoch that a rotation is about to destroy.
  absl::StatusOr<Row> CurrentRow(const RecordId& record, const NewKey& drawn);
  // The row of New was committed: its key is the record's newest one.
  void Remember(const RecordId& record, const RecordKey& key);
  // The rows of the record were changed or removed. A Get that read them before does not bring them
  // back.
  void Forget(const RecordId& record);

  // How often Forget was called. As long as it stays the same, no key was replaced.
  uint64_t Changes() const { return forgotten_.load(); }
  // As Get says, from the rows as they are; nothing is unwrapped.
  absl::StatusOr<KeyGeneration> NewestGeneration(const RecordId& record) const;

 private:
  // Generation 0 stands for the newest one.
  using CacheKey = std::pair<RecordId, KeyGeneration>;
  using Entry = std::pair<CacheKey, RecordKey>;

  struct NewestRow {
    KeyGeneration generation;
    std::string wrapped;
  };

  absl::StatusOr<NewestRow> ReadNewest(const RecordId& record) const;
  // From the row of `entry_keys`, which `newest` wraps if it still is the record's newest key.
  absl::StatusOr<EventKeys> Kept(const Leaf& leaf, KeyGeneration generation, RecordKey newest);
  std::optional<RecordKey> FindCached(const CacheKey& cache_key);
  // Not if keys have been forgotten since: what was read may be what is gone.
  void CacheUnlessForgotten(const CacheKey& cache_key, const RecordKey& key, uint64_t forgotten);
  void Cache(const CacheKey& cache_key, const RecordKey& key) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::StatusOr<RecordKey> Unwrap(const RecordId& record, KeyGeneration generation,
                                   std::string_view wrapped) const;

  const Storage& storage_;
  Vault& vault_;
  const LedgerId ledger_id_;
  Random& random_;
  const size_t keys_cached_max_;
  Mutex mutex_;
  std::atomic<uint64_t> forgotten_ = 0;               // grows under the mutex
  std::list<Entry> entries_ ABSL_GUARDED_BY(mutex_);  // the one used last is first
  absl::flat_hash_map<CacheKey, std::list<Entry>::iterator> by_key_ ABSL_GUARDED_BY(mutex_);
};

// The key of the row above.
std::string RecordKeyRowKey(const RecordId& record, KeyGeneration generation);

}  // namespace cairn
