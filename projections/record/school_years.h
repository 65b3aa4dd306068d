// SchoolYears: the calendars of one setting, each made once, for questions that ask about many
// days. Not thread-safe: one for each question.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "projections/record/setting.h"

namespace cairn {

class SchoolYears {
 public:
  // `setting` outlives it and may be null: then no school day is known.
  explicit SchoolYears(const Setting* setting) : setting_(setting) {}

  // As SchoolCalendarAround; null where that has nothing.
  const SchoolCalendar* Around(CivilDate day);

  // School days from `first` to `last`, both included; none when `last` comes before. Nothing
  // unless the calendar knows every one of those days.
  std::optional<int> SchoolDays(CivilDate first, CivilDate last);

 private:
  struct Year {
    std::optional<SchoolCalendar> calendar;
    // How many there are up to each day of the year, that day included; made when it is asked for.
    std::vector<int> up_to;
  };

  Year& YearAt(AcademicYear year);
  // From the first day of the year to `day`, which lies in it or is the day before.
  static int UpTo(Year& of, AcademicYear year, CivilDate day);

  const Setting* const setting_;
  std::map<AcademicYear, Year> years_;
};

}  // namespace cairn
