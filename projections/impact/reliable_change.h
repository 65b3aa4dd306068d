// Reliable change: whether two scores of a test differ by more than its error explains. Pure; safe
// to call from any thread.
//
//   reliable   |after - before| > 1.96 x sqrt(SEM_before^2 + SEM_after^2); with one standard error
//   of
//              measurement (SEM) for both this is the usual 1.96 x sqrt(2) x SEM. By chance alone a
//              greater difference comes about less than once in twenty times
//   SEM        as recorded; else half the confidence interval divided by the normal quantile of its
//              level, rounded to four digits; else the catalogued one. An interval without a level
//              tells nothing
//   from the reliability r of a test   SEM = SD x sqrt(1 - r)
//
// The comparison itself is exact: both sides are squared, and nothing is rounded.
//
// Sources: N. S. Jacobson and P. Truax, "Clinical significance", Journal of Consulting and Clinical
// Psychology 59 (1991) 12-19, with the correction for two unreliable scores by L. Christensen and
// J. L. Mendoza, Behavior Therapy 17 (1986) 305-308.
#pragma once

#include "projections/impact/change.h"

namespace cairn::impact {

inline constexpr Formula kStandardErrorFormula = {"standard error of measurement", 1};
inline constexpr Formula kReliableChangeFormula = {"reliable change", 1};

// In points of the score. kNoStandardError when there is none above 0.
Figure<v1::Decimal> StandardErrorOf(const TestScore& test);
// kNoSpread unless `standard_deviation` is above 0 and `reliability` is 0 to 1.
Figure<v1::Decimal> StandardErrorFromReliability(const v1::Decimal& standard_deviation,
                                                 const v1::Decimal& reliability);

struct ReliableChange {
  Change change;
  v1::Decimal needed_points;  // the change must be greater than this; rounded to two digits
  bool reliable = false;      // false: within the error of the test
};

// What ChangeBetween cannot say, and: kIntervalsOverlap or kNoStandardError without both errors;
// kCeiling or kFloor for a change within the error that an end of the scale may have cut short.
Figure<ReliableChange> ReliableChangeBetween(const TestScore& before, const TestScore& after,
                                             const MeasureLimits& limits = {});

}  // namespace cairn::impact
