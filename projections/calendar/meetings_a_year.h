// Meetings with parents in an academic year, against the three that the Code recommends (6.65).
// Guidance: fewer is never called a breach. Pure; safe to use from any thread.
//
// What counts: meetings about outcomes that a parent attended, planning included, parents' evenings
// not. What is recommended is pro rata for the days on SEN support or with an EHC plan, our rule:
// to the nearest whole meeting when the year is over, and rounded down while it runs, so that
// nobody is told in October that a meeting is missing.
#pragma once

#include <span>
#include <string>

#include "projections/calendar/academic_year.h"
#include "projections/calendar/school_days.h"

namespace cairn {

inline constexpr int kMeetingsRecommended = 3;

// What the count needs to know of a meeting.
struct MeetingFact {
  CivilDate day;
  bool about_outcomes = false;   // planning and reviews are; a call about a lost coat is not
  bool parents_evening = false;  // never counts
  bool parent_attended = false;  // in the room or by other means
};

struct MeetingsInYear {
  AcademicYear year;
  int counted = 0;
  int recommended = 0;
  int days_supported = 0;  // of the year, to the day asked about
  int a_year = kMeetingsRecommended;
  // "2 of 3 recommended in 2024/25 (Code of Practice 6.65), pro rata for 336 of 365 days on SEN
  // support".
  std::string explanation;

  bool IsFewer() const { return counted < recommended; }
};

// Counts in the part of `year` up to and including `day`. `supported` are the days on SEN support
// or with a plan; ranges may overlap, and one that still runs may end on any later day. `a_year` is
// how many are right for this child, where somebody has set another number than the Code's.
MeetingsInYear CountMeetings(std::span<const MeetingFact> meetings,
                             std::span<const DayRange> supported, AcademicYear year, CivilDate day,
                             int a_year = kMeetingsRecommended);

}  // namespace cairn
