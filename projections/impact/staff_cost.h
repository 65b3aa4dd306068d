// What the adults' time that one child was given has cost. Pure; safe to call from any thread.
//
//   staff cost  the sum over the spans of the log of minutes / 60 x the cost of an hour / children
//               in the group, in pence; rounded once, at the end, half a penny up. Materials, rooms
//               and planning are not in it
//
// Costing is no legal duty, and no cost ever stands in the way of a request for an EHC needs
// assessment (Children and Families Act 2014 s36(8)): it is there for those whom an authority asks.
#pragma once

#include <cstdint>
#include <span>

#include "projections/impact/figure.h"

namespace cairn::impact {

inline constexpr Formula kStaffCostFormula = {"staff cost", 1};

struct CostedSpan {
  int64_t minutes = 0;            // 0 to 1,000,000
  int64_t pence_an_hour = 0;      // 0 to 100,000,000
  int64_t children_in_group = 1;  // 1 to 1,000, this child included
};

struct StaffCost {
  int64_t pence = 0;
  int64_t minutes = 0;
};

// kNothingLogged without a span; kFigureOutOfRange, also for groups of so many sizes that the sum
// cannot be exact.
Figure<StaffCost> StaffCostOf(std::span<const CostedSpan> log);

}  // namespace cairn::impact
