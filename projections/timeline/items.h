// The lines of the timeline. Pure.
#pragma once

#include <vector>

#include "cairn/v1/timeline_service.pb.h"

#include "projections/timeline/context.h"

namespace cairn {

// All lines, in the order of cycle, stage, time. What the reader may not see is in none of them,
// nor is anything computed from it.
std::vector<v1::TimelineItem> ItemsOf(const TimelineContext& context,
                                      const std::vector<v1::Cycle>& cycles);

}  // namespace cairn
