// The forms of words in which time limits are written, as a table: one row for each, with the unit
// that is counted, from where, and what may move or contest the end. Pure; safe to use from any
// thread.
//
// Where a sentence of law can be read two ways for a single day, that day is kept apart from the
// end as `contested`, so that nobody is told "in time" or "late" where only a court could say.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "projections/calendar/date.h"
#include "projections/calendar/school_days.h"

namespace cairn {

enum class Counting {
  kAtOnce,                // with the event itself
  kOnThatDay,             // the day is given, not counted
  kDays,                  // within N days of: the event day is not counted
  kDaysBeginningWith,     // N days beginning with: the event day is counted
  kWeeks,                 // within N weeks of: not counted, no roll-over for any holiday
  kWeeksBefore,           // at least N weeks before: the latest day
  kMonths,                // N months after: same day number, clipped to the end of the month
  kMonthsBefore,          // at least N months before: the latest day
  kMonthsBeginningWith,   // N months beginning with: the day before the same day number
  kMonthsStartingWith,    // the same words where practice goes to the same day number: contested
  kMonthsThenWorkingDay,  // as kMonths; an end that is no working day moves to the next one
  kMonthsAppeal,          // as kMonths; the end moves by HESC Rules 2008 r12(2) and r12(3)(a)
  kYears,                 // N years after
  kWorkingDays,           // N working days after
  kWorkingDaysBefore,     // at least N working days before: the latest day
  kTribunalWorkingDays,   // as kWorkingDays without August and 25 Dec to 1 Jan: r12(3)(b)
  kTribunalWorkingDaysBefore,  // the same, before
  kSchoolDays,                 // N days on which the school is in session
  kBefore15February,           // before that day of the event's year, which is itself contested
  kBefore31March,              // the same
  kBefore31May,                // the same
  kInAcademicYear,             // by 31 August of the event's academic year
  kInSummerTerm,               // by the last school day of the event's academic year
};

// What one step of a count is.
enum class CountUnit {
  kNone,
  kDay,
  kWeek,
  kMonth,
  kYear,
  kWorkingDay,
  kTribunalDay,
  kSchoolDay,
  kDayOfTheYear,
  kAcademicYear,
  kSummerTerm,
};

// Where the count starts, and which way it goes.
enum class CountFrom { kDayAfter, kEventDay, kBackwards };

// What may move an end.
enum class EndMove { kNever, kToWorkingDay, kByTribunalRules };

// Which day, if any, is in time on one reading only.
enum class ContestedDay { kNone, kEndItself, kDayAfterEnd };

// One form of words.
struct CountingForm {
  Counting counting;
  CountUnit unit;
  std::string_view unit_name;  // "week"; empty where nothing is counted
  CountFrom from;
  EndMove move;
  ContestedDay contested;
  int month;  // of kDayOfTheYear: the day before which it must be done
  int day;
  // How the count reads: $0 is the amount, $1 the start day and its event.
  std::string_view words;
  // Why the contested day is contested; empty without one.
  std::string_view doubt;
};

// The row of that form.
const CountingForm& FormOf(Counting counting);

// The end of `count` units counted from `start`, before anything moves it. count >= 0. Nothing only
// for kSchoolDays and kInSummerTerm without a calendar that reaches far enough.
std::optional<CivilDate> CountedEnd(const CountingForm& form, int count, CivilDate start,
                                    const SchoolCalendar* calendar);

// Where the form lets `counted` move to.
CivilDate MovedEnd(const CountingForm& form, CivilDate counted);

// "within 6 weeks of 5 Nov 2024, when the authority received the request, that day not counted".
std::string HowCounted(const CountingForm& form, int count, CivilDate start,
                       std::string_view start_event);

}  // namespace cairn
