#include "eventstore/follower.h"

#include <utility>

#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/log_reader.h"
#include "eventstore/mutation.h"
#include "eventstore/published_head.h"

namespace cairn {

Follower::Follower(const LogReader& reader, const PublishedHead& head, Position after,
                   FollowFilter filter)
    : reader_(reader), head_(head), filter_(std::move(filter)), checkpoint_(after) {}

absl::StatusOr<FollowBatch> Follower::Next(size_t max_events, int64_t wait_ms) {
  // A cursor above the head never waits for what may never come: ReadWanted refuses it.
  if (live_ && !head_.WaitFor(checkpoint_ + 1, wait_ms)) {
    CAIRN_RETURN_IF_ERROR(head_.failure());
    return FollowBatch{.checkpoint = checkpoint_, .head = checkpoint_};
  }
  CAIRN_ASSIGN_OR_RETURN(LogReader::LogPage page,
                         reader_.ReadWanted(checkpoint_,
                                            [this](Position position, const Leaf& leaf) {
                                              return Wanted(position, leaf);
                                            },
                                            {.events = max_events,
                                             .leaves = limits::kFollowLeavesMax,
                                             .bytes = limits::kFollowBytesMax}));
  if (page.scanned == checkpoint_ && page.scanned == page.head) {
    CAIRN_RETURN_IF_ERROR(head_.failure());
  }
  checkpoint_ = kMutation == Mutation::kCheckpointIsHead ? page.head : page.scanned;
  const bool at_head = checkpoint_ == page.head;
  FollowBatch batch{.events = std::move(page.events),
                    .checkpoint = checkpoint_,
                    .head = page.head,
                    .caught_up = at_head && !live_};
  live_ = at_head;
  return batch;
}

bool Follower::Wanted(Position position, const Leaf& leaf) const {
  if (!filter_.records.empty() && !filter_.records.contains(leaf.record)) return false;
  return !filter_.leaf || filter_.leaf(position, leaf);
}

}  // namespace cairn
