#include "eventstore/keys/record_keys.h"

#include <utility>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/crypto.h"
#include "eventstore/keys/damaged_bytes.h"
#include "eventstore/keys/entry_keys.h"

namespace cairn {
namespace {

constexpr KeyGeneration kNewest = 0;

absl::Status NoKey(const RecordId& record) {
  return absl::NotFoundError(absl::StrFormat("The record %s has no key.", ToHex(record.bytes())));
}

}  // namespace

std::string RecordKeyRowKey(const RecordId& record, KeyGeneration generation) {
  std::string key = record.ToBytes();
  AppendU16(key, generation);
  return key;
}

RecordKeys::RecordKeys(const Storage& storage, Vault& vault, const LedgerId& ledger_id,
                       Random& random, size_t keys_cached_max)
    : storage_(storage),
      vault_(vault),
      ledger_id_(ledger_id),
      random_(random),
      keys_cached_max_(keys_cached_max) {
  CAIRN_CHECK(keys_cached_max > 0);
}

absl::StatusOr<RecordKey> RecordKeys::Get(const RecordId& record) {
  if (std::optional<RecordKey> cached = FindCached({record, kNewest})) return *std::move(cached);
  const uint64_t forgotten = Changes();
  CAIRN_ASSIGN_OR_RETURN(const NewestRow row, ReadNewest(record));
  CAIRN_ASSIGN_OR_RETURN(RecordKey key, Unwrap(record, row.generation, row.wrapped));
  CacheUnlessForgotten({record, kNewest}, key, forgotten);
  CacheUnlessForgotten({record, row.generation}, key, forgotten);
  return key;
}

absl::StatusOr<RecordKeys::NewestRow> RecordKeys::ReadNewest(const RecordId& record) const {
  // Forwards, although the last one is wanted: there is one, and only a scan forwards is spared the
  // files that hold nothing of the record.
  std::optional<std::pair<std::string, std::string>> row;
  CAIRN_RETURN_IF_ERROR(storage_.Scan(Space::kKeys, PrefixRange(record.bytes()),
                                      [&row](std::string_view key, std::string_view value) {
                                        row.emplace(key, value);
                                        return true;
                                      }));
  if (!row) return NoKey(record);
  ByteReader reader(row->first);
  reader.Bytes(RecordId::kSize);
  const KeyGeneration generation = reader.U16();
  if (!reader.AtEnd()) {
    return DamagedBytes("A stored key has a row of the wrong size.");
  }
  return NewestRow{generation, std::move(row->second)};
}

absl::StatusOr<KeyGeneration> RecordKeys::NewestGeneration(const RecordId& record) const {
  CAIRN_ASSIGN_OR_RETURN(const NewestRow row, ReadNewest(record));
  return row.generation;
}

absl::StatusOr<RecordKey> RecordKeys::Get(const RecordId& record, KeyGeneration generation) {
  if (generation == kNewest) return NoKey(record);  // envelopes count from 1
  if (std::optional<RecordKey> cached = FindCached({record, generation})) return *std::move(cached);
  const uint64_t forgotten = Changes();
  CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> wrapped,
                         storage_.Get(Space::kKeys, RecordKeyRowKey(record, generation)));
  if (!wrapped) return NoKey(record);
  CAIRN_ASSIGN_OR_RETURN(RecordKey key, Unwrap(record, generation, *wrapped));
  CacheUnlessForgotten({record, generation}, key, forgotten);
  return key;
}

absl::StatusOr<EventKeys> RecordKeys::OfEvent(const Leaf& leaf, KeyGeneration generation) {
  CAIRN_ASSIGN_OR_RETURN(const RecordKey newest, Get(leaf.record));
  if (newest.generation() == generation) return EventKeys(newest, leaf.event_id);
  return Kept(leaf, generation, newest);
}

absl::StatusOr<EventKeys> RecordKeys::OfEvent(const Leaf& leaf) {
  CAIRN_ASSIGN_OR_RETURN(const RecordKey newest, Get(leaf.record));
  absl::StatusOr<EventKeys> kept = Kept(leaf, newest.generation(), newest);
  // Also a row that a restore left of another event: the caller checks what it computes.
  if (!kept.ok()) return EventKeys(newest, leaf.event_id);
  return kept;
}

