// Where the next events of a follower are, before any of them is opened.
#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/event_log.h"
#include "services/records/record_cache.h"

namespace cairn {

struct FeedPlace {
  Position position = 0;
  RecordId record;
  Version version = 0;
};

struct FeedPlaces {
  std::vector<FeedPlace> places;  // in the order of the log
  Position scanned = 0;           // all wanted places above `after`, up to here, are in `places`
  Position head = 0;              // of the log, as it was seen
};

// The next places above `after`, at most `places_max`, of `wanted` records, or of all when it is
// empty. Scans a bounded number of leaves; a few records that are wanted from far back are asked
// for their own events instead. Errors of FeedReader::Read. Thread-safe.
absl::StatusOr<FeedPlaces> PlacesAfter(const EventLog& log, RecordCache& records,
                                       const std::set<RecordId>& wanted, Position after,
                                       size_t places_max);

}  // namespace cairn
