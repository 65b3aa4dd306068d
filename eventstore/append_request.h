// What goes into EventLog::Append and what comes back. Values; safe to share once built.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "eventstore/base/ids.h"
#include "eventstore/keys/fields.h"
#include "eventstore/ledger/control_body.h"
#include "eventstore/ledger/hash.h"
#include "eventstore/ledger/leaf.h"

namespace cairn {

// Something that at most one record may hold, e.g. a UPN within a setting. The log keeps only
// HMAC(K_claim, u8 type ‖ value), so `value` must be normalised by the caller.
struct Claim {
  uint8_t type = 0;
  std::string value;

  friend bool operator==(const Claim&, const Claim&) = default;
};

// One attempt of one client. What it wrote is found under this key for ever.
struct RequestKey {
  CallerId caller;
  RequestId request;

  // NOLINTNEXTLINE(modernize-use-nullptr): a false report on every defaulted <=>
  friend auto operator<=>(const RequestKey&, const RequestKey&) = default;

  template <typename H>
  friend H AbslHashValue(H state, const RequestKey& key) {
    return H::combine(std::move(state), key.caller, key.request);
  }
};

// The part of a request that concerns one record: events, or one control leaf, which is then all of
// the request; or one batch of the access log, in a stream that holds nothing else.
struct RecordAppend {
  // Of a key change or a succession: record zero, which is the log's own stream.
  RecordId record;
  // The version the caller decided on; 0: the record must not exist yet.
  Version expected = 0;
  // They become versions expected+1, expected+2, ... At least one, unless there is a `control`.
  std::vector<FieldList> contents;
  // What the contents are: kEvent, or kAccessBatch of one content.
  LeafKind kind = LeafKind::kEvent;
  // Of an access batch: by what the leaf is found again (EventLog::Find). Kept in the clear.
  std::vector<IndexKey> found_by;
  // Becomes version expected+1. An erasure names the same record, which exists.
  std::optional<ControlBody> control;
  // Taken if free or already held by this record. Releases come first, also those of the other
  // records of the request; releasing what this record does not hold changes nothing. An erasure
  // of the record releases all it holds without being told.
  std::vector<Claim> claims_taken;
  std::vector<Claim> claims_released;
};

// An entry of the caller's request that an event says already, so that nothing is written for it.
// The log keeps it beside what the request wrote, and makes nothing of it: whoever repeats the
// request is told of it again, also when the content by which it was known is gone.
struct KnownEntry {
  uint32_t entry = 0;  // counted over all entries of the request, from 0
  RecordId record;
  Version version = 0;  // of the event; one that this request writes counts as well

  friend bool operator==(const KnownEntry&, const KnownEntry&) = default;
};

struct AppendRequest {
  RequestKey request;
  // Each record once. Positions are given in this order. None: everything is known, and all that is
  // written is that it was.
  std::vector<RecordAppend> records;
  std::vector<KnownEntry> known;
  // Microseconds since 1970 to use instead of the server's clock (simulated time; demo and tests).
  std::optional<int64_t> simulated_now_us;
  // Neither records nor known: asks what became of `request` and, if it never arrived, writes a
  // tombstone so that a delayed copy of it can never land.
  bool fence = false;
};

struct AppendedEvent {
  RecordId record;
  Version version = 0;
  Position position = 0;
  EventId event_id;
  Hash leaf_hash{};

  friend bool operator==(const AppendedEvent&, const AppendedEvent&) = default;
};

// What a request did, the same on every repeat.
struct Appended {
  // In request order, at consecutive positions; none if fenced, or if everything was known.
  std::vector<AppendedEvent> events;
  std::vector<KnownEntry> known;  // as the first request said
  int64_t recorded_at_us = 0;     // one value for the whole request
  bool repeated = false;          // an earlier copy of the request wrote this
  bool fenced = false;            // the request is unknown, and can never be written
};

// What Find says of a request; `repeated` is always true.
using RequestOutcome = Appended;

}  // namespace cairn
