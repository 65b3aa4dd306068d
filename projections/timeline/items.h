// The lines of the timeline. Pure.
#pragma once

#include <functional>
#include <vector>

#include "cairn/v1/timeline_service.pb.h"

#include "projections/timeline/context.h"

namespace cairn {

// Whether an entry may be shown; what may not is left out of every line without a trace there.
using Visible = std::function<bool(const EffectiveEntry&)>;

// All lines, in the order of cycle, stage, time.
std::vector<v1::TimelineItem> ItemsOf(const TimelineContext& context,
                                      const std::vector<v1::Cycle>& cycles, const Visible& visible);

}  // namespace cairn
