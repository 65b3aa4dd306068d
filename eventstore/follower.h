// Follower: a cursor over the whole log that catches up and then lives. There is one code path, a
// scan from the cursor to the published head; being told of a new head only ends the wait. So
// nothing is skipped or given twice at the moment of going live.
//
//   F1  A checkpoint is the cursor: everything at or below it was looked at, and what passes the
//       filter was given. It never comes from the head.
//   F2  Whoever begins above the checkpoint of the last batch it took gets the rest: the batches of
//       all its followers, one after the other, are the filtered log without a gap or a repeat.
//   F3  Nothing is read ahead or kept for a follower: one that is slow, or never asks again, costs
//       the log nothing. One call looks at limits::kFollowLeavesMax leaves at most.
//
// One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/ledger/leaf.h"
#include "eventstore/stored_event.h"

namespace cairn {

class LogReader;
class PublishedHead;

// Which events are wanted: those that pass both. Judged by their leaves, before anything else of
// them is read.
struct FollowFilter {
  std::set<RecordId> records;  // none: of every record
  // Nothing: every leaf. Must give the same answer each time, or F2 means little.
  std::function<bool(Position position, const Leaf& leaf)> leaf;
};

struct FollowBatch {
  std::vector<StoredEvent> events;  // may be none, while the checkpoint has moved
  Position checkpoint = 0;          // where to go on from, once `events` are dealt with
  Position head = 0;                // of the log, as this call saw it
  // The checkpoint has reached `head`, for the first time since the follower began or fell behind.
  bool caught_up = false;
};

class Follower {
 public:
  // Begins above `after`. `reader` and `head` outlive it.
  Follower(const LogReader& reader, const PublishedHead& head, Position after, FollowFilter filter);

  // The next events, at most `max_events`. Waits up to `wait_ms`, and only while there is nothing
  // above the checkpoint and that has been said; any new event of the log ends the wait, so a batch
  // may be empty before the time is over. A batch ends early when it has looked at enough leaves or
  // holds limits::kFollowBytesMax.
  //   POSITION_AHEAD  the cursor is above the head: it belongs to another log
  //   otherwise why the log has stopped, once everything it published has been given
  // After an error the cursor has not moved; the call may be repeated.
  absl::StatusOr<FollowBatch> Next(size_t max_events, int64_t wait_ms);

  // The checkpoint of the last batch.
  Position checkpoint() const { return checkpoint_; }

 private:
  bool Wanted(Position position, const Leaf& leaf) const;

  const LogReader& reader_;
  const PublishedHead& head_;
  const FollowFilter filter_;
  Position checkpoint_;
  bool live_ = false;  // it has been said that the checkpoint is at the head
};

}  // namespace cairn
