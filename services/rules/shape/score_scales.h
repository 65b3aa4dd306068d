// The scales of catalogued scores: outside its scale a number is not that score.
// Pure.
#pragma once

#include <string_view>

#include "cairn/v1/assess.pb.h"

namespace cairn::rules {

// The number that `decimal` stands for. Equal numbers give equal results, however they are scaled.
long double NumberOf(const v1::Decimal& decimal);

// Whether `score` of `instrument` lies on the scale of its type; true where none is catalogued.
bool IsOnScale(std::string_view instrument, const v1::Score& score);

}  // namespace cairn::rules
