#include "eventstore/append_group.h"

#include <algorithm>
#include <variant>

#include "absl/strings/str_format.h"

#include "eventstore/append_sealer.h"
#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/log_rows.h"
#include "eventstore/mutation.h"

namespace cairn {
namespace {

absl::Status RequestIdReused() {
  return Refusal(v1::ERROR_REASON_REQUEST_ID_REUSED,
                 "This request id was used before, to record something else. Use a new one.");
}

absl::Status RequestFenced() {
  return Refusal(v1::ERROR_REASON_REQUEST_FENCED,
                 "It was settled that this request was never written. Send it as a new one.");
}

std::string MetadataKey(const RecordId& record, std::string_view what) {
  return absl::StrFormat("record.%s.%s", ToHex(record.bytes()), what);
}

// Nothing where a content is gone: then nobody can say that a repeat differs.
absl::StatusOr<std::optional<Hash>> StoredDigest(const LogReader& reader,
                                                 const WrittenRequest& written) {
  CAIRN_ASSIGN_OR_RETURN(const std::vector<StoredEvent> events,
                         reader.ReadAll(written.first - 1, written.count));
  ContentDigest digest;
  for (const StoredEvent& event : events) {
    if (!event.content) return std::optional<Hash>();
    digest.Add(*event.content);
  }
  return std::optional<Hash>(digest.Finish());
}

}  // namespace

AppendGroup::AppendGroup(Books books, Gate gate, const LogHead& head)
    : books_(books),
      gate_(std::move(gate)),
      first_(head.position + 1),
      recorded_at_us_(head.recorded_at_us) {}

void AppendGroup::Add(const PendingAppend& append) { answers_.push_back(Decide(append)); }

absl::StatusOr<Appended> AppendGroup::Decide(const PendingAppend& append) {
  if constexpr (kMutation != Mutation::kSkipRequestLookup) {
    CAIRN_ASSIGN_OR_RETURN(std::optional<Appended> known, FindKnown(append));
    if (known) return *std::move(known);
  }
  CAIRN_RETURN_IF_ERROR(CheckGate(append));
  if (append.fence) return Fence(append);
  CAIRN_ASSIGN_OR_RETURN(const std::vector<RecordHead> heads, CheckVersions(append));
  for (const PendingRecord& record : append.records) CAIRN_RETURN_IF_ERROR(record.seal_status);
  CAIRN_ASSIGN_OR_RETURN(const ClaimChanges claims, CheckClaims(append));
  return Place(append, heads, claims);
}

absl::StatusOr<std::optional<Appended>> AppendGroup::FindKnown(const PendingAppend& append) const {
  std::optional<Appended> result;
  std::optional<Hash> digest;
  if (const auto known = known_.find(append.request); known != known_.end()) {
    result = known->second.result;
    digest = known->second.content_digest;
  } else {
    CAIRN_ASSIGN_OR_RETURN(const std::optional<RequestRow> row,
                           books_.reader.RowOf(append.request));
    if (!row) return std::optional<Appended>();
    CAIRN_ASSIGN_OR_RETURN(result, books_.reader.OutcomeOf(*row));
    const auto* written = std::get_if<WrittenRequest>(&*row);
    if (written != nullptr && !append.fence) {
      CAIRN_ASSIGN_OR_RETURN(digest, StoredDigest(books_.reader, *written));
    }
  }
  result->repeated = true;
  if (append.fence) return result;
  if (result->fenced) return RequestFenced();
  if (digest && *digest != append.content_digest) return RequestIdReused();
  return result;
}

absl::Status AppendGroup::CheckGate(const PendingAppend& append) const {
  CAIRN_RETURN_IF_ERROR(gate_.disk);
  return append.simulated_now_us ? absl::OkStatus() : gate_.clock;
}

absl::StatusOr<std::vector<RecordHead>> AppendGroup::CheckVersions(
    const PendingAppend& append) const {
  std::vector<RecordHead> heads;
  ErrorMetadata moved;
  for (const PendingRecord& record : append.records) {
    CAIRN_ASSIGN_OR_RETURN(const RecordHead head, books_.heads.Get(record.record));
    if (head.state == RecordState::kErased) {
      return Refusal(v1::ERROR_REASON_RECORD_ERASED,
                     "The record has been erased. Nothing can be added to it.");
    }
    heads.push_back(head);
    if (head.version == record.expected) continue;
    moved.emplace_back(MetadataKey(record.record, "expected"), std::to_string(record.expected));
    moved.emplace_back(MetadataKey(record.record, "actual"), std::to_string(head.version));
  }
  if (moved.empty()) return heads;
  return Refusal(v1::ERROR_REASON_VERSION_CONFLICT,
                 "Something else was recorded at the same time. Read it, and decide again.", moved);
}

absl::StatusOr<AppendGroup::ClaimChanges> AppendGroup::CheckClaims(
    const PendingAppend& append) const {
  ClaimChanges changes;
  for (const PendingRecord& record : append.records) {
    for (const ClaimRow& claim : record.claims_released) {
      CAIRN_ASSIGN_OR_RETURN(const std::optional<RecordId> holder, HolderOf(claim.key, changes));
      if (holder == record.record) changes[claim.key] = std::nullopt;
    }
  }
  ErrorMetadata taken;
  for (const PendingRecord& record : append.records) {
    for (const ClaimRow& claim : record.claims_taken) {
      CAIRN_ASSIGN_OR_RETURN(const std::optional<RecordId> holder, HolderOf(claim.key, changes));
      if (!holder) changes[claim.key] = record.record;
      if (!holder || holder == record.record) continue;
      taken.emplace_back(MetadataKey(record.record, "claim_type"), std::to_string(claim.type));
    }
  }
  if (taken.empty()) return changes;
  return Refusal(v1::ERROR_REASON_CLAIM_TAKEN,
                 "The identifier belongs to another record of the same setting.", taken);
}

absl::StatusOr<std::optional<RecordId>> AppendGroup::HolderOf(const std::string& key,
                                                              const ClaimChanges& changes) const {
  if (const auto change = changes.find(key); change != changes.end()) return change->second;
  if (const auto change = claims_.find(key); change != claims_.end()) return change->second;
  return books_.claims.Holder(key);
}

int64_t AppendGroup::TimeOf(const PendingAppend& append) const {
  return std::max(recorded_at_us_, append.simulated_now_us.value_or(gate_.now_us));
}

Appended AppendGroup::Fence(const PendingAppend& append) {
  Appended result{.recorded_at_us = TimeOf(append), .fenced = true};
  batch_.Put(Space::kRequests, RequestRowKey(append.request),
             EncodeRequestRow(FencedRequest{result.recorded_at_us}));
  known_.emplace(append.request, Known{append.content_digest, result});
  return result;
}

Appended AppendGroup::Place(const PendingAppend& append, const std::vector<RecordHead>& heads,
                            const ClaimChanges& claims) {
  recorded_at_us_ = TimeOf(append);
  Appended result{.recorded_at_us = recorded_at_us_};
  for (size_t i = 0; i < heads.size(); ++i) PlaceRecord(append.records[i], heads[i], result);
  PlaceClaims(claims);
  const WrittenRequest written{.first = result.events.front().position,
                               .count = static_cast<uint32_t>(result.events.size()),
                               .recorded_at_us = result.recorded_at_us};
  batch_.Put(Space::kRequests, RequestRowKey(append.request), EncodeRequestRow(written));
  known_.emplace(append.request, Known{append.content_digest, result});
  return result;
}

void AppendGroup::PlaceRecord(const PendingRecord& pending, RecordHead head, Appended& result) {
  CAIRN_CHECK(head.version == pending.expected);
  CAIRN_CHECK((head.version == 0) == pending.new_key.has_value());
  if (pending.new_key) {
    batch_.Put(pending.new_key->row);
    new_keys_.emplace_back(pending.record, pending.new_key->key);
  }
  for (const SealedContent& content : pending.contents) {
    result.events.push_back(PlaceEvent(pending, content, head));
  }
  books_.heads.Set(pending.record, head);
  batch_.Put(Space::kHeads, pending.record.ToBytes(), EncodeRecordHead(head));
}

AppendedEvent AppendGroup::PlaceEvent(const PendingRecord& pending, const SealedContent& content,
                                      RecordHead& head) {
  const Leaf leaf{.kind = LeafKind::kEvent,
                  .record = pending.record,
                  .version = head.version + 1,
                  .recorded_at_us = recorded_at_us_,
                  .event_id = content.event_id,
                  .previous_leaf_hash = head.leaf_hash,
                  .fields_root = content.sealed.fields_root,
                  .content_hash = content.content_hash};
  std::string bytes = leaf.Encode();
  head = {.version = leaf.version,
          .position = first_ + leaf_hashes_.size(),
          .leaf_hash = HashLeaf(bytes),
          .state = head.state};
  leaf_hashes_.push_back(head.leaf_hash);
  batch_.Put(Space::kLeaves, U64Key(head.position), std::move(bytes));
  batch_.Put(Space::kEnvelopes, EnvelopeKey(leaf.record, leaf.version),
             EncodeEnvelopeRow(head.position, content.sealed.envelope));
  return {.record = leaf.record,
          .version = leaf.version,
          .position = head.position,
          .event_id = leaf.event_id,
          .leaf_hash = head.leaf_hash};
}

void AppendGroup::PlaceClaims(const ClaimChanges& claims) {
  for (const auto& [key, holder] : claims) {
    if (holder) {
      batch_.Put(Space::kClaims, key, holder->ToBytes());
    } else {
      batch_.Delete(Space::kClaims, key);
    }
    claims_[key] = holder;
  }
}

}  // namespace cairn
