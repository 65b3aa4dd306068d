// What changes in a timeline, on paper, message by message. Pure.
#pragma once

#include <string>

#include "cairn/v1/timeline_service.pb.h"

namespace cairn::cli {

// Changed items as a timeline prints them by date, what went, then what was tried and what is
// missing when those have changed. Empty for a message that tells nothing.
std::string PrintWatch(const v1::WatchTimelineResponse& changes);

}  // namespace cairn::cli
