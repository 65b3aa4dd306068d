// A timeline on paper: what was tried and what it shows, what is missing, then cycle by cycle what
// happened. Pure.
//
// `=` marks what Cairn computed. [LATE n DAYS] is the time between an event and its recording,
// [CORRECTED ...] what a correction changed, [DISPUTED] what somebody disputes, [VOID] what counts
// for nothing any more, [AFTER DISPUTE d] what was recorded after dispute d opened about a time
// before it, and [SECTION F PROVISION MISSED] that something was not given which an EHC plan
// secures.
#pragma once

#include <string>

#include "cairn/v1/timeline_service.pb.h"

namespace cairn::cli {

struct TimelinePrint {
  // The items were asked for by date: no cycles, no stages.
  bool by_date = false;
  // With what stands behind each row of what was tried.
  bool detail = false;
};

// `timeline` holds all pages.
std::string PrintTimeline(const v1::GetTimelineResponse& timeline, const TimelinePrint& how);

}  // namespace cairn::cli
