// Mean change of a group of children, with how sure one can be of it. Pure; safe to call from any
// thread.
//
//   change    of one child: last less first
//   mean      of the changes, rounded to two digits
//   interval  mean +- t x s / sqrt(n): s the standard deviation of the changes (n - 1), t Student's
//             two-sided 95 % quantile for n - 1 degrees of freedom (student_t.h); the half of it
//             rounded to two digits. Only from three children on: with two it would say nothing
//
// The interval speaks of children like these, not of what caused the change. The sums are exact.
#pragma once

#include <optional>
#include <span>

#include "projections/impact/effect_size.h"

namespace cairn::impact {

inline constexpr Formula kMeanChangeFormula = {"mean change", 1};
inline constexpr int kIntervalChildrenMin = 3;
inline constexpr int kIntervalPercent = 95;

struct MeanChange {
  int children = 0;
  v1::Decimal mean;
  struct Interval {
    v1::Decimal low;
    v1::Decimal high;
  };
  // Nothing for fewer than kIntervalChildrenMin.
  std::optional<Interval> interval;
};

// kTooFewChildren unless there are 1 to kCohortChildrenMax; kFigureOutOfRange, also for a change
// above 100,000.
Figure<MeanChange> MeanChangeOf(std::span<const ScorePair> children);

// The standard deviation (n - 1) of the first figures, rounded to four digits. kTooFewChildren for
// fewer than two; kNoSpread when they are all alike; kFigureOutOfRange.
Figure<v1::Decimal> SpreadAtStart(std::span<const ScorePair> children);

}  // namespace cairn::impact
