// When support was in place: provisions that were recorded, and plan lines that were not carried
// out by any. Used by the rows and gaps of the timeline. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "projections/record/record.h"
#include "projections/record/support_time.h"

namespace cairn {

// A line of a plan through the versions in which it says the same, without a recorded provision.
struct UnrecordedLine {
  std::string plan_id;
  const v1::ProvisionLine* line = nullptr;
  EntryPtr issued;  // the version that brought it
  CivilDate from;
  std::optional<CivilDate> to;  // the day before a version left it out or changed it
  EntryPtr ended_by;            // that version; null where the line names its own end, or none
};

std::vector<UnrecordedLine> UnrecordedLines(const Record& record, CivilDate day);

// Sessions are given of it: not an adjustment, a strategy or equipment, which are just there.
bool IsGivenInSessions(const Provision& provision);

// A time of support with every entry that its two days rest on.
struct DatedTime {
  SupportTime time;
  std::vector<EntryPtr> dated_by;
};
// Every time of support that is given in sessions or stands in a plan, in no order.
std::vector<DatedTime> SupportTimes(const Record& record, CivilDate day);

}  // namespace cairn
