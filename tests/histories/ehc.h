// EHC needs assessments on the statutory clock: six weeks to decide, twenty to the plan. Some
// authorities keep it and some do not.
#pragma once

#include "tests/histories/story.h"

namespace cairn::histories {

// A request in `week`, and everything up to the final plan, which makes the child's status E.
// Returns the week from which the plan counts; that after the child's last when it never comes.
int GainEhcPlan(Story& story, int week);

// A request in `week` that is refused. Returns the day on which the notice was sent.
Day BeRefusedEhcAssessment(Story& story, int week);

// The EHC plan with which a child came.
void BringEhcPlan(Story& story);

}  // namespace cairn::histories
