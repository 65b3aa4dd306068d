// Clocks end where somebody who counts day by day ends, and say the same of every day.
#include <algorithm>
#include <vector>

#include <rapidcheck/gtest.h>

#include "projections/calendar/bank_holidays.h"
#include "projections/calendar/clock_status.h"
#include "projections/calendar/excuses.h"
#include "projections/calendar/meetings_a_year.h"
#include "projections/calendar/retention_clock.h"
#include "tests/property/projections/naive_calendar.h"

namespace cairn {
namespace {

using naive::DateOf;
using naive::Page;
using naive::PageOf;

constexpr int32_t kFirstDay = 16436;  // 1 Jan 2015
constexpr int32_t kLastDay = 22279;   // 31 Dec 2030

CivilDate DayFrom(int32_t first, int32_t last) {
  return CivilDate::FromEpochDays(*rc::gen::inRange(first, last + 1));
}

CivilDate AnyClockDay() { return DayFrom(kFirstDay, kLastDay); }

DayRange AnyRangeNear(CivilDate day) {
  const CivilDate first = day.AddDays(*rc::gen::inRange(-30, 60));
  return {.first = first, .last = first.AddDays(*rc::gen::inRange(0, 40))};
}

Counting AnyForm() {
  return static_cast<Counting>(*rc::gen::inRange(0, static_cast<int>(Counting::kInSummerTerm) + 1));
}

// Three terms of every year around `day`, with some closures.
SchoolCalendar AnySchool(CivilDate day) {
  SchoolCalendar school;
  for (int year = day.year() - 1; year <= day.year() + 1; ++year) {
    const CivilDate september = AcademicYear{year}.first();
    school.terms.push_back({september.AddDays(2), september.AddDays(109)});
    school.terms.push_back({september.AddDays(126), september.AddDays(207)});
    school.terms.push_back({september.AddDays(225), september.AddDays(322)});
  }
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    const CivilDate first = day.AddDays(*rc::gen::inRange(-100, 100));
    school.closures.push_back({first, first.AddDays(*rc::gen::inRange(0, 10))});
  }
  return school;
}

bool IsInAny(const std::vector<DayRange>& ranges, Page page) {
  return std::any_of(ranges.begin(), ranges.end(), [page](const DayRange& range) {
    return PageOf(range.first) <= page && page <= PageOf(range.last);
  });
}

RC_GTEST_PROP(Counting, EndsWhereTurningOnePageAfterTheOtherEnds, ()) {
  const Counting counting = AnyForm();
  const CivilDate start = AnyClockDay();
  const int count = *rc::gen::inRange(1, 41);
  const SchoolCalendar school = AnySchool(start);
  const CountingForm& form = FormOf(counting);

  const std::optional<CivilDate> counted = CountedEnd(form, count, start, &school);

  RC_ASSERT(counted.has_value());
  const Page slow = naive::EndOf(counting, count, PageOf(start), [&](Page page) {
    return naive::IsWorking(page) && IsInAny(school.terms, page) && !IsInAny(school.closures, page);
  });
  RC_ASSERT(MovedEnd(form, *counted) == DateOf(slow));
}

RC_GTEST_PROP(BankHolidays, AreThoseOfTheWallCalendar, ()) {
  const CivilDate day = DayFrom(kFirstDay, 83'000);

  RC_ASSERT(IsBankHoliday(day) == naive::IsHoliday(PageOf(day)));
}

RC_GTEST_PROP(Pauses, MoveTheEndByTheDaysThatStandStill, ()) {
  const ClockRule& rule = *RuleInForce("ehc.final_plan", CivilDate::FromEpochDays(kFirstDay));
  const CivilDate start = AnyClockDay();
  std::vector<Pause> pauses;
  std::vector<DayRange> ranges;
  for (int i = *rc::gen::inRange(0, 6); i > 0; --i) {
    ranges.push_back(AnyRangeNear(start.AddDays(*rc::gen::inRange(0, 120))));
    pauses.push_back({.days = ranges.back(), .why = "waiting"});
  }

  const std::optional<DueDate> due = ComputeDue(rule, start, nullptr, pauses);

  const Page slow = naive::AfterStandingStill(PageOf(start), due->counted - start,
                                              [&](Page page) { return IsInAny(ranges, page); });
  RC_ASSERT(due->due == DateOf(slow));
  RC_ASSERT(due->paused_days == due->due - due->counted);
}

RC_GTEST_PROP(Appeal, EndsAtTheLaterOfItsTwoLimits, ()) {
  const CivilDate notice = AnyClockDay();
  const CivilDate certificate = notice.AddDays(*rc::gen::inRange(0, 90));
  const auto never = [](Page) { return false; };

  const CivilDate due = AppealBy(notice, certificate).due;

  const Page by_notice = naive::EndOf(Counting::kMonthsAppeal, 2, PageOf(notice), never);
  const Page by_certificate = naive::EndOf(Counting::kMonthsAppeal, 1, PageOf(certificate), never);
  RC_ASSERT(due == DateOf(std::max(by_notice, by_certificate)));
}

RC_GTEST_PROP(ClosureWindow, HoldsTheDaysAWeekBeforeClosingToAWeekBeforeOpening, ()) {
  const CivilDate closes = AnyClockDay();
  const CivilDate reopens = closes.AddDays(*rc::gen::inRange(1, 60));

  const std::optional<ExcusedWindow> window = ClosureWindow(closes, reopens);

  const Page week_before = naive::EndOf(Counting::kWeeksBefore, 1, PageOf(closes), {});
  const Page four_weeks_on = naive::EndOf(Counting::kWeeks, 4, PageOf(closes), {});
  const Page end = naive::EndOf(Counting::kWeeksBefore, 1, PageOf(reopens), {});
  RC_ASSERT(window.has_value() == (four_weeks_on <= PageOf(reopens)));
  if (!window.has_value()) return;
  RC_ASSERT(PageOf(window->first) == week_before);
  RC_ASSERT(PageOf(window->boundary) == end);
  RC_ASSERT(naive::NextPage(PageOf(window->last_certain)) == end);
}

// The order of states is that of time: no clock runs again once it is over.
RC_GTEST_PROP(ClockStatus, GoesOneWayFromRunningToOver, ()) {
  const ClockRule& rule = *rc::gen::elementOf(ClockRules());
  const CivilDate start = AnyClockDay();
  const SchoolCalendar school = AnySchool(start);
  const std::optional<DueDate> due = ComputeDue(rule, start, &school);
  RC_PRE(due.has_value());
  const CivilDate day = due->due.AddDays(*rc::gen::inRange(-5, 6));

  const ClockState today = StatusOn(*due, day, std::nullopt).state;
  const ClockState tomorrow = StatusOn(*due, day.AddDays(1), std::nullopt).state;

  RC_ASSERT(static_cast<int>(today) <= static_cast<int>(tomorrow));
  RC_ASSERT((today == ClockState::kContestedDay) ==
            (due->contested == day && rule.ends == Ends::kTimeToAct));
}

RC_GTEST_PROP(ClockStatus, JudgesWhatWasDoneAsItJudgedTheDay, ()) {
  const ClockRule& rule = *rc::gen::elementOf(ClockRules());
  const CivilDate start = AnyClockDay();
  const SchoolCalendar school = AnySchool(start);
  const std::optional<DueDate> due = ComputeDue(rule, start, &school);
  RC_PRE(due.has_value() && rule.ends == Ends::kTimeToAct);
  const CivilDate done = due->due.AddDays(*rc::gen::inRange(-5, 6));

  const ClockState on_the_day = StatusOn(*due, done, std::nullopt).state;
  const ClockState afterwards = StatusOn(*due, done.AddDays(9), done).state;

  RC_ASSERT((on_the_day == ClockState::kOverdue) == (afterwards == ClockState::kDoneLate));
  RC_ASSERT((on_the_day == ClockState::kContestedDay) ==
            (afterwards == ClockState::kDoneContested));
}

// Lists of thousands count without words; what they say is the same.
RC_GTEST_PROP(ClockStatus, IsTheSameWithoutWords, ()) {
  const ClockRule& rule = *rc::gen::elementOf(ClockRules());
  const CivilDate start = AnyClockDay();
  const SchoolCalendar school = AnySchool(start);
  const std::optional<DueDate> told = ComputeDue(rule, start, &school);
  const std::optional<DueDate> counted = CountDue(rule, start, &school);
  RC_ASSERT(counted.has_value() == told.has_value());
  RC_PRE(told.has_value());
  RC_ASSERT(counted->due == told->due);
  RC_ASSERT(counted->counted == told->counted);
  RC_ASSERT(counted->contested == told->contested);
  const CivilDate day = told->due.AddDays(*rc::gen::inRange(-5, 6));
  const std::optional<CivilDate> done =
      *rc::gen::arbitrary<bool>() ? std::optional(day.AddDays(-3)) : std::nullopt;

  const ClockStatus status = StatusOn(*told, day, done);
  const ClockStatus state = StateOn(*counted, day, done);

  RC_ASSERT(state.state == status.state);
  RC_ASSERT(state.days == status.days);
  RC_ASSERT(state.sentence.empty() && !status.sentence.empty());
  RC_ASSERT(SentenceOf(*counted, state, done) == status.sentence);
}

RC_GTEST_PROP(MeetingsAYear, AreRecommendedForEverySupportedDayAlike, ()) {
  const AcademicYear year{*rc::gen::inRange(2015, 2030)};
  std::vector<DayRange> supported;
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    supported.push_back(AnyRangeNear(year.first().AddDays(*rc::gen::inRange(0, 330))));
  }
  const CivilDate day = year.first().AddDays(*rc::gen::inRange(0, 400));

  const MeetingsInYear in_year = CountMeetings({}, supported, year, day);

  int supported_days = 0;
  int days = 0;
  for (Page page = PageOf(year.first()); page <= PageOf(year.last());
       page = naive::NextPage(page)) {
    ++days;
    if (page <= PageOf(day) && IsInAny(supported, page)) ++supported_days;
  }
  RC_ASSERT(in_year.days_supported == supported_days);
  const double exact = 3.0 * supported_days / days;
  const double rounded_up_at_most = day < year.last() ? 0.0 : 0.5;
  RC_ASSERT(in_year.recommended <= exact + rounded_up_at_most);
  RC_ASSERT(in_year.recommended > exact + rounded_up_at_most - 1.01);
}

RC_GTEST_PROP(Retention, EndsOnTheFirstDayWithoutAHold, ()) {
  const CivilDate closed = DayFrom(kFirstDay, kFirstDay + 365);
  const CivilDate due = ComputeDue("record.retention_complaint", closed)->due;
  std::vector<HoldTerm> holds;
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    const DayRange held = AnyRangeNear(due);
    holds.push_back({.placed = held.first, .released = held.last});
  }
  const CivilDate long_after = due.AddDays(400);

  const auto kept = KeptUntil("record.retention_complaint", closed, holds, long_after);

  CivilDate slow = due.AddDays(1);
  for (CivilDate day = slow; day < long_after; day = day.AddDays(1)) {
    const bool is_held = std::any_of(holds.begin(), holds.end(), [day](const HoldTerm& hold) {
      return hold.placed <= day && day <= *hold.released;
    });
    if (is_held) slow = day.AddDays(1);
  }
  RC_ASSERT(kept->disposable_from == slow);
}

}  // namespace
}  // namespace cairn
