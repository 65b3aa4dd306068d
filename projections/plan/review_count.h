// How often parents were met about outcomes in an academic year (Code of Practice 6.65: at least
// three times a year). Guidance: fewer is never called a breach. Pure; safe to call from any
// thread.
//
// What counts is in CountsTowardsThreeAYear: meetings about outcomes that a parent attended,
// planning included and parents' evenings not. How many are recommended for part of a year is in
// projections/calendar/meetings_a_year.h; a number that was set for the child takes the place of
// three.
#pragma once

#include <string>
#include <vector>

#include "projections/calendar/academic_year.h"
#include "projections/calendar/meetings_a_year.h"
#include "projections/record/record.h"

namespace cairn {

struct ParentMet {
  std::string name;
  int meetings = 0;
};

struct ReviewCount {
  AcademicYear year;
  int review_meetings = 0;            // reviews held, whoever came
  int with_parent = 0;                // meetings that count towards three a year
  int a_year = kMeetingsRecommended;  // the Code's, or that set for the child
  int recommended = 0;                // of them, for the time in the year
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
