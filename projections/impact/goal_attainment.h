// Goal attainment scaling (GAS): one figure for how several goals of one child were attained. Pure;
// safe to call from any thread.
//
//   attainment   -2 much less than expected, -1 less, 0 as expected, +1 more, +2 much more
//   T            50 + 10 sum(w x) / sqrt((1 - 0.3) sum(w^2) + 0.3 (sum w)^2), rounded to two
//   digits,
//                with weight w and attainment x of each goal. 50 is as expected, all in all; 0.3 is
//                the correlation between goals that its authors assume
//
// A child's start is usually -1 on each goal, or -2 where no worse is possible; the T of the start
// is the figure to compare with.
//
// Sources: T. J. Kiresuk and R. E. Sherman, Community Mental Health Journal 4 (1968) 443-453;
// L. Turner-Stokes, Clinical Rehabilitation 23 (2009) 362-370, with its erratum: the formulas
// printed in the article itself are wrong.
#pragma once

#include <optional>
#include <span>

#include "cairn/v1/time.pb.h"

#include "projections/impact/figure.h"

namespace cairn::impact {

inline constexpr Formula kGoalAttainmentFormula = {"goal attainment T", 1};
inline constexpr int kGoalsMax = 100;
inline constexpr int kGoalWeightMax = 100;

struct Goal {
  std::optional<int> attainment;  // -2 to 2
  int weight = 1;                 // 1 to kGoalWeightMax
};

// kNoGoals unless there are 1 to kGoalsMax, kGoalNotRated, kNotARating, kNotAWeight. A goal that
// was not rated is never left out: leaving out the ones that went badly would raise the figure.
Figure<v1::Decimal> GoalAttainmentT(std::span<const Goal> goals);

}  // namespace cairn::impact
