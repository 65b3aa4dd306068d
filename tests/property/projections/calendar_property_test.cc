// Days and clocks hold for every day, not only for those of the examples.
#include <rapidcheck/gtest.h>

#include "projections/calendar/access_clock.h"
#include "projections/calendar/bank_holidays.h"
#include "projections/calendar/permission_clock.h"
#include "projections/calendar/retention_clock.h"
#include "projections/calendar/statutory_clocks.h"
#include "projections/calendar/working_days.h"

namespace cairn {
namespace {

const CivilDate kFirstDate = *CivilDate::Of(1900, 1, 1);
const CivilDate kLastDate = *CivilDate::Of(2199, 12, 31);

// A day that people can write, often one whose school year or Easter they cannot.
CivilDate AnyDay() {
  if (*rc::gen::inRange(0, 4) == 0) {
    return *rc::gen::element(kFirstDate, *CivilDate::Of(1900, 3, 1), *CivilDate::Of(2199, 9, 1),
                             kLastDate);
  }
  return kFirstDate.AddDays(*rc::gen::inRange(0, kLastDate - kFirstDate + 1));
}

RC_GTEST_PROP(CivilDate, IsTheDayThatItsPartsName, ()) {
  const CivilDate day = AnyDay();

  RC_ASSERT(CivilDate::Of(day.year(), day.month(), day.day()) == day);
  RC_ASSERT(EarliestDay(ToProto(day)) == day);
  RC_ASSERT(LatestDay(ToProto(day)) == day);
}

RC_GTEST_PROP(CivilDate, KeepsItsDayNumberOverMonthsOrEndsTheMonth, ()) {
  const CivilDate day = AnyDay();
  const CivilDate moved = day.AddMonths(*rc::gen::inRange(-24, 25));

  RC_ASSERT(moved.day() == day.day() || moved.AddDays(1).day() == 1);
  RC_ASSERT(moved.day() <= day.day());
}

RC_GTEST_PROP(London, HasEveryInstantOfADayBetweenItsMidnights, ()) {
  const CivilDate day = AnyDay();
  const int64_t start = StartOfDayMicros(day);
  const int64_t end = StartOfDayMicros(day.AddDays(1));

  RC_ASSERT(DayOfMicros(start) == day);
  RC_ASSERT(DayOfMicros(start - 1) == day.AddDays(-1));
  RC_ASSERT(DayOfMicros(*rc::gen::inRange(start, end)) == day);
}

RC_GTEST_PROP(WorkingDays, AreCountedOneByOne, ()) {
  const CivilDate day = AnyDay();
  const int count = *rc::gen::inRange(0, 60);

  const CivilDate last = AddWorkingDays(day, count);

  int counted = 0;
  for (CivilDate next = day.AddDays(1); next <= last; next = next.AddDays(1)) {
    counted += IsWorkingDay(next) ? 1 : 0;
  }
  RC_ASSERT(counted == count);
  RC_ASSERT(count == 0 || IsWorkingDay(last));
}

RC_GTEST_PROP(AppealTime, EndsOnAWorkingDayOutsideTheTribunalsHolidays, ()) {
  const CivilDate counted = AnyDay();
  const CivilDate end = EndOfAppealTime(counted);

  RC_ASSERT(end >= counted);
  RC_ASSERT(IsWorkingDay(end));
  RC_ASSERT(!IsTribunalHoliday(end));
  RC_ASSERT(end - counted <= 36);
}

RC_GTEST_PROP(ClockRules, GiveEveryStartADateThatNamesItself, ()) {
  const ClockRule& rule = *rc::gen::elementOf(ClockRules());
  const CivilDate start = AnyDay();
  SchoolCalendar always_open;
  always_open.terms.push_back({.first = start, .last = start.AddDays(90)});
  always_open.terms.push_back(
      {.first = AcademicYearOf(start).first(), .last = AcademicYearOf(start).last()});

  const std::optional<DueDate> due = ComputeDue(rule, start, &always_open);

  RC_ASSERT(due.has_value());
  RC_ASSERT(due->explanation.find(FormatDate(due->due)) != std::string::npos);
  RC_ASSERT(due->explanation.find(FormatDate(start)) != std::string::npos);
}

RC_GTEST_PROP(AcademicYear, HoldsEveryDayOfIt, ()) {
  const CivilDate day = AnyDay();
  const AcademicYear year = AcademicYearOf(day);

  RC_ASSERT(year.Contains(day));
  RC_ASSERT(year.last().AddDays(1) == AcademicYear{year.start_year + 1}.first());
  RC_ASSERT(EndOfCompulsorySchoolAge(day).weekday() == Weekday::kFriday);
}

RC_GTEST_PROP(EasterSunday, IsASundayOfMarchOrAprilOneCenturyBeyondToo, ()) {
  const int year = *rc::gen::inRange(1800, 2300);
  const CivilDate easter = EasterSunday(year);

  RC_ASSERT(easter.year() == year);
  RC_ASSERT(easter.weekday() == Weekday::kSunday);
  RC_ASSERT(easter.month() == 3 || easter.month() == 4);
}

RC_GTEST_PROP(ClockRules, AnswerForTheFirstAndTheLastDayThatCanBeWritten, ()) {
  const CivilDate start = AnyDay();
  const std::optional<DueDate> extended =
      AccessDueBy({.received = start, .extension_told = start}, kLastDate).due;

  RC_ASSERT(extended->due > start);
  RC_ASSERT(AppealBy(start, start).due > start);
  RC_ASSERT(!StandingOn({.given = start, .expires = start}, kLastDate, start).sentence.empty());
  RC_ASSERT(KeptUntil("record.retention", start, {}, kLastDate).has_value());
}

}  // namespace
}  // namespace cairn
