#include "services/feed/feed_places.h"

#include <algorithm>
#include <utility>

#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"

namespace cairn {
namespace {

// From far back, so many records are asked for their own events instead of scanning all leaves.
constexpr size_t kRecordsAskedMax = 64;

// Of a few records in a long log.
absl::StatusOr<FeedPlaces> PlacesOf(RecordCache& records, const std::set<RecordId>& wanted,
                                    Position after, Position head, size_t places_max) {
  FeedPlaces found{.scanned = head, .head = head};
  for (const RecordId& id : wanted) {
    const absl::StatusOr<RecordPtr> record = records.Load(id);
    if (ReasonOf(record.status()) == v1::ERROR_REASON_RECORD_NOT_FOUND) continue;
    CAIRN_RETURN_IF_ERROR(record.status());
    const auto& events = (*record)->events;
    auto next = std::upper_bound(
        events.begin(), events.end(), after,
        [](Position position, const EventPtr& event) { return position < event->position; });
    for (size_t i = 0; i < places_max && next != events.end() && (*next)->position <= head; ++i) {
      found.places.push_back({(*next)->position, id, (*next)->version});
      ++next;
    }
  }
  std::ranges::sort(found.places, {}, &FeedPlace::position);
  if (found.places.size() >= places_max) {
    found.places.resize(places_max);
    found.scanned = found.places.back().position;
  }
  return found;
}

}  // namespace

absl::StatusOr<FeedPlaces> PlacesAfter(const EventLog& log, RecordCache& records,
                                       const std::set<RecordId>& wanted, Position after,
                                       size_t places_max) {
  const Position head = log.Head().position;
  const bool far_back = head > after && head - after > limits::kFollowLeavesMax;
  const bool few = !wanted.empty() && wanted.size() <= kRecordsAskedMax;
  if (few && far_back) return PlacesOf(records, wanted, after, head, places_max);
  // The leaves are taken as the follower judges them, and nothing else of them is read. It is given
  // the last one that there is room for: that ends its batch.
  FeedPlaces found;
  const auto take = [&](Position position, const Leaf& leaf) {
    if (IsOfRecord(leaf.kind)) found.places.push_back({position, leaf.record, leaf.version});
    return found.places.size() >= places_max;
  };
  CAIRN_ASSIGN_OR_RETURN(
      const FollowBatch batch,
      log.Follow(after, {.records = wanted, .leaf = take})->Next(1, /*wait_ms=*/0));
  found.scanned = batch.checkpoint;
  found.head = batch.head;
  return found;
}

}  // namespace cairn
