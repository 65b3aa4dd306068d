#include "eventstore/follower.h"

#include <utility>

#include "eventstore/base/status_macros.h"
#include "eventstore/log_reader.h"
#include "eventstore/published_head.h"

namespace cairn {

Follower::Follower(const LogReader& reader, const PublishedHead& head, Position after)
    : reader_(reader), head_(head), position_(after) {}

absl::StatusOr<std::vector<StoredEvent>> Follower::Next(size_t max_events, int64_t wait_ms) {
  const bool ahead = position_ > head_.Get().position;  // never waits for what may never come
  if (!ahead && !head_.WaitFor(position_ + 1, wait_ms)) {
    CAIRN_RETURN_IF_ERROR(head_.failure());
    return std::vector<StoredEvent>();
  }
  CAIRN_ASSIGN_OR_RETURN(std::vector<StoredEvent> events, reader_.ReadAll(position_, max_events));
  if (!events.empty()) position_ = events.back().position;
  return events;
}

}  // namespace cairn
