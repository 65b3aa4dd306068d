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
#include "eventstore/published_rows.h"

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

absl::Status MovedOn(const ErrorMetadata& moved) {
  return Refusal(v1::ERROR_REASON_VERSION_CONFLICT,
                 "Something else was recorded at the same time. Read it, and decide again.", moved);
}

// Whether the request that wrote `written` said the same. Of a content that is gone, or goes in
// this very group, nobody can say so, and it counts as the same: what is left is compared.
absl::StatusOr<bool> SaysTheSame(const LogReader& reader, const WrittenRequest& written,
                                 const std::vector<Hash>& digests) {
  if (written.count != digests.size()) return false;
  CAIRN_ASSIGN_OR_RETURN(const std::vector<StoredEvent> events, reader.WhatIsLeftOf(written));
  for (size_t i = 0; i < events.size(); ++i) {
    const StoredEvent& event = events[i];
    if (event.content && ContentDigest(*event.content) != digests[i]) return false;
    if (event.control && ContentDigest(*event.control) != digests[i]) return false;
  }
  return true;
}

bool IsErasure(const PendingRecord& record) {
  return record.control && std::holds_alternative<ErasureBody>(record.control->body);
}

}  // namespace

AppendGroup::AppendGroup(Books books, Gate gate, const LogHead& head)
    : books_(books),
      gate_(std::move(gate)),
      recorded_at_us_(head.recorded_at_us),
      generation_(head.generation),
      published_(head.position),
      placement_(head) {}

void AppendGroup::Add(const PendingAppend& append) { answers_.push_back(Decide(append)); }

absl::StatusOr<Appended> AppendGroup::Decide(const PendingAppend& append) {
  CAIRN_RETURN_IF_ERROR(failure_);
  if (append.rewraps) return Rewrap(*append.rewraps);
  if constexpr (kMutation != Mutation::kSkipRequestLookup) {
    CAIRN_ASSIGN_OR_RETURN(std::optional<Appended> known, FindKnown(append));
    if (known) return *std::move(known);
  }
  CAIRN_RETURN_IF_ERROR(CheckGate(append));
  if (append.fence) return Fence(append);
  if (append.records.empty()) return KeepKnown(append);
  Accepted accepted;
  CAIRN_ASSIGN_OR_RETURN(accepted.heads, CheckVersions(append));
  for (const PendingRecord& record : append.records) {
    CAIRN_RETURN_IF_ERROR(record.seal_status);
    CAIRN_RETURN_IF_ERROR(CheckKey(record));
    CAIRN_RETURN_IF_ERROR(CheckSuccession(record));
  }
  CAIRN_ASSIGN_OR_RETURN(accepted.key_rows, KeyRows(append));
  CAIRN_ASSIGN_OR_RETURN(const ClaimChanges claims, CheckClaims(append));
  CAIRN_RETURN_IF_ERROR(NoteErasure(append));
  return Place(append, accepted, claims);
}

// A row is left alone if it is no longer what was read, or if it changes in this group.
absl::StatusOr<Appended> AppendGroup::Rewrap(const std::vector<KeyRewrap>& rewraps) {
  for (const KeyRewrap& rewrap : rewraps) {
    CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> row,
                           books_.storage.Get(Space::kKeys, rewrap.row_key));
    const bool same = row == rewrap.old_value && !placement_.rekeyed().contains(rewrap.record);
    if (same) placement_.PlaceRewrap(rewrap);
  }
  return Appended{};
}

absl::StatusOr<std::optional<Appended>> AppendGroup::FindKnown(const PendingAppend& append) const {
  std::optional<Appended> result;
  bool same = true;
  if (const auto known = known_.find(append.request); known != known_.end()) {
    result = *answers_[known->second.answer];
    same = known->second.append->content_digests == append.content_digests;
  } else {
    CAIRN_ASSIGN_OR_RETURN(const std::optional<RequestRow> row,
                           books_.reader.RowOf(append.request));
    if (!row) return std::optional<Appended>();
    CAIRN_ASSIGN_OR_RETURN(result, books_.reader.OutcomeOf(*row));
    const auto* written = std::get_if<WrittenRequest>(&*row);
    if (written != nullptr && !append.fence) {
      CAIRN_ASSIGN_OR_RETURN(same, SaysTheSame(books_.reader, *written, append.content_digests));
    }
  }
  result->repeated = true;
  if (append.fence) return result;
  if (result->fenced) return RequestFenced();
  if (!same) return RequestIdReused();
  return result;
}

// An erasure takes less than the reserve is for, and may not wait for anybody to make room.
absl::Status AppendGroup::CheckGate(const PendingAppend& append) const {
  const bool erases = std::any_of(append.records.begin(), append.records.end(), IsErasure);
  if (!erases) CAIRN_RETURN_IF_ERROR(gate_.disk);
  return append.simulated_now_us ? absl::OkStatus() : gate_.clock;
}

absl::StatusOr<RecordHead> AppendGroup::HeadOf(const RecordId& record) {
  const auto changed = placement_.heads().find(record);
  if (changed != placement_.heads().end()) return changed->second;
  CAIRN_ASSIGN_OR_RETURN(const RecordHead stored, books_.heads.GetStored(record));
  if (stored.position <= published_) return stored;
  failure_ = WrittenByAnother(published_);
  return failure_;
}

