// A request on its way to the sequencer: sealed, hashed, and without anything in the clear.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/append_request.h"
#include "eventstore/base/ids.h"
#include "eventstore/erasure_work.h"
#include "eventstore/keys/envelope.h"
#include "eventstore/keys/key_rewrap.h"
#include "eventstore/keys/record_keys.h"
#include "eventstore/ledger/hash.h"
#include "eventstore/ledger/leaf.h"

namespace cairn {

struct SealedContent {
  EventId event_id;
  SealedEvent sealed;
  Hash content_hash{};
};

// A claim as its row is named, and what a refusal may say of it.
struct ClaimRow {
  std::string key;
  uint8_t type = 0;
};

// A control leaf, and what it does to other rows.
struct PendingControl {
  ControlBody body;
  EventId event_id;
  std::string bytes;  // the clear body, encoded
  Hash content_hash{};
  ErasureWork work;  // of an erasure
};

struct PendingRecord {
  RecordId record;
  Version expected = 0;
  // Why the contents are not sealed. Answered only if the request is new and the version is right:
  // a repeat of a request to a record that was erased since still gets its first result.
  absl::Status seal_status;
  std::vector<SealedContent> contents;
  LeafKind kind = LeafKind::kEvent;  // of the contents
  std::vector<IndexKey> found_by;
  std::optional<PendingControl> control;  // instead of contents
  // Of a record that begins with this request, or that goes on with another key after a removal.
  std::optional<RecordKeys::NewKey> new_key;
  // With which key the contents were sealed, and RecordKeys::Changes before it was asked for.
  KeyGeneration key_generation = 0;
  uint64_t key_changes = 0;
  std::vector<ClaimRow> claims_taken;
  std::vector<ClaimRow> claims_released;
};

struct PendingAppend {
  RequestKey request;
  // Of each thing that was asked to be recorded, to tell a repeat from a reused request id.
  std::vector<Hash> content_digests;
  std::vector<PendingRecord> records;
  std::vector<KnownEntry> known;
  // Instead of records, and without a request id: rows of `keys` to replace.
  std::optional<std::vector<KeyRewrap>> rewraps;
  std::optional<int64_t> simulated_now_us;
  bool fence = false;
  size_t bytes = 0;  // of what it will write, roughly
  std::function<void(absl::StatusOr<Appended>)> done;
};

}  // namespace cairn
