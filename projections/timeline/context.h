// What every part of a timeline looks at, computed once for all its lines. Pure.
#pragma once

#include <vector>

#include "projections/calendar/school_days.h"
#include "projections/record/advice.h"
#include "projections/record/record.h"

namespace cairn {

struct TimelineContext {
  // `record` and `school_days`, which may be null, outlive the context.
  TimelineContext(const Record& of, CivilDate view_day, const SchoolCalendar* calendar)
      : record(of),
        day(view_day),
        school_days(calendar),
        advice(AdviceOf(of)),
        standing(StandingDisagreements(of)) {}

  const Record& record;
  const CivilDate day;
  const SchoolCalendar* const school_days;
  const std::vector<Advice> advice;
  const std::vector<StandingDisagreement> standing;
};

}  // namespace cairn
