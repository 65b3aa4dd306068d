// The lines of the timeline. Pure.
#pragma once

#include <vector>

#include "cairn/v1/timeline_service.pb.h"

#include "projections/timeline/context.h"

namespace cairn {

// A line with the entries behind it that the reader may see.
struct TimelineLine {
  v1::TimelineItem item;
  std::vector<EntryPtr> entries;
};

// All lines of what the reader sees, in the order of cycle, stage, time. With `voided`, what was
// declared void in the whole record has lines of its own, as far as the reader may see it.
std::vector<TimelineLine> ItemsOf(const TimelineContext& context,
                                  const std::vector<v1::Cycle>& cycles, bool voided);

}  // namespace cairn
