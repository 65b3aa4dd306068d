// What is different between two readings of one timeline, for whoever watches it. Pure; safe to
// call from any thread.
#pragma once

#include "cairn/v1/timeline_service.pb.h"

namespace cairn {

// Items of `after` that `before` has not, or has otherwise, in the order of `after`; the items that
// went, by the identity of their first event; what was tried and the gaps, whole, when either is
// not what it was. Nothing of position and of being caught up.
v1::WatchTimelineResponse TimelineChanges(const v1::GetTimelineResponse& before,
                                          const v1::GetTimelineResponse& after);

// Whether it tells anything.
bool TellsAnything(const v1::WatchTimelineResponse& changes);

}  // namespace cairn
