// Plans: the meeting that makes the first, every further version, who agrees, who has read it.
#pragma once

#include "tests/histories/story.h"

namespace cairn::histories {

// A planning meeting in `week`; with it SEN support starts, unless it had before.
void MeetToPlan(Story& story, int week);

// A new version of the plan on `day`, with new goals for those reached, where the parties stand, a
// copy for the parents, and who has read it. `review_due` is when it is looked at.
void IssuePlan(Story& story, int week, Day day, Day review_due);

// The plan is no longer used, because the child needs none.
void ClosePlan(Story& story, const When& when);

}  // namespace cairn::histories
