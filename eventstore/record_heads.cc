#include "eventstore/record_heads.h"

#include <string>

#include "absl/hash/hash.h"

#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/log_rows.h"
#include "eventstore/published_rows.h"

namespace cairn {

absl::StatusOr<RecordHead> StoredRecordHead(const Storage& storage, const RecordId& record) {
  CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> row,
                         storage.Get(Space::kHeads, record.bytes()));
  if (!row) return RecordHead{};
  return DecodeRecordHead(*row);
}

absl::StatusOr<RecordHead> RecordHeads::Get(const RecordId& record) {
  Shard& shard = ShardOf(record);
  std::optional<RecordHead> known;
  uint64_t handed_over = 0;
  {
    MutexLock lock(shard.mutex);
    known = Find(shard, record);
    handed_over = shard.handed_over;
  }
  if (known) {
    CAIRN_RETURN_IF_ERROR(AwaitPublished(storage_, published_, known->position));
    return *known;
  }
  CAIRN_ASSIGN_OR_RETURN(const RecordHead head, PublishedRecordHead(storage_, published_, record));
  // Records that do not exist are not remembered: anybody could ask for any number of them.
  if (head.version == 0) return head;
  MutexLock lock(shard.mutex);
  if (shard.handed_over == handed_over) Set(shard, record, head);
  return head;
}

absl::StatusOr<RecordHead> RecordHeads::GetStored(const RecordId& record) {
  Shard& shard = ShardOf(record);
  {
    MutexLock lock(shard.mutex);
    if (const std::optional<RecordHead> known = Find(shard, record)) return *known;
  }
  return StoredRecordHead(storage_, record);
}

void RecordHeads::HandOver(const Changes& changes) {
  for (const auto& [record, head] : changes) {
    Shard& shard = ShardOf(record);
    MutexLock lock(shard.mutex);
    ++shard.handed_over;
    Set(shard, record, head);
  }
}

RecordHeads::Shard& RecordHeads::ShardOf(const RecordId& record) {
  // The low bits of the hash are those that tell the entries of a shard apart.
  return shards_[(absl::HashOf(record) >> 56) % kShards];
}

std::optional<RecordHead> RecordHeads::Find(Shard& shard, const RecordId& record) {
  const auto known = shard.by_record.find(record);
  if (known == shard.by_record.end()) return std::nullopt;
  shard.used_last_first.splice(shard.used_last_first.begin(), shard.used_last_first, known->second);
  return known->second->second;
}

void RecordHeads::Set(Shard& shard, const RecordId& record, const RecordHead& head) {
  std::list<Entry>& entries = shard.used_last_first;
  const auto [known, is_new] = shard.by_record.try_emplace(record);
  if (!is_new) {
    known->second->second = head;
    entries.splice(entries.begin(), entries, known->second);
    return;
  }
  entries.emplace_front(record, head);
  known->second = entries.begin();
  if (entries.size() <= limits::kHeadsCachedMax / kShards) return;
  shard.by_record.erase(entries.back().first);
  entries.pop_back();
}

}  // namespace cairn
