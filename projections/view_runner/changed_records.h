// ChangedRecords: which records the next part of the log changes, in batches that are cut where
// they have enough records. Looks at leaves only; nothing is opened.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/event_log.h"

namespace cairn {

struct ChangedRecord {
  RecordId record;
  std::vector<Position> positions;  // of its events in this batch, ascending
};

struct ChangedBatch {
  Position upper = 0;  // everything above the last batch, up to here, is in `records`
  std::vector<ChangedRecord> records;
};

// One thread at a time.
class ChangedRecords {
 public:
  // Begins above `after`; `log` outlives it.
  ChangedRecords(const EventLog& log, Position after);

  // The next batch: at most `records_max` records (not 0), nothing above `up_to`. Waits up to
  // `wait_ms` while there is nothing. Errors of Follower::Next; the call may be repeated.
  absl::StatusOr<ChangedBatch> Next(size_t records_max, Position up_to, int64_t wait_ms);

  // The upper position of the last batch.
  Position position() const { return position_; }

 private:
  struct Change {
    Position position;
    RecordId record;
  };

  absl::Status LookAhead(int64_t wait_ms);

  Position position_;
  Position scanned_;          // `ahead_` has everything of (position_, scanned_]
  std::deque<Change> ahead_;  // at most what one call of a follower looks at
  std::unique_ptr<Follower> follower_;
};

// The records with a first event at or below `up_to`, in the order of their ids: 16 bytes each.
absl::StatusOr<std::vector<RecordId>> RecordsUpTo(const EventLog& log, Position up_to);

}  // namespace cairn
