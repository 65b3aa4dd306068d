#include "eventstore/append_sealer.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"

namespace cairn {
namespace {

// What a request writes besides its contents: its row, and a leaf, a head and keys for each event.
constexpr size_t kRequestOverheadBytes = 64;
constexpr size_t kEventOverheadBytes = 320;
constexpr size_t kKnownEntryBytes = 28;
constexpr size_t kIndexRowBytes = 40;

bool IsOfTheEntry(std::string_view path) { return path == "1" || path.starts_with("1."); }

// Faults of one record's part: what it appends, and to which stream.
void CheckRecord(const RecordAppend& record, const std::string& field,
                 std::vector<v1::Fault>& faults) {
  if (record.contents.empty() && !record.control) {
    faults.push_back(ShapeFault(field + ".entries", "REQUIRED", "There is nothing to record."));
  }
  const bool is_batch = record.kind == LeafKind::kAccessBatch;
  const bool fits = is_batch ? record.contents.size() == 1
                             : record.kind == LeafKind::kEvent && record.found_by.empty();
  if (!fits) {
    faults.push_back(ShapeFault(field + ".kind", "KIND", "The contents are of another kind."));
  }
  const auto* erasure = record.control ? std::get_if<ErasureBody>(&*record.control) : nullptr;
  const bool is_of_the_log = record.control && erasure == nullptr;
  if (record.record.IsZero() != is_of_the_log) {
    faults.push_back(ShapeFault(field + ".record", "REQUIRED", "The record is not named."));
  }
  if (!record.control) return;
  if (!record.contents.empty() || !record.claims_taken.empty()) {
    faults.push_back(ShapeFault(field + ".control", "NOT_ALONE", "A control leaf stands alone."));
  }
  if (erasure == nullptr) return;
  if (erasure->record != record.record || record.expected == 0) {
    faults.push_back(ShapeFault(field + ".control", "OTHER_RECORD",
                                "An erasure is of the record that it is appended to."));
  }
  if (erasure->target.IsZero() != (erasure->scope == ErasureScope::kRecord)) {
    faults.push_back(
        ShapeFault(field + ".control", "TARGET", "The target does not fit the scope."));
  }
}

absl::Status CheckShape(const AppendRequest& request) {
  std::vector<v1::Fault> faults;
  if (request.fence != (request.records.empty() && request.known.empty())) {
    faults.push_back(ShapeFault("records", "REQUIRED",
                                "A request has records, or knows entries, or is a fence."));
  }
  if (request.records.size() > limits::kRecordsPerAppendMax) {
    faults.push_back(ShapeFault("records", "TOO_MANY", "There are too many records at once."));
  }
  std::vector<RecordId> seen;
  bool has_control = false;
  for (size_t i = 0; i < request.records.size(); ++i) {
    const RecordAppend& record = request.records[i];
    const std::string field = absl::StrFormat("records[%d]", i);
    CheckRecord(record, field, faults);
    if (std::find(seen.begin(), seen.end(), record.record) != seen.end()) {
      faults.push_back(ShapeFault(field + ".record", "REPEATED", "The record is named twice."));
    }
    seen.push_back(record.record);
    has_control = has_control || record.control;
  }
  // An erasure that is carried out after a crash is all that its request did.
  if (has_control && request.records.size() > 1) {
    faults.push_back(ShapeFault("records", "NOT_ALONE", "A control leaf stands alone."));
  }
  return faults.empty() ? absl::OkStatus() : InvalidRequest(faults);
}

size_t BytesOf(const PendingControl& control) {
  size_t bytes = kEventOverheadBytes + control.bytes.size();
  for (const auto& [space, key] : control.work.removed) bytes += key.size();
  for (const Row& row : control.work.kept) bytes += row.key.size() + row.value.size();
  return bytes;
}

size_t BytesOf(const PendingAppend& pending) {
  size_t bytes = kRequestOverheadBytes + pending.known.size() * kKnownEntryBytes;
  for (const PendingRecord& record : pending.records) {
    for (const SealedContent& content : record.contents) {
      bytes += kEventOverheadBytes + content.sealed.envelope.size();
    }
    bytes += record.found_by.size() * kIndexRowBytes;
    if (record.control) bytes += BytesOf(*record.control);
  }
  return bytes;
}

}  // namespace

Hash ContentDigest(const FieldList& content) {
  size_t size = 0;
  for (const Field& field : content) size += SizeOfFieldBody(field);
  std::string said;
  said.reserve(size);
  for (const Field& field : content) {
    if (IsOfTheEntry(field.path)) AppendFieldBody(field, said);
  }
  return Sha256({said});
}

Hash ContentDigest(const ControlBody& body) { return Sha256({EncodeControlBody(body)}); }

absl::StatusOr<PendingAppend> AppendSealer::Seal(const AppendRequest& request) const {
  CAIRN_RETURN_IF_ERROR(CheckShape(request));
  PendingAppend pending{.request = request.request,
                        .known = request.known,
                        .simulated_now_us = request.simulated_now_us,
                        .fence = request.fence};
  pending.records.reserve(request.records.size());
  for (const RecordAppend& record : request.records) {
    pending.records.push_back(SealRecord(record));
    for (const FieldList& content : record.contents) {
      pending.content_digests.push_back(ContentDigest(content));
    }
    if (record.control) pending.content_digests.push_back(ContentDigest(*record.control));
  }
  pending.bytes = BytesOf(pending);
  return pending;
}

PendingRecord AppendSealer::SealRecord(const RecordAppend& record) const {
  PendingRecord pending{.record = record.record,
                        .expected = record.expected,
                        .kind = record.kind,
                        .found_by = record.found_by};
  pending.claims_taken = RowsOf(record.claims_taken);
  pending.claims_released = RowsOf(record.claims_released);
  pending.seal_status =
      record.control ? SealControl(record, pending) : SealContents(record, pending);
  return pending;
}

// Planned on what is published now; if the record moves on, or has moved, the version that was
// decided on is no longer right and the log's thread says so.
absl::Status AppendSealer::SealControl(const RecordAppend& record, PendingRecord& pending) const {
  PendingControl& control = pending.control.emplace();
  control.body = *record.control;
  control.event_id = random_.NewId<EventId>();
  control.bytes = EncodeControlBody(control.body);
  control.content_hash = Sha256({control.bytes});
  const auto* erasure = std::get_if<ErasureBody>(&control.body);
  if (erasure == nullptr) return absl::OkStatus();
  CAIRN_ASSIGN_OR_RETURN(const RecordHead head, reader_.SettledHeadOf(record.record));
  if (head.version != record.expected || head.state == RecordState::kErased) {
    return Refusal(v1::ERROR_REASON_VERSION_CONFLICT,
                   "Something else was recorded at the same time. Read it, and decide again.");
  }
  CAIRN_ASSIGN_OR_RETURN(control.work, erasures_.Plan(*erasure, head.version));
  pending.new_key = std::move(control.work.next_key);
  for (std::string& claim : control.work.claims) {
    pending.claims_released.push_back({std::move(claim)});
  }
  return absl::OkStatus();
}

absl::Status AppendSealer::SealContents(const RecordAppend& record, PendingRecord& pending) const {
  std::optional<RecordKey> key;
  if (record.expected == 0) {
    CAIRN_ASSIGN_OR_RETURN(pending.new_key, keys_.New(record.record));
    key = pending.new_key->key;
  } else {
    pending.key_changes = keys_.Changes();
    CAIRN_ASSIGN_OR_RETURN(key, keys_.Get(record.record));
  }
  pending.key_generation = key->generation();
  pending.contents.reserve(record.contents.size());
  for (const FieldList& fields : record.contents) {
    SealedContent content{.event_id = random_.NewId<EventId>()};
    CAIRN_ASSIGN_OR_RETURN(content.sealed, cairn::Seal(fields,
                                                       {.ledger_id = ledger_id_,
                                                        .record = record.record,
                                                        .event_id = content.event_id},
                                                       *key));
    content.content_hash = Sha256({content.sealed.envelope});
    pending.contents.push_back(std::move(content));
  }
  return absl::OkStatus();
}

std::vector<ClaimRow> AppendSealer::RowsOf(const std::vector<Claim>& claims) const {
  std::vector<ClaimRow> rows;
  rows.reserve(claims.size());
  for (const Claim& claim : claims) rows.push_back({claims_.KeyOf(claim), claim.type});
  return rows;
}

}  // namespace cairn
