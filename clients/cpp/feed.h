// Following the feed: what the log tells this sign-in, in its order, without a gap.
//
// A consumer that keeps what it is handed and the checkpoint in one transaction has every event
// once, whatever breaks: it begins after the checkpoint that it has, and what had been sent beyond
// that comes again. FollowFeed does the same within one run, when a connection breaks.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "absl/status/status.h"

#include "cairn/v1/feed_service.pb.h"

namespace cairn::client {

struct FeedOptions {
  // Begin after this position: the last checkpoint that was dealt with. Nothing: with the first
  // event, or, with `now`, with what comes next.
  std::optional<v1::Position> after;
  bool now = false;
  v1::FeedFilter filter;
  // Events that the server may send before this client has dealt with them, 1 to 10,000: what may
  // be in memory here.
  uint32_t window = 1000;
};

// What happened after the batch before and up to a checkpoint. To be dealt with as a whole.
struct FeedBatch {
  std::vector<v1::Event> events;
  // The copy of such a record should be read again, or deleted when it is not visible any more:
  // what was kept of positions up to `position`. Events of later positions are not touched by it.
  std::vector<v1::FeedAccessChanged> access_changes;
  // Where to go on once this is dealt with. Of another generation than the one before: the log was
  // restored in between, and what was kept may be as events have left it that are lost.
  v1::Position checkpoint;
  // This is the end of the log as it was; what follows is new.
  bool caught_up = false;
};

// Deals with a batch, on the thread that follows. An error stops the following.
using FeedSink = std::function<absl::Status(const FeedBatch&)>;

}  // namespace cairn::client
