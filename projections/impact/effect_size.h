// Effect size: a difference in standard deviations (SD). Pure; safe to call from any thread.
//
//   of one child   change / SD of the scale: 15 for standard scores, 10 for T, 3 for scaled scores,
//   2
//                  for stanines. It says how far the child moved among same-age peers and nothing
//                  about the error of the test: reliable change does
//   of a group     mean of the children's changes / SD
//   Hedges' g      (mean taught - mean compared) / pooled SD x (1 - 3 / (4 df - 1)), where
//                  df = n taught + n compared - 2 and pooled SD^2 =
//                  ((n taught - 1) SD taught^2 + (n compared - 1) SD compared^2) / df
//   labels         from 0.2 small, from 0.5 medium, from 0.8 large, either way; below that, below
//                  small
//
// All rounded to two digits.
//
// Sources: J. Cohen, "Statistical power analysis for the behavioral sciences", 2nd edition (1988);
// L. V. Hedges, Journal of Educational Statistics 6 (1981) 107-128, for g and its correction.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "projections/impact/change.h"

namespace cairn::impact {

inline constexpr Formula kChildEffectFormula = {"effect size of one child", 1};
inline constexpr Formula kGroupEffectFormula = {"effect size of a group", 1};
inline constexpr Formula kHedgesFormula = {"Hedges' g", 1};
inline constexpr int kGroupChildrenMin = 2;
// Of two groups that are compared (g); and of one, which may be all children of an authority.
inline constexpr int kGroupChildrenMax = 1'000;
inline constexpr int kCohortChildrenMax = 100'000;

enum class EffectLabel { kBelowSmall, kSmall, kMedium, kLarge };

// Of the scale itself, in whole points; nothing where it depends on the test.
std::optional<int> ScaleDeviation(v1::ScoreType type);

struct EffectSize {
  v1::Decimal standard_deviations;
  EffectLabel label = EffectLabel::kBelowSmall;
  bool at_least = false;  // a score lies at an end of the scale
};

// What ChangeBetween cannot say, and kNoSpread for a scale without a standard deviation of its own.
Figure<EffectSize> EffectSizeOfChild(const TestScore& before, const TestScore& after,
                                     const MeasureLimits& limits = {});

struct ScorePair {
  v1::Decimal before;
  v1::Decimal after;
};

// kTooFewChildren unless there are 2 to 100,000, kNoSpread unless the deviation is above 0,
// kFigureOutOfRange.
Figure<EffectSize> EffectSizeOfGroup(std::span<const ScorePair> children,
                                     const v1::Decimal& standard_deviation);

struct GroupScores {
  v1::Decimal mean;
  v1::Decimal standard_deviation;
  int children = 0;
};

// As EffectSizeOfGroup; each group has 2 to 1,000 children, and the scores of one may all be alike.
Figure<EffectSize> HedgesG(const GroupScores& taught, const GroupScores& compared);

// "below small", "small".
std::string_view EffectWords(EffectLabel label);

}  // namespace cairn::impact
