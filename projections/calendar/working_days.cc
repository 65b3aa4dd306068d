#include "projections/calendar/working_days.h"

#include "projections/calendar/bank_holidays.h"

namespace cairn {
namespace {

template <typename Counts>
CivilDate AddCounted(CivilDate day, int count, Counts counts) {
  const int step = count > 0 ? 1 : -1;
  while (count != 0) {
    day = day.AddDays(step);
    if (counts(day)) count -= step;
  }
  return day;
}

}  // namespace

bool IsWorkingDay(CivilDate day) {
  return day.weekday() < Weekday::kSaturday && !IsBankHoliday(day);
}

CivilDate WorkingDayOnOrAfter(CivilDate day) {
  while (!IsWorkingDay(day)) day = day.AddDays(1);
  return day;
}

CivilDate AddWorkingDays(CivilDate day, int count) { return AddCounted(day, count, IsWorkingDay); }

bool IsTribunalHoliday(CivilDate day) {
  if (day.month() == 8) return true;
  return (day.month() == 12 && day.day() >= 25) || (day.month() == 1 && day.day() == 1);
}

CivilDate AddTribunalWorkingDays(CivilDate day, int count) {
  return AddCounted(day, count,
                    [](CivilDate next) { return IsWorkingDay(next) && !IsTribunalHoliday(next); });
}

CivilDate EndOfAppealTime(CivilDate counted_end) {
  CivilDate end = counted_end;
  while (IsTribunalHoliday(end) || !IsWorkingDay(end)) end = end.AddDays(1);
  return end;
}

}  // namespace cairn
