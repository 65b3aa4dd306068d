// Subscription: what to say next to one subscriber of the feed. It holds a cursor, the credit that
// is left and the rest of one page; nothing is read ahead of the credit, so one that does not read
// costs no more.
//
//   S1  A checkpoint is the cursor of the scan and never the head: every event up to it that is for
//       this subscriber was given before it. Checkpoints grow; CaughtUp is one too.
//   S2  There is a checkpoint behind all events of a page, and while nothing passes the filter
//       after kLeavesPerCheckpoint leaves or a second.
//   S3  CaughtUp comes once when the cursor reaches the head, at the very head that was seen, and
//       again only after FellBehind.
//   S4  Without credit only Started and heartbeats are said, and nothing is read.
//   S5  One call of Next reads one page at most, so that one who is far behind, and for whom there
//       is little, leaves the others their turn.
//
// Not thread-safe; one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "cairn/v1/feed_service.pb.h"

#include "eventstore/base/clock.h"
#include "eventstore/event_log.h"
#include "services/access/caller.h"
#include "services/feed/feed_reader.h"

namespace cairn {

class Subscription {
 public:
  // The contract's: credit that may be left to use.
  static constexpr uint32_t kCreditMax = 10'000;
  // One message, and so all that is held for a follower that does not read: some hundred kilobytes.
  static constexpr size_t kEventsPerMessageMax = 256;
  static constexpr size_t kBytesPerMessageMax = size_t{1} << 20;
  // A checkpoint at least this often while nothing passes the filter: what a break costs again.
  static constexpr uint64_t kLeavesPerCheckpoint = 10'000;
  static constexpr int64_t kCheckpointMicros = 1'000'000;
  // A connection without a word for longer is a dead one.
  static constexpr int64_t kHeartbeatMicros = 10'000'000;
  // A live follower this far behind is not live any more. Below it, one busy moment is no news, and
  // a follower has the thread that serves nobody who is further behind.
  static constexpr uint64_t kFellBehindLeaves = 1000;

  // Begins above `after`, which the log has reached. All but the values must outlive it.
  Subscription(const FeedReader& reader, const EventLog& log, Clock& clock, CallerPtr caller,
               FeedFilter filter, Position after);

  // INVALID_REQUEST when more than kCreditMax would be left.
  absl::Status AddCredit(uint64_t events);

  // The next message; nothing when there is nothing to say yet: call again at once if there is more
  // to read, or when the log grows, credit comes or time passes. Errors of FeedReader::Read, which
  // end the subscription.
  absl::StatusOr<std::optional<v1::SubscribeResponse>> Next();
  // Whether Next would read on in what was there when it read last.
  bool has_more() const { return outbox_.empty() && credit_ > 0 && cursor_ < head_; }
  // Whether it is less than kFellBehindLeaves below the head that it saw last.
  bool is_near_head() const { return head_ - cursor_ < kFellBehindLeaves; }

 private:
  absl::StatusOr<std::optional<v1::SubscribeResponse>> Choose(int64_t now_us);
  // Reads a page; fills `outbox_` if there is something to say.
  absl::Status ReadOn();
  void Add(FeedPage& page);
  void AddCheckpoint();
  void AddCaughtUp();
  void AddFellBehind();
  v1::SubscribeResponse Started() const;
  v1::SubscribeResponse Heartbeat() const;
  v1::Position At(Position position) const;

  const FeedReader& reader_;
  const EventLog& log_;
  Clock& clock_;
  const CallerPtr caller_;
  const FeedFilter filter_;
  const FeedCopy copy_;
  Position cursor_;
  Position head_;          // as the last page saw it; before the first, as it was at the start
  Position checkpoint_;    // the last that was said
  int64_t checkpoint_us_;  // when; monotonic
  int64_t said_us_;        // when anything was said; monotonic
  uint64_t credit_ = 0;
  bool started_ = false;
  bool live_ = false;
  std::deque<v1::SubscribeResponse> outbox_;  // of one page
};

}  // namespace cairn
