// How far a child has come towards a target: red, amber or green. Pure; safe to call from any
// thread.
//
//   green   the aim is reached, upwards or, when it lies below the baseline, downwards
//   amber   at least half of the way from the baseline to the aim
//   red     less than half of the way, or further off than at the start
//
// The limits are our own rule, and printed so. A judgement that a review stated is kept and printed
// beside this one.
#pragma once

#include <cstdint>
#include <optional>

#include "cairn/v1/time.pb.h"

#include "projections/impact/figure.h"
#include "projections/impact/rag.h"

namespace cairn::impact {

inline constexpr Formula kTargetRagFormula = {"way to the target", 1};

// All in the units of one measure.
struct TargetFigures {
  std::optional<v1::Decimal> baseline;
  std::optional<v1::Decimal> aim;
  std::optional<v1::Decimal> now;
};

struct WayToTarget {
  Rag rag = Rag::kRed;
  int64_t percent = 0;  // of the way, rounded; below 0 when further off, above 100 when beyond
};

// kNoAim, kNoBaseline, kNothingMeasuredAfter, kNothingToGain when the aim is where the child
// started, kFigureOutOfRange.
Figure<WayToTarget> WayTo(const TargetFigures& target);

}  // namespace cairn::impact
