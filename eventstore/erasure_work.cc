#include "eventstore/erasure_work.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/entry_keys.h"
#include "eventstore/keys/envelope.h"
#include "eventstore/ledger/hash.h"
#include "eventstore/ledger/leaf.h"
#include "eventstore/log_rows.h"
#include "eventstore/placed_contents.h"
#include "eventstore/stored_event.h"

namespace cairn {

// An event whose content is still there.
struct ErasurePlanner::PlacedEvent {
  Position position;
  Leaf leaf;
  KeyGeneration generation;
};

namespace {

absl::Status Damaged(const RecordId& record, Version version) {
  return DamagedRow(absl::StrFormat("version %d of record %s", version, ToHex(record.bytes())));
}

absl::Status NoSuchEvent() {
  return Refusal(v1::ERROR_REASON_EVENT_NOT_FOUND,
                 "The record has no such entry, or its content was removed already.");
}

}  // namespace

absl::StatusOr<ErasureWork> ErasurePlanner::Plan(const ErasureBody& body, Version version) const {
  switch (body.scope) {
    case ErasureScope::kRecord:
      return PlanRecord(body.record);
    case ErasureScope::kEntry:
      break;
  }
  return PlanEntry(body, version);
}

absl::StatusOr<ErasureWork> ErasurePlanner::PlanRecord(const RecordId& record) const {
  ErasureWork work;
  CAIRN_RETURN_IF_ERROR(RemoveRows(Space::kKeys, record, work));
  CAIRN_RETURN_IF_ERROR(RemoveRows(Space::kEntryKeys, record, work));
  CAIRN_ASSIGN_OR_RETURN(work.claims, ClaimsOf(record));
  return work;
}

absl::StatusOr<ErasureWork> ErasurePlanner::PlanEntry(const ErasureBody& body,
                                                      Version version) const {
  CAIRN_ASSIGN_OR_RETURN(std::vector<PlacedEvent> events, EventsOf(body.record, version));
  const auto target = std::find_if(events.begin(), events.end(), [&](const PlacedEvent& event) {
    return event.leaf.event_id == body.target;
  });
  if (target == events.end()) return NoSuchEvent();
  CAIRN_ASSIGN_OR_RETURN(const KeyGeneration newest, keys_.NewestGeneration(body.record));
  if (newest == std::numeric_limits<KeyGeneration>::max()) {
    return Refusal(v1::ERROR_REASON_OUR_FAULT, "The record has had 65,535 keys; there is no next.");
  }
  ErasureWork work{.target_version = target->leaf.version, .target_position = target->position};
  events.erase(target);
  CAIRN_RETURN_IF_ERROR(RemoveRows(Space::kKeys, body.record, work));
  work.removed.emplace_back(Space::kEntryKeys, EntryKeysRowKey(body.record, work.target_version));
  CAIRN_ASSIGN_OR_RETURN(work.next_key,
                         keys_.New(body.record, static_cast<KeyGeneration>(newest + 1)));
  CAIRN_RETURN_IF_ERROR(KeepKeys(events, work.next_key->key, work));
  return work;
}

absl::Status ErasurePlanner::KeepKeys(const std::vector<PlacedEvent>& events, const RecordKey& next,
                                      ErasureWork& work) const {
  work.kept.reserve(events.size());
  for (const PlacedEvent& event : events) {
    const Leaf& leaf = event.leaf;
    CAIRN_ASSIGN_OR_RETURN(const EventKeys keys, keys_.OfEvent(leaf, event.generation));
    const SealContext context = {ledger_id_, leaf.record, leaf.event_id};
    work.kept.push_back({Space::kEntryKeys, EntryKeysRowKey(leaf.record, leaf.version),
                         WrapEventKeys(keys, context, next, random_)});
  }
  return absl::OkStatus();
}

// Checked against the leaves: a key that is derived for a damaged envelope would be kept, and the
// right one lost.
absl::StatusOr<std::vector<ErasurePlanner::PlacedEvent>> ErasurePlanner::EventsOf(
    const RecordId& record, Version version) const {
  CAIRN_ASSIGN_OR_RETURN(const std::vector<PlacedContent> contents,
                         ReadContents(storage_, record, 1, version, Direction::kForward));
  std::vector<std::string> leaf_keys;
  leaf_keys.reserve(contents.size());
  for (const PlacedContent& content : contents) leaf_keys.push_back(U64Key(content.position));
  CAIRN_ASSIGN_OR_RETURN(const auto rows, storage_.MultiGet(Space::kLeaves, leaf_keys));
  std::vector<PlacedEvent> events;
  for (size_t i = 0; i < contents.size(); ++i) {
    const absl::StatusOr<Leaf> leaf = Leaf::Decode(rows[i].value_or(""));
    if (!leaf.ok() || leaf->record != record || leaf->version != i + 1) {
      return Damaged(record, i + 1);
    }
    if (leaf->kind != LeafKind::kEvent || RemovalIn(contents[i].content)) continue;
    if (Sha256({contents[i].content}) != leaf->content_hash) return Damaged(record, i + 1);
    CAIRN_ASSIGN_OR_RETURN(const KeyGeneration generation, GenerationOf(contents[i].content));
    events.push_back({contents[i].position, *leaf, generation});
  }
  return events;
}

absl::Status ErasurePlanner::RemoveRows(Space space, const RecordId& record,
                                        ErasureWork& work) const {
  return storage_.Scan(space, PrefixRange(record.bytes()),
                       [&](std::string_view key, std::string_view /*value*/) {
                         work.removed.emplace_back(space, std::string(key));
                         return true;
                       });
}

absl::StatusOr<std::vector<std::string>> ErasurePlanner::ClaimsOf(const RecordId& record) const {
  std::vector<std::string> claims;
  CAIRN_RETURN_IF_ERROR(
      storage_.Scan(Space::kClaims, {}, [&](std::string_view key, std::string_view value) {
        if (value == record.bytes()) claims.emplace_back(key);
        return true;
      }));
  return claims;
}

}  // namespace cairn
