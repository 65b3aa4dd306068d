// A timeline as plain text, after the print it is modelled on: small, so that a golden file can be
// read and judged. The command line client prints for people; this prints for a test.
#pragma once

#include <string>

#include "cairn/v1/timeline_service.pb.h"

namespace cairn {

std::string TimelineText(const v1::GetTimelineResponse& timeline);

}  // namespace cairn
