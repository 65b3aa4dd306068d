// The timeline view: what was tried, what was given, what difference it made; what is missing; then
// cycle by cycle, stage by stage. A pure function of one Record; safe to call from any thread.
//
// The head, the cycles, the lines and their marks are of what `visible` shows and nothing else: as
// if the rest were not in the record. What was tried and the gaps are computed from all that the
// record holds, and left out where they rest on what may not be seen: a gap is never reported
// because somebody may not see what fills it. So is every computed line that would read wrongly
// without what is hidden, a sum or that something was not done.
#pragma once

#include <cstdint>
#include <string>

#include "cairn/v1/timeline_service.pb.h"

#include "projections/record/record.h"
#include "projections/timeline/item_filter.h"

namespace cairn {

// Version of the rules and formulas that a timeline is computed by; printed with it.
inline constexpr uint32_t kTimelineRulesVersion = 1;

struct TimelineOptions {
  // The head: whose view it is, whether anything is withheld from them, what times rest on.
  std::string viewer;
  bool withheld = false;
  bool times_witnessed = false;
  bool simulated = false;
  // Which entries the reader may see; empty means all.
  Visible visible;
  // Which items are wanted; what was tried and the gaps are of the whole record all the same.
  ItemFilter filter;
  // By date, without cycles and stages; and then the newest first.
  bool by_date = false;
  bool newest_first = false;
  // What was declared void, too, as far as `visible` shows it.
  bool voided = false;
  // The setting in which the record was opened, as it was on the day and as it was known then: for
  // what is counted in school days, for training and for cost. Null where it is not known. Outlives
  // the call.
  const Setting* setting = nullptr;
};

// The whole reply but for paging and position. `record` says as of which day and known at what
// time; the day is today unless it says otherwise, so callers set Record::as_of.
v1::GetTimelineResponse TimelineView(const Record& record, const TimelineOptions& options = {});

}  // namespace cairn
