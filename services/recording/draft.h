// A draft: what an append would add to one record, decided on one version of it. Everything but the
// drawing of ids is pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "cairn/v1/record_service.pb.h"

#include "eventstore/append_request.h"
#include "services/access/caller.h"
#include "services/records/record_cache.h"
#include "services/rules/check_entry.h"
#include "services/rules/claims.h"

namespace cairn {

struct RecordDraft {
  RecordPtr before;  // never null; version 0 for a record that begins
  // For each entry of the request: the event that it already is, or null for one to be written. An
  // entry that repeats one of the same request has position 0 and no content.
  std::vector<EventPtr> known;
  // What is to be written, in order.
  std::vector<v1::Recorded> fresh;
  ClaimChanges claims;
  // Paths within the record: `entries[3].occurred`.
  std::vector<v1::Fault> faults;
  std::vector<v1::Finding> findings;
};

// Decides on `entries`, on top of `before`. SOURCE_CHANGED when an entry's source is in the record
// with other content. Faults of the rules are in the draft, all of them.
absl::StatusOr<RecordDraft> DraftEntries(RecordPtr before, const v1::RecordEntries& entries,
                                         const Caller& caller, const Facts& facts);

// What the client sent, and what the server adds to it.
v1::Recorded ToRecorded(const v1::Entry& entry, const Caller& caller);

// The log's request for a draft: contents flattened, claims without the name and birth date.
// INVALID_REQUEST when an entry cannot be sealed.
absl::StatusOr<RecordAppend> ToAppend(const RecordDraft& draft);

// The record with what was written; `events` are the log's receipts for `draft.fresh`, in order.
// Takes what was written out of the draft.
RecordPtr AfterAppend(RecordDraft& draft, std::span<const AppendedEvent> events,
                      int64_t recorded_at_us);

}  // namespace cairn
