// Which removal took the content of an event. Pure; safe to call from any thread.
#pragma once

#include <span>

#include "projections/record/event.h"
#include "projections/record/record.h"

namespace cairn {

// The event that says why `event`, one of `events`, has no content; null when it has it, never had
// any, or the removal is not among `events`.
EventPtr RemovalOf(std::span<const EventPtr> events, const RecordedEvent& event);

// Whether the record was erased as a whole: nothing can be added, and there is nothing to be seen
// but that it existed.
bool IsErased(const Record& record);

}  // namespace cairn
