#include "eventstore/append_sealer.h"

#include <algorithm>
#include <string>
#include <utility>

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

bool IsOfTheEntry(std::string_view path) { return path == "1" || path.starts_with("1."); }

absl::Status CheckShape(const AppendRequest& request) {
  std::vector<v1::Fault> faults;
  if (request.fence != request.records.empty()) {
    faults.push_back(ShapeFault("records", "REQUIRED", "A request has records, or is a fence."));
  }
  if (request.records.size() > limits::kRecordsPerAppendMax) {
    faults.push_back(ShapeFault("records", "TOO_MANY", "There are too many records at once."));
  }
  std::vector<RecordId> seen;
  for (size_t i = 0; i < request.records.size(); ++i) {
    const RecordAppend& record = request.records[i];
    const std::string field = absl::StrFormat("records[%d]", i);
    if (record.contents.empty()) {
      faults.push_back(ShapeFault(field + ".entries", "REQUIRED", "There is nothing to record."));
    }
    if (record.record.IsZero()) {
      faults.push_back(ShapeFault(field + ".record", "REQUIRED", "The record is not named."));
    }
    if (std::find(seen.begin(), seen.end(), record.record) != seen.end()) {
      faults.push_back(ShapeFault(field + ".record", "REPEATED", "The record is named twice."));
    }
    seen.push_back(record.record);
  }
  return faults.empty() ? absl::OkStatus() : InvalidRequest(faults);
}

size_t BytesOf(const PendingAppend& pending) {
  size_t bytes = kRequestOverheadBytes;
  for (const PendingRecord& record : pending.records) {
    for (const SealedContent& content : record.contents) {
      bytes += kEventOverheadBytes + content.sealed.envelope.size();
    }
  }
  return bytes;
}

}  // namespace

void ContentDigest::Add(const FieldList& content) {
  std::string body;
  for (const Field& field : content) {
    if (IsOfTheEntry(field.path)) AppendFieldBody(field, body);
  }
  AppendU64(said_, body.size());
  said_ += body;
}

absl::StatusOr<PendingAppend> AppendSealer::Seal(const AppendRequest& request) const {
  CAIRN_RETURN_IF_ERROR(CheckShape(request));
  PendingAppend pending{.request = request.request,
                        .simulated_now_us = request.simulated_now_us,
                        .fence = request.fence};
  ContentDigest digest;
  pending.records.reserve(request.records.size());
  for (const RecordAppend& record : request.records) {
    pending.records.push_back(SealRecord(record));
    for (const FieldList& content : record.contents) digest.Add(content);
  }
  pending.content_digest = digest.Finish();
  pending.bytes = BytesOf(pending);
  return pending;
}

PendingRecord AppendSealer::SealRecord(const RecordAppend& record) const {
  PendingRecord pending{.record = record.record, .expected = record.expected};
  pending.claims_taken = RowsOf(record.claims_taken);
  pending.claims_released = RowsOf(record.claims_released);
  pending.seal_status = SealContents(record, pending);
  return pending;
}

absl::Status AppendSealer::SealContents(const RecordAppend& record, PendingRecord& pending) const {
  std::optional<RecordKey> key;
  if (record.expected == 0) {
    CAIRN_ASSIGN_OR_RETURN(pending.new_key, keys_.New(record.record));
    key = pending.new_key->key;
  } else {
    CAIRN_ASSIGN_OR_RETURN(key, keys_.Get(record.record));
  }
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
