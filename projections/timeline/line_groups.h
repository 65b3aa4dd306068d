// Which entries share one line of the timeline: what was written down together, and what follows
// from an entry closely enough to be read with it (who read a plan, what was logged of a provision,
// the authority's answer to a request). Pure.
//
// An entry joins another only in the same cycle (notices of a meeting excepted), and only when both
// were recorded alike: what is late, corrected, imported or disputed keeps its own line, so that a
// mark is never about half a line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cairn/v1/timeline_service.pb.h"

#include "projections/timeline/context.h"
#include "projections/timeline/item_marks.h"

namespace cairn {

struct LineMember {
  EntryPtr entry;
  ItemMarks marks;
};

struct LineGroup {
  int cycle = 0;
  size_t primary = 0;               // the member that gives the line its day, stage and marks
  std::vector<LineMember> members;  // in the order in which they happened
};

// Every entry of the record is in exactly one group; groups are in the order of their first member.
std::vector<LineGroup> LineGroups(const TimelineContext& context,
                                  const std::vector<v1::Cycle>& cycles);

// "A11" of "A11.2": what was written down in one act is numbered after the dot.
std::string_view LabelRoot(std::string_view label);

}  // namespace cairn
