// What should be in the record and is not: times without support, advice that nobody answered,
// terms and decisions that nobody carried out, reviews not held, parents whose position was never
// recorded. Pure.
//
//   gap.support    no provision recorded for more than a week (ours)
//   gap.advice     a recommendation that nothing takes up (Code of Practice 6.58-6.62; R88)
//   gap.agreement  a term agreed in mediation that nothing carries out; a term with a condition is
//                  not reported, since whether it came about is not recorded
//   gap.decision   a review's decision with no act after it that could carry it out (R76, R79)
//   gap.review     a review whose agreed day has passed without one (Code of Practice 6.53; R69)
//   gap.position   a holder of parental responsibility whose position on any plan is unknown (R35)
#pragma once

#include <vector>

#include "cairn/v1/timeline_service.pb.h"

#include "projections/timeline/context.h"

namespace cairn {

// A gap with the entry it follows from, and what its days rest on besides, so that it can be left
// out when any of that may not be seen.
struct GapOf {
  v1::Gap gap;
  EntryPtr source;
  std::vector<EntryPtr> dated_by;
};

// In the order above; `days` of each count from `since` to the day of the view.
std::vector<GapOf> Gaps(const TimelineContext& context);

}  // namespace cairn
