// Disagreements about plans, and what ended them. Pure; safe to call from any thread.
#pragma once

#include <vector>

#include "projections/record/record.h"

namespace cairn {

// A "disagree" about a plan and the first entry that ended it, by the rule of StandingDisagreement;
// no entry while it stands.
struct Disagreement {
  StandingDisagreement taken;
  EntryPtr ended_by;
};

// All of them, in the order in which they were taken.
std::vector<Disagreement> DisagreementsOf(const Record& record);

}  // namespace cairn
