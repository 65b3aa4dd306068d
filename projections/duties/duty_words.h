// How a clock is counted, and what is said of it: the other half of duty_join.h. Used inside this
// folder only. Pure.
#pragma once

#include <algorithm>
#include <optional>

#include "projections/duties/duties_rows.pb.h"

#include "projections/calendar/statutory_clocks.h"
#include "projections/record/school_years.h"

namespace cairn {

inline CivilDate DayAt(int32_t days) { return CivilDate::FromEpochDays(days); }

inline bool Contains(const rows::DutyDays& days, CivilDate day) {
  return DayAt(days.first()) <= day && (!days.has_last() || day <= DayAt(days.last()));
}
inline bool AnyContains(const google::protobuf::RepeatedPtrField<rows::DutyDays>& some,
                        CivilDate day) {
  return std::any_of(some.begin(), some.end(),
                     [day](const rows::DutyDays& days) { return Contains(days, day); });
}

// Appeals and requests for access: what counts beside the start depends on the day asked about.
bool IsCountedCaseByCase(const rows::DutyLine& line);
// Of such a line, with its explanation.
DueDate CountedCaseByCase(const rows::DutyLine& line, CivilDate day);

// The school days around `start`; null where the rule counts none, or nobody knows them.
const SchoolCalendar* CalendarFor(const ClockRule& rule, CivilDate start, SchoolYears& years);

}  // namespace cairn
