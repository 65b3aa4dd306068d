#include "projections/impact/target_rag.h"

#include <string>
#include <string_view>

#include "projections/impact/exact.h"

namespace cairn::impact {
namespace {

constexpr int64_t kAmberFromPercent = 50;
constexpr int64_t kGreenFromPercent = 100;
constexpr int64_t kTargetLimits[] = {kAmberFromPercent, kGreenFromPercent};

Figure<WayToTarget> Cannot(WhyNot why, std::string_view sentence) {
  return {kTargetRagFormula, CannotSay{why, std::string(sentence)}};
}

}  // namespace

Figure<WayToTarget> WayTo(const TargetFigures& target) {
  if (!target.aim.has_value()) {
    return Cannot(WhyNot::kNoAim, "The target has no number to aim at.");
  }
  if (!target.baseline.has_value()) {
    return Cannot(WhyNot::kNoBaseline, "Nobody recorded where the child started.");
  }
  if (!target.now.has_value()) {
    return Cannot(WhyNot::kNothingMeasuredAfter, "Nothing was measured after the start.");
  }
  const std::optional<Exact> aim = ExactOf(*target.aim);
  const std::optional<Exact> baseline = ExactOf(*target.baseline);
  const std::optional<Exact> now = ExactOf(*target.now);
  if (!aim.has_value() || !baseline.has_value() || !now.has_value()) {
    return Cannot(WhyNot::kFigureOutOfRange,
                  "A figure is above 100,000 or has more than four digits after the point.");
  }
  int64_t whole = (*aim - *baseline).ten_thousandths;
  int64_t gone = (*now - *baseline).ten_thousandths;
  if (whole == 0) {
    return Cannot(WhyNot::kNothingToGain, "The aim is where the child started.");
  }
  if (whole < 0) {
    whole = -whole;
    gone = -gone;
  }
  WayToTarget way;
  way.percent = RoundedQuotient(absl::int128(gone) * 100, whole, {.limits = kTargetLimits}).value();
  if (way.percent >= kAmberFromPercent) way.rag = Rag::kAmber;
  if (way.percent >= kGreenFromPercent) way.rag = Rag::kGreen;
  return {kTargetRagFormula, way};
}

}  // namespace cairn::impact
