// Reviews of the plan, and the annual reviews of an EHC plan.
#pragma once

#include <vector>

#include "tests/histories/story.h"

namespace cairn::histories {

// When the plan is looked at again.
struct NextReview {
  int week = 0;             // of the meeting that is held
  std::vector<int> missed;  // of those before it that were not

  // The week that was agreed on.
  int Agreed() const { return missed.empty() ? week : missed.front(); }
};

// The review after `week`: near the end of each term; `until` when none comes before it.
NextReview DrawNextReview(Story& story, int week, int until);

// A date is made in `week` for what comes next.
void ScheduleReview(Story& story, int week, const NextReview& next);
// The meetings that were not held.
void MissReviews(Story& story, const NextReview& next);

// The meeting in `week`, what it found and decided, and what comes next.
void ReviewPlan(Story& story, int week, const NextReview& next);

// The day of a review in `week`.
inline Day ReviewDay(const Story& story, int week) { return story.terms.On(week, 3); }

// The meeting about the EHC plan, and what the authority decides after it.
void ReviewEhcPlan(Story& story, int week);

}  // namespace cairn::histories
