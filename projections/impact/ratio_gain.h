// Ratio gain: months of age equivalent gained for each month that went by. Pure; safe to call from
// any thread.
//
//   ratio gain   months gained / months elapsed, a month being 30.4375 days; rounded to two digits
//   labels       below 1.4 very small, of doubtful significance; from 1.4 modest; from 2.0 useful;
//                from 3.0 substantial; from 4.0 remarkable. Nothing gained, or a loss, is "no
//                gain": that label is ours
//
// Publishers advise against reading ages for following progress: their months are not of one size,
// and they move with the error of the test. A ratio gain is therefore printed beside the change of
// the standard score and never alone, with kRatioGainCaution.
//
// Source: G. Brooks, "What works for pupils with literacy difficulties?", 3rd edition (2007), for
// the labels up to substantial; remarkable is of the later editions (5th, 2016).
#pragma once

#include <string_view>

#include "projections/impact/change.h"

namespace cairn::impact {

inline constexpr Formula kRatioGainFormula = {"ratio gain", 1};
inline constexpr std::string_view kRatioGainCaution =
    "Reading ages are a rough measure of progress: read this beside the standard score.";

enum class RatioGainLabel { kNoGain, kVerySmall, kModest, kUseful, kSubstantial, kRemarkable };

struct RatioGain {
  v1::Decimal months_gained;
  v1::Decimal months_elapsed;  // rounded to two digits
  v1::Decimal ratio;           // rounded to two digits
  RatioGainLabel label = RatioGainLabel::kNoGain;
  bool at_least = false;  // a score lies at an end of the scale
};

// What ChangeBetween cannot say, and: kOtherScale unless both are age equivalents in months;
// kNoTimeBetween unless `after` is later.
Figure<RatioGain> RatioGainBetween(const TestScore& before, const TestScore& after,
                                   const MeasureLimits& limits = {});

// "very small, doubtful".
std::string_view RatioGainWords(RatioGainLabel label);

}  // namespace cairn::impact
