// The arithmetic of impact: dose, reliable change, ratio gain. Pure; safe to call from any thread.
// Figures are computed when they are read and never stored; kImpactFormulaVersion goes with each.
//
// Formulas:
//   reliable change   |after - before| > 1.96 x sqrt(SEM_before^2 + SEM_after^2); with one SEM for
//                     both this is the usual 1.96 x sqrt(2) x SEM
//   SEM               as recorded; else half the confidence interval divided by the normal quantile
//                     of its level; without a level nothing can be said
//   ratio gain        months of age equivalent gained / months elapsed, a month being 30.4375 days.
//                     Publishers advise against reading ages for monitoring: always beside the
//                     score
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cairn/v1/assess.pb.h"
#include "cairn/v1/time.pb.h"

namespace cairn {

inline constexpr uint32_t kImpactFormulaVersion = 1;
inline constexpr double kDaysPerMonth = 30.4375;

// Nothing when it is neither recorded nor can be derived.
std::optional<double> StandardErrorOf(const v1::Score& score);

enum class ReliableChange { kCannotSay, kReliable, kWithinError };

// `before` and `after` must be of one type. kCannotSay without both standard errors.
ReliableChange JudgeChange(const v1::Score& before, const v1::Score& after);

// "+15", "-3", "+0.5".
std::string SignedChange(const v1::Decimal& before, const v1::Decimal& after);

// Nothing unless `days` is positive.
std::optional<double> RatioGain(double months_gained, int days);

}  // namespace cairn
