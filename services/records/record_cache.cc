#include "services/records/record_cache.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/log.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/fields.h"
#include "projections/record/fold.h"
#include "services/access/guard.h"
#include "services/read_journal/read_streams.h"
#include "services/records/record_bytes.h"

namespace cairn {
namespace {

std::optional<ContentRemoval> RemovalIn(const ControlBody& control) {
  const auto* erasure = std::get_if<ErasureBody>(&control);
  if (!erasure) return std::nullopt;
  ContentRemoval removal{.authority = static_cast<v1::ErasureAuthority>(erasure->authority)};
  if (erasure->scope == ErasureScope::kEntry) removal.target = erasure->target;
  return removal;
}

// Of `record`, when `before` of it, and with it all but its last events, takes `before_bytes`.
size_t BytesAfter(const Record* before, size_t before_bytes, const Record& record) {
  const std::span<const EventPtr> events = record.events;
  const size_t known = before ? before->events.size() : 0;
  const bool extends =
      known > 0 && known <= events.size() && events[known - 1] == before->events.back();
  return extends ? before_bytes + BytesOf(events.subspan(known))
                 : kEmptyRecordBytes + BytesOf(events);
}

}  // namespace

absl::StatusOr<EventPtr> OpenEvent(const StoredEvent& stored) {
  auto event = std::make_shared<RecordedEvent>();
  event->position = stored.position;
  event->version = stored.leaf.version;
  event->event_id = stored.leaf.event_id;
  event->recorded_at_us = stored.leaf.recorded_at_us;
  event->leaf_hash = stored.leaf.hash();
  if (stored.content) {
    CAIRN_RETURN_IF_ERROR(Rebuild(*stored.content, event->recorded.emplace()));
  }
  if (stored.control) event->removal = RemovalIn(*stored.control);
  return event;
}

RecordCache::RecordCache(const EventLog& log, size_t bytes_max)
    : log_(log), bytes_per_shard_max_(bytes_max / kShards) {}

RecordCache::Shard& RecordCache::ShardOf(const RecordId& id) {
  return shards_[static_cast<uint8_t>(id.bytes().front()) % kShards];
}

RecordCache::Kept RecordCache::Find(const RecordId& id) {
  Shard& shard = ShardOf(id);
  MutexLock lock(shard.mutex);
  const auto found = shard.by_id.find(id);
  if (found == shard.by_id.end()) return {};
  shard.newest_first.splice(shard.newest_first.begin(), shard.newest_first, found->second);
  return *found->second;
}

void RecordCache::Remember(RecordPtr record) {
  Shard& shard = ShardOf(record->id);
  // Counted before the lock, which the whole of a long record would hold up.
  const Kept before = Find(record->id);
  const size_t bytes = BytesAfter(before.record.get(), before.bytes, *record);
  std::vector<RecordPtr> gone;  // and taken apart after it
  MutexLock lock(shard.mutex);
  const auto found = shard.by_id.find(record->id);
  if (found != shard.by_id.end()) {
    if (found->second->record->version() >= record->version()) return;
    gone.push_back(found->second->record);
    Drop(shard, found->second);
  }
  const RecordId id = record->id;
  shard.newest_first.push_front({std::move(record), bytes});
  shard.by_id[id] = shard.newest_first.begin();
  shard.bytes += bytes;
  while (shard.bytes > bytes_per_shard_max_ && shard.newest_first.size() > 1) {
    gone.push_back(shard.newest_first.back().record);
    Drop(shard, std::prev(shard.newest_first.end()));
  }
}

void RecordCache::Drop(Shard& shard, std::list<Kept>::iterator kept) {
  shard.bytes -= kept->bytes;
  shard.by_id.erase(kept->record->id);
  shard.newest_first.erase(kept);
}

void RecordCache::Forget(const RecordId& id) {
  Shard& shard = ShardOf(id);
  MutexLock lock(shard.mutex);
  const auto found = shard.by_id.find(id);
  if (found != shard.by_id.end()) Drop(shard, found->second);
}

size_t RecordCache::bytes() {
  size_t bytes = 0;
  for (Shard& shard : shards_) {
    MutexLock lock(shard.mutex);
    bytes += shard.bytes;
  }
  return bytes;
}

absl::StatusOr<std::vector<EventPtr>> RecordCache::ReadFrom(const RecordId& id, Version from,
                                                            Version to) const {
  CAIRN_ASSIGN_OR_RETURN(const std::vector<StoredEvent> stored,
                         log_.Read(id, from, Direction::kForward, to - from + 1));
  std::vector<EventPtr> events;
  events.reserve(stored.size());
  for (const StoredEvent& event : stored) {
    CAIRN_ASSIGN_OR_RETURN(EventPtr opened, OpenEvent(event));
    events.push_back(std::move(opened));
  }
  return events;
}

absl::StatusOr<RecordPtr> RecordCache::Extend(const RecordId& id, const RecordPtr& known,
                                              Version to) const {
  const Version from = known ? known->version() + 1 : 1;
  CAIRN_ASSIGN_OR_RETURN(std::vector<EventPtr> events, ReadFrom(id, from, to));
  // What is known may hold what has been removed since.
  const bool removes =
      std::ranges::any_of(events, [](const EventPtr& event) { return event->removal.has_value(); });
  if (known && removes) return Extend(id, nullptr, to);
  if (!known) return std::make_shared<const Record>(Fold(id, events));

  auto record = std::make_shared<Record>(*known);
  for (EventPtr& event : events) AdvanceInPlace(*record, std::move(event));
  return record;
}

LoadedSetting RecordCache::LoadSetting(const std::optional<RecordId>& id) {
  if (!id) return {};
  absl::StatusOr<RecordPtr> setting = Load(*id);
  if (setting.ok()) {
    const bool is_one = SubjectOf((*setting)->people) == v1::SUBJECT_KIND_SETTING;
    return {.record = is_one ? *std::move(setting) : nullptr};
  }
  const v1::ErrorReason reason = ReasonOf(setting.status());
  const bool gone =
      reason == v1::ERROR_REASON_RECORD_NOT_FOUND || reason == v1::ERROR_REASON_RECORD_ERASED;
  if (gone) return {};
  LogError("setting cannot be read", {{"record", *id}, {"status", setting.status()}});
  return {.unreadable = true};
}

absl::StatusOr<RecordPtr> RecordCache::Load(const RecordId& id) {
  RecordPtr known = Find(id).record;
  if (!known && ReadStreams(log_.ledger_id()).Has(id)) return RecordNotFound();
  CAIRN_ASSIGN_OR_RETURN(const RecordHead head, log_.HeadOf(id));
  if (head.version == 0) return RecordNotFound();
  if (known && known->version() >= head.version) return known;
  CAIRN_ASSIGN_OR_RETURN(RecordPtr current, Extend(id, known, head.version));
  Remember(current);
  return current;
}

}  // namespace cairn