// Between the commit of a removal and Forget, the key that is remembered is no longer the one that
// wraps the kept ones: then the rows say which one does.
absl::StatusOr<EventKeys> RecordKeys::Kept(const Leaf& leaf, KeyGeneration generation,
                                           RecordKey newest) {
  const SealContext context = {ledger_id_, leaf.record, leaf.event_id};
  for (;;) {
    CAIRN_ASSIGN_OR_RETURN(
        const std::optional<std::string> row,
        storage_.Get(Space::kEntryKeys, EntryKeysRowKey(leaf.record, leaf.version)));
    if (!row) return NoKey(leaf.record);
    absl::StatusOr<EventKeys> keys = UnwrapEventKeys(*row, context, generation, newest);
    if (keys.ok()) return keys;
    CAIRN_ASSIGN_OR_RETURN(const KeyGeneration stored, NewestGeneration(leaf.record));
    if (stored <= newest.generation()) return keys;
    CAIRN_ASSIGN_OR_RETURN(newest, Get(leaf.record, stored));
  }
}

absl::StatusOr<RecordKey> RecordKeys::Unwrap(const RecordId& record, KeyGeneration generation,
                                             std::string_view wrapped) const {
  CAIRN_ASSIGN_OR_RETURN(SecretBytes secret,
                         vault_.Unwrap({ledger_id_, record, generation}, wrapped));
  if (secret.size() != kKeyBytes) {
    return DamagedBytes("A stored key has the wrong size.");
  }
  return RecordKey(std::move(secret), generation);
}

absl::StatusOr<RecordKeys::NewKey> RecordKeys::New(const RecordId& record,
                                                   KeyGeneration generation) {
  CAIRN_CHECK(generation != kNewest);
  CAIRN_ASSIGN_OR_RETURN(const Epoch epoch, vault_.CurrentEpoch());
  SecretBytes secret(kKeyBytes);
  random_.Fill(secret.data(), secret.size());
  CAIRN_ASSIGN_OR_RETURN(std::string wrapped,
                         vault_.Wrap(epoch, {ledger_id_, record, generation}, secret.view()));
  return NewKey{RecordKey(std::move(secret), generation),
                {Space::kKeys, RecordKeyRowKey(record, generation), std::move(wrapped)},
                epoch};
}

absl::StatusOr<Row> RecordKeys::CurrentRow(const RecordId& record, const NewKey& drawn) {
  CAIRN_ASSIGN_OR_RETURN(const Epoch epoch, vault_.CurrentEpoch());
  if (epoch == drawn.epoch) return drawn.row;
  CAIRN_ASSIGN_OR_RETURN(
      std::string wrapped,
      vault_.Wrap(epoch, {ledger_id_, record, drawn.key.generation()}, drawn.key.secret()));
  return Row{Space::kKeys, drawn.row.key, std::move(wrapped)};
}

void RecordKeys::Remember(const RecordId& record, const RecordKey& key) {
  const MutexLock lock(mutex_);
  Cache({record, kNewest}, key);
  Cache({record, key.generation()}, key);
}

void RecordKeys::Forget(const RecordId& record) {
  const MutexLock lock(mutex_);
  ++forgotten_;
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    const bool forget = entry->first.first == record;
    if (forget) by_key_.erase(entry->first);
    entry = forget ? entries_.erase(entry) : std::next(entry);
  }
}

std::optional<RecordKey> RecordKeys::FindCached(const CacheKey& cache_key) {
  const MutexLock lock(mutex_);
  const auto found = by_key_.find(cache_key);
  if (found == by_key_.end()) return std::nullopt;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->second;
}

void RecordKeys::CacheUnlessForgotten(const CacheKey& cache_key, const RecordKey& key,
                                      uint64_t forgotten) {
  const MutexLock lock(mutex_);
  if (forgotten_ == forgotten) Cache(cache_key, key);
}

void RecordKeys::Cache(const CacheKey& cache_key, const RecordKey& key) {
  const auto found = by_key_.find(cache_key);
  if (found != by_key_.end()) {
    entries_.erase(found->second);
    by_key_.erase(found);
  }
  entries_.emplace_front(cache_key, key);
  by_key_.emplace(cache_key, entries_.begin());
  if (entries_.size() <= keys_cached_max_) return;
  by_key_.erase(entries_.back().first);
  entries_.pop_back();
}

}  // namespace cairn
