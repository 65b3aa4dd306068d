// Working days and the two holidays of the tribunal's calendar, as the Tribunal Procedure
// (First-tier Tribunal) (Health, Education and Social Care Chamber) Rules 2008 (SI 2008/2699) count
// them. Pure; safe to use from any thread.
#pragma once

#include "projections/calendar/date.h"

namespace cairn {

// Not a Saturday or Sunday, Christmas Day, Good Friday or a bank holiday (rule 1(3)).
bool IsWorkingDay(CivilDate day);

// `day` itself if it is a working day, otherwise the next one (rule 12(2)).
CivilDate WorkingDayOnOrAfter(CivilDate day);

// The working day that is `count` working days after `day`, or before it if negative; `day` is not
// counted. 0 gives `day` itself.
CivilDate AddWorkingDays(CivilDate day, int count);

// In August, or from 25 December to 1 January (rule 12(3)).
bool IsTribunalHoliday(CivilDate day);

// Rule 12(3)(b): as AddWorkingDays, and days in the tribunal's holidays are not counted either.
CivilDate AddTribunalWorkingDays(CivilDate day, int count);

// Rule 12(3)(a) and 12(2), for the time to appeal: an end in August or from 25 December to 1
// January moves to the first working day after 31 August or 1 January; any other end that is not a
// working day moves to the next one. Each rule applies to where the other has moved the end.
CivilDate EndOfAppealTime(CivilDate counted_end);

}  // namespace cairn
