// FeedReader: what one follower is told of a stretch of the log, in its order. Of which children a
// page tells is noted before it is given (read_journal.h). Thread-safe.
//
// Only leaves are scanned (feed_places.h). What passes is taken from the record, which is loaded
// once a page and kept by the cache: a million events of ten thousand records open each record
// once. What a page may cost is counted in events and not in time, so that it ends where it ends
// whatever the machine does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"

#include "cairn/v1/feed_service.pb.h"

#include "eventstore/base/clock.h"
#include "eventstore/event_log.h"
#include "services/access/guard.h"
#include "services/feed/feed_filter.h"
#include "services/feed/sights.h"
#include "services/read_journal/read_journal.h"
#include "services/records/record_cache.h"

namespace cairn {

struct FeedPageLimits {
  size_t events = 0;  // nothing is read when it is 0
  size_t bytes = 0;   // the page ends with the event that reaches it
  // The same for what is looked at, whether or not it passes: each place, and all events of a
  // record that is read or judged anew for it. Some milliseconds, a tenth of a second where all of
  // it comes from the disk; a page looks at one place at least, and so at one record of any size.
  size_t looked_at = 8192;
};

// What a follower can have. It begins above `after` and so has nothing of later events but what it
// was given since, all of which was judged when the log had reached `judged_from`.
struct FeedCopy {
  Position after = 0;
  Position judged_from = 0;
};

using FeedItem = std::variant<v1::Event, v1::FeedAccessChanged>;

struct FeedPage {
  std::vector<FeedItem> items;  // in the order of the log; of one position the event first
  size_t events = 0;            // among them
  // Everything up to here was looked at, and what is for this follower is in `items`.
  Position scanned = 0;
  Position head = 0;  // of the log, as it was when the page was read
};

class FeedReader {
 public:
  // All must outlive it.
  FeedReader(const EventLog& log, RecordCache& records, const Guard& guard, ReadJournal& reads,
             Clock& clock);

  // A page of what comes after `after`, for `caller` as they stand now. Looks at a bounded number
  // of leaves and events, so it may be empty although the end is not reached; `scanned` moves
  // unless it is.
  //
  // The removal of a whole record, of which nobody knows any more who could see it, is told to
  // everybody who may have been sent something of it before, as far as `copy` tells: to all but
  // those who began below its first event once it was gone. Without `copy`, this page is all there
  // is.
  //   POSITION_AHEAD   `after` is above the head
  //   READS_NOT_NOTED  it cannot be noted of whom it tells
  //   DATA_DAMAGED     a record cannot be read: nothing above it is told, or there would be a gap
  //   otherwise why the log has stopped, once everything it published has been told
  absl::StatusOr<FeedPage> Read(const Caller& caller, const FeedFilter& filter, Position after,
                                const FeedPageLimits& limits,
                                std::optional<FeedCopy> copy = std::nullopt) const;

 private:
  class Filling;

  const EventLog& log_;
  RecordCache& records_;
  const Guard& guard_;
  ReadJournal& reads_;
  Clock& clock_;
  mutable Sights sights_;
};

}  // namespace cairn
