#include "services/recording/record_cache.h"

#include <algorithm>
#include <optional>
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

namespace cairn {
namespace {

std::optional<ContentRemoval> RemovalIn(const ControlBody& control) {
  const auto* erasure = std::get_if<ErasureBody>(&control);
  if (!erasure) return std::nullopt;
  ContentRemoval removal{.authority = static_cast<v1::ErasureAuthority>(erasure->authority)};
  if (erasure->scope == ErasureScope::kEntry) removal.target = erasure->target;
  return removal;
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

RecordCache::RecordCache(const EventLog& log, size_t records_max)
    : log_(log), records_per_shard_max_(std::max<size_t>(1, records_max / kShards)) {}

RecordCache::Shard& RecordCache::ShardOf(const RecordId& id) {
  return shards_[static_cast<uint8_t>(id.bytes().front()) % kShards];
}

RecordPtr RecordCache::Find(const RecordId& id) {
  Shard& shard = ShardOf(id);
  MutexLock lock(shard.mutex);
  const auto found = shard.by_id.find(id);
  if (found == shard.by_id.end()) return nullptr;
  shard.newest_first.splice(shard.newest_first.begin(), shard.newest_first, found->second);
  return *found->second;
}

void RecordCache::Remember(RecordPtr record) {
  Shard& shard = ShardOf(record->id);
  MutexLock lock(shard.mutex);
  const auto found = shard.by_id.find(record->id);
  if (found != shard.by_id.end()) {
    if ((*found->second)->version() >= record->version()) return;
    *found->second = std::move(record);
    return;
  }
  const RecordId id = record->id;
  shard.newest_first.push_front(std::move(record));
  shard.by_id[id] = shard.newest_first.begin();
  if (shard.newest_first.size() > records_per_shard_max_) {
    shard.by_id.erase(shard.newest_first.back()->id);
    shard.newest_first.pop_back();
  }
}

void RecordCache::Forget(const RecordId& id) {
  Shard& shard = ShardOf(id);
  MutexLock lock(shard.mutex);
  const auto found = shard.by_id.find(id);
  if (found == shard.by_id.end()) return;
  shard.newest_first.erase(found->second);
  shard.by_id.erase(found);
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

absl::StatusOr<RecordPtr> RecordCache::Extend(const RecordId& id, RecordPtr known,
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
  RecordPtr known = Find(id);
  CAIRN_ASSIGN_OR_RETURN(const RecordHead head, log_.HeadOf(id));
  if (head.version == 0) return RecordNotFound();
  if (known && known->version() >= head.version) return known;
  CAIRN_ASSIGN_OR_RETURN(RecordPtr current, Extend(id, std::move(known), head.version));
  Remember(current);
  return current;
}

}  // namespace cairn
