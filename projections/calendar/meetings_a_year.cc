#include "projections/calendar/meetings_a_year.h"

#include <algorithm>

#include "absl/strings/str_format.h"

namespace cairn {
namespace {

int DaysSupported(std::span<const DayRange> supported, CivilDate first, CivilDate last) {
  int covered = 0;
  for (CivilDate day = first; day <= last; day = day.AddDays(1)) {
    covered += std::any_of(supported.begin(), supported.end(),
                           [day](const DayRange& range) { return range.Contains(day); })
                   ? 1
                   : 0;
  }
  return covered;
}

std::string WhoseNumber(int a_year) {
  return a_year == kMeetingsRecommended ? "Code of Practice 6.65"
                                        : absl::StrFormat("%d a year set for this child", a_year);
}

}  // namespace

MeetingsInYear CountMeetings(std::span<const MeetingFact> meetings,
                             std::span<const DayRange> supported, AcademicYear year, CivilDate day,
                             int a_year) {
  const CivilDate last = std::min(day, year.last());
  const int days_in_year = year.last() - year.first() + 1;
  MeetingsInYear in_year{.year = year, .a_year = a_year};
  in_year.days_supported = DaysSupported(supported, year.first(), last);
  const int rounding = last == year.last() ? days_in_year / 2 : 0;
  in_year.recommended = (a_year * in_year.days_supported + rounding) / days_in_year;
  in_year.counted = static_cast<int>(
      std::count_if(meetings.begin(), meetings.end(), [&](const MeetingFact& meeting) {
        return year.Contains(meeting.day) && meeting.day <= last && meeting.about_outcomes &&
               meeting.parent_attended && !meeting.parents_evening;
      }));
  in_year.explanation = absl::StrFormat(
      "%d of %d recommended in %s (%s), pro rata for %d of %d days on SEN support", in_year.counted,
      in_year.recommended, year.Name(), WhoseNumber(a_year), in_year.days_supported, days_in_year);
  return in_year;
}

}  // namespace cairn
