#include "projections/record/removal.h"

#include <algorithm>

namespace cairn {
namespace {

bool Takes(const RecordedEvent& removal, const RecordedEvent& event) {
  if (!removal.removal || removal.version <= event.version) return false;
  return !removal.removal->target || *removal.removal->target == event.event_id;
}

}  // namespace

EventPtr RemovalOf(std::span<const EventPtr> events, const RecordedEvent& event) {
  if (event.recorded || event.removal) return nullptr;
  // The first: what was gone already, the removal of the whole record did not take.
  const auto found = std::find_if(events.begin(), events.end(), [&](const EventPtr& candidate) {
    return Takes(*candidate, event);
  });
  return found == events.end() ? nullptr : *found;
}

bool IsErased(const Record& record) {
  if (!record.exists()) return false;
  const RecordedEvent& last = *record.events.back();  // nothing follows the removal of everything
  return last.removal && !last.removal->target;
}

}  // namespace cairn
