// Follower: a cursor over the whole log that catches up and then lives. There is one code path, a
// read from the cursor to the published head; being told of a new head only ends the wait. So
// nothing is skipped or given twice at the moment of going live.
//
// One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/stored_event.h"

namespace cairn {

class LogReader;
class PublishedHead;

class Follower {
 public:
  // Begins above `after`.
  Follower(const LogReader& reader, const PublishedHead& head, Position after);

  // The next events, at most `max_events`, waiting up to `wait_ms` for the first. Empty when none
  // came in time.
  //   POSITION_AHEAD  the cursor is above the head: it belongs to another log
  //   NOT_SERVING     the log has stopped, and everything it published has been given
  // After an error the cursor has not moved; the call may be repeated.
  absl::StatusOr<std::vector<StoredEvent>> Next(size_t max_events, int64_t wait_ms);

  // The position of the last event given.
  Position position() const { return position_; }

 private:
  const LogReader& reader_;
  const PublishedHead& head_;
  Position position_;
};

}  // namespace cairn