absl::StatusOr<std::vector<RecordHead>> AppendGroup::CheckVersions(const PendingAppend& append) {
  std::vector<RecordHead> heads;
  ErrorMetadata moved;
  for (const PendingRecord& record : append.records) {
    CAIRN_ASSIGN_OR_RETURN(const RecordHead head, HeadOf(record.record));
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
  return MovedOn(moved);
}

// The version alone does not say so: whoever guesses the version after a removal that is under way
// has sealed with a key that goes with it.
absl::Status AppendGroup::CheckKey(const PendingRecord& record) const {
  if (record.contents.empty() || record.new_key) return absl::OkStatus();
  if (placement_.rekeyed().contains(record.record)) return MovedOn({});
  if (record.key_changes == books_.keys.Changes()) return absl::OkStatus();
  CAIRN_ASSIGN_OR_RETURN(const KeyGeneration newest, books_.keys.NewestGeneration(record.record));
  return newest == record.key_generation ? absl::OkStatus() : MovedOn({});
}

absl::Status AppendGroup::CheckSuccession(const PendingRecord& record) const {
  const auto* body = record.control ? std::get_if<SuccessionBody>(&record.control->body) : nullptr;
  if (body == nullptr) return absl::OkStatus();
  if (body->ledger_id == books_.ledger_id && body->previous_generation == generation_ &&
      body->generation > generation_) {
    return absl::OkStatus();
  }
  return InvalidRequest({ShapeFault("records[0].control", "OTHER_GENERATION",
                                    "A succession follows on the log's own generation.")});
}

absl::StatusOr<std::vector<std::optional<Row>>> AppendGroup::KeyRows(
    const PendingAppend& append) const {
  std::vector<std::optional<Row>> rows(append.records.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    const PendingRecord& record = append.records[i];
    if (!record.new_key) continue;
    CAIRN_ASSIGN_OR_RETURN(rows[i], books_.keys.CurrentRow(record.record, *record.new_key));
  }
  return rows;
}

// The last thing that can fail: a note of an erasure that was refused would be carried out all the
// same at the next start.
absl::Status AppendGroup::NoteErasure(const PendingAppend& append) {
  for (const PendingRecord& record : append.records) {
    if (!IsErasure(record)) continue;
    const absl::Status noted =
        books_.vault.NoteErasure({.ledger_id = books_.ledger_id,
                                  .body = std::get<ErasureBody>(record.control->body),
                                  .caller = append.request.caller,
                                  .request = append.request.request,
                                  .noted_at_us = TimeOf(append)});
    if (ReasonOf(noted) == v1::ERROR_REASON_OUTCOME_UNKNOWN) failure_ = noted;
    if (noted.ok()) continue;
    return Refusal(v1::ERROR_REASON_NOT_SERVING,
                   "The vault could not note the erasure, so nothing was erased. Make room for the "
                   "vault, and repeat.");
  }
  return absl::OkStatus();
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

void AppendGroup::PlaceRow(const PendingAppend& append, const RequestRow& row) {
  batch().Put(Space::kRequests, RequestRowKey(append.request), EncodeRequestRow(row));
  known_.emplace(append.request, Known{.append = &append, .answer = answers_.size()});
}

Appended AppendGroup::Fence(const PendingAppend& append) {
  Appended result{.recorded_at_us = TimeOf(append), .fenced = true};
  PlaceRow(append, FencedRequest{result.recorded_at_us});
  return result;
}

// The time is the request's alone: no leaf has it.
Appended AppendGroup::KeepKnown(const PendingAppend& append) {
  Appended result{.known = append.known, .recorded_at_us = TimeOf(append)};
  PlaceRow(append, WrittenRequest{0, 0, result.recorded_at_us, append.known});
  return result;
}

Appended AppendGroup::Place(const PendingAppend& append, const Accepted& accepted,
                            const ClaimChanges& claims) {
  recorded_at_us_ = TimeOf(append);
  Appended result{.known = append.known, .recorded_at_us = recorded_at_us_};
  for (size_t i = 0; i < append.records.size(); ++i) {
    const PendingRecord& record = append.records[i];
    placement_.PlaceRecord(record, accepted.heads[i], accepted.key_rows[i], result);
    if (!record.control) continue;
    const auto* succession = std::get_if<SuccessionBody>(&record.control->body);
    if (succession != nullptr) generation_ = succession->generation;
  }
  PlaceClaims(claims);
  PlaceRow(append, WrittenRequest{.first = result.events.front().position,
                                  .count = static_cast<uint32_t>(result.events.size()),
                                  .recorded_at_us = result.recorded_at_us,
                                  .known = append.known});
  return result;
}

void AppendGroup::PlaceClaims(const ClaimChanges& claims) {
  for (const auto& [key, holder] : claims) {
    if (holder) {
      batch().Put(Space::kClaims, key, holder->ToBytes());
    } else {
      batch().Delete(Space::kClaims, key);
    }
    claims_[key] = holder;
  }
}

}  // namespace cairn
