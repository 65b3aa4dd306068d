// School days: days on which a school is in session, from its own term dates and closures.
// Pure; safe to use from any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "projections/calendar/academic_year.h"
#include "projections/calendar/date.h"

namespace cairn {

// From `first` to `last`, both included.
struct DayRange {
  CivilDate first;
  CivilDate last;

  bool Contains(CivilDate day) const { return first <= day && day <= last; }
  int days() const { return last - first + 1; }
};

// What a school has published. A day is a school day if it is a weekday in a term, in no closure
// (half term, training day, snow) and no bank holiday.
struct SchoolCalendar {
  std::vector<DayRange> terms;
  std::vector<DayRange> closures;
  // The days for which `terms` and `closures` are all there is. Nothing: up to the last term's end.
  // Outside it no day is known to be a holiday, and no count runs through it.
  std::optional<DayRange> known = std::nullopt;
  // Who published it and when: "Hollowtree Primary, term dates 2025/26". May be empty.
  std::string source = "";
};

bool IsSchoolDay(const SchoolCalendar& calendar, CivilDate day);

// The school day that is `count` school days after `day`, which is not counted. Nothing if the
// count leaves what the calendar knows: an unknown term is not a holiday.
std::optional<CivilDate> AddSchoolDays(const SchoolCalendar& calendar, CivilDate day, int count);

// The last school day of the summer term: of the term that ends in June, July or August of that
// academic year. Nothing if the calendar has no such term.
std::optional<CivilDate> EndOfSummerTerm(const SchoolCalendar& calendar, AcademicYear year);

}  // namespace cairn
