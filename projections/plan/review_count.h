// How often parents were met about outcomes in an academic year (Code of Practice 6.65: at least
// three times a year). Guidance: fewer is never called a breach. Pure; safe to call from any
// thread.
//
// What counts is in CountsTowardsThreeAYear: meetings about outcomes that a parent attended,
// planning included and parents' evenings not. What is recommended is pro rata for the days on SEN
// support or with an EHC plan, our rule: to the nearest whole meeting when the year is over, and
// rounded down while it runs, so that nobody is told in October that a meeting is missing.
#pragma once

#include <string>
#include <vector>

#include "projections/calendar/academic_year.h"
#include "projections/record/record.h"

namespace cairn {

inline constexpr int kMeetingsRecommendedAYear = 3;

struct ParentMet {
  std::string name;
  int meetings = 0;
};

struct ReviewCount {
  AcademicYear year;
  int review_meetings = 0;  // reviews held, whoever came
  int with_parent = 0;      // meetings that count towards three a year
  int recommended = 0;      // of three, for the time in the year
  // Every parent who came, in the order of their first meeting.
  std::vector<ParentMet> parents;

  bool IsFewer() const { return with_parent < recommended; }
};

// Counts in the part of `year` up to and including `day`.
ReviewCount CountReviews(const Record& record, AcademicYear year, CivilDate day);

// "2 meetings with a parent about outcomes recorded in 2024/25: fewer than the Code recommends (3 a
// year)".
std::string Sentence(const ReviewCount& count);

}  // namespace cairn
