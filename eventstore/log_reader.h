// LogReader: what was written, in pages, checked on the way out. A leaf is given only if it is the
// one that its place asks for, and within a page names the hash of the one before it in its record;
// what lies below it is opened by event_opener.h.
//
// Thread-safe. Every read takes the published head first, and ignores what lies above it.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/append_request.h"
#include "eventstore/base/ids.h"
#include "eventstore/claim_index.h"
#include "eventstore/event_opener.h"
#include "eventstore/keys/record_keys.h"
#include "eventstore/log_rows.h"
#include "eventstore/placed_contents.h"
#include "eventstore/published_head.h"
#include "eventstore/record_heads.h"
#include "eventstore/storage/storage.h"
#include "eventstore/stored_event.h"

namespace cairn {

class LogReader {
 public:
  // All arguments outlive this.
  LogReader(const Storage& storage, const LedgerId& ledger_id, RecordKeys& keys,
            const ClaimIndex& claims, const PublishedHead& head, RecordHeads& record_heads)
      : storage_(storage),
        claims_(claims),
        head_(head),
        record_heads_(record_heads),
        opener_(storage, ledger_id, keys, head) {}

  // As in EventLog.
  absl::StatusOr<std::vector<StoredEvent>> Read(const RecordId& record, Version from,
                                                Direction direction, size_t limit) const;
  // As in EventLog, and POSITION_AHEAD if `after` is above the head.
  absl::StatusOr<std::vector<StoredEvent>> ReadAll(Position after, size_t limit) const;

  // Whether an event is wanted, judged by its leaf alone: no envelope is read for one that is not.
  using LeafFilter = std::function<bool(Position position, const Leaf& leaf)>;
  // How far one page may go. At least one event is given if one is wanted among `leaves`.
  struct PageLimits {
    size_t events;
    size_t leaves;  // looked at
    size_t bytes;   // of envelopes; the page ends with the first that reaches it
  };
  struct LogPage {
    std::vector<StoredEvent> events;
    Position scanned = 0;  // everything wanted above `after`, up to here, is in `events`
    Position head = 0;     // the published one when the page was read
  };
  // The events above `after` that are wanted. POSITION_AHEAD if `after` is above the head.
  absl::StatusOr<LogPage> ReadWanted(Position after, const LeafFilter& wanted,
                                     const PageLimits& limits) const;
  absl::StatusOr<RecordHead> HeadOf(const RecordId& record) const {
    return record_heads_.Get(record);
  }
  // The same, after everything of the record that is being written now.
  absl::StatusOr<RecordHead> SettledHeadOf(const RecordId& record) const;
  absl::StatusOr<std::optional<RecordId>> Find(const Claim& claim) const;
  absl::StatusOr<std::optional<RequestOutcome>> Find(const RequestKey& request) const;
  absl::StatusOr<std::vector<Position>> Find(const IndexKey& key, Position below,
                                             size_t limit) const;

  // The row of the request, also one that is not published yet.
  absl::StatusOr<std::optional<RequestRow>> RowOf(const RequestKey& request) const;
  // What a request did, from the leaves it wrote; `row` must be at or below the published head.
  absl::StatusOr<RequestOutcome> OutcomeOf(const RequestRow& row) const;
  // The events that a request wrote, with what is left of their contents
  // (EventOpener::OpenIfThere). For the sequencer, which waits for nobody.
  absl::StatusOr<std::vector<StoredEvent>> WhatIsLeftOf(const WrittenRequest& written) const;

 private:
  struct PlacedLeaf {
    Position position;
    Leaf leaf;
  };

  absl::StatusOr<std::vector<Leaf>> LeavesAt(const std::vector<PlacedContent>& contents) const;
  absl::StatusOr<std::vector<Leaf>> LeavesFrom(Position first, size_t count) const;
  // Calls `visit` for each of `count` leaves that must be there, until it returns false.
  absl::Status VisitLeaves(Position first, size_t count, const LeafFilter& visit) const;
  absl::StatusOr<std::vector<PlacedContent>> ContentsOf(std::span<const PlacedLeaf> leaves) const;
  // Adds the events of `leaves` to `page`, until it has `bytes_max`.
  absl::Status OpenInto(LogPage& page, std::span<const PlacedLeaf> leaves, size_t bytes_max) const;
  absl::StatusOr<std::vector<StoredEvent>> OpenedAll(
      const std::vector<Leaf>& leaves, const std::vector<PlacedContent>& contents) const;

  const Storage& storage_;
  const ClaimIndex& claims_;
  const PublishedHead& head_;
  RecordHeads& record_heads_;
  const EventOpener opener_;
};

}  // namespace cairn
