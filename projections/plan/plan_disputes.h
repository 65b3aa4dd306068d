// Disagreements about a plan: open, in part, or resolved. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "cairn/v1/plan_view.pb.h"

#include "projections/plan/plan_context.h"

namespace cairn {

// One party's "disagree" about a plan and what has been done about it.
struct PlanDispute {
  Fact<v1::PositionTaken> position;
  bool open = false;
  // What ended it, or dealt with part of it; empty when nothing has.
  EntryPtr dealt_with_by;
};

// Every disagreement about the plan, in order. Open means standing: see StandingDisagreements.
std::vector<PlanDispute> DisputesAbout(const Record& record, std::string_view plan_id);

// Sets `disputed` and says under `disputes` what is open, since when and about what, or what became
// of the last one. A dispute about an earlier version stays with the later ones until it is
// resolved.
void AddDisputes(const PlanContext& context, v1::Plan& plan);

}  // namespace cairn
