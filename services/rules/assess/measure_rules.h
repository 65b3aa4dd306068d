// Rows of every kind that states a measurement. Pure.
#pragma once

#include <string>
#include <string_view>

#include "services/rules/rule.h"

namespace cairn::rules {

inline constexpr Rule kMeasureOnScale = {"measure.within_its_greatest", Effect::kRefuse, "",
                                         "The number is greater than the greatest possible one.",
                                         "SCORE_OUT_OF_SCALE"};
inline constexpr Rule kScoreOnScale = {
    "score.on_its_scale", Effect::kRefuse, "scale of the score",
    "No score of this type is so low or so high. Check the number and the type.",
    "SCORE_OUT_OF_SCALE"};

// Places in the measurement that stands in `field`.
Places BeyondGreatest(const v1::Measurement& measured, std::string_view field);
Places OffScale(const v1::Measurement& measured, std::string_view field);

// Whether it holds a number, scores, or the name of an assessment that does.
bool SaysHowMuch(const v1::Measurement& measured);

}  // namespace cairn::rules
