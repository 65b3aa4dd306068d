// A computed figure, or the reason in words why there is none; either way with the name and version
// of the formula. Figures are computed when they are read and never stored. Values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "eventstore/base/check.h"

namespace cairn::impact {

// A formula whose result can differ for the same input gets a new version.
struct Formula {
  std::string_view name;  // "reliable change"
  uint32_t version = 0;

  friend bool operator==(const Formula&, const Formula&) = default;
};

// Why nothing can be said.
enum class WhyNot {
  kFigureOutOfRange,
  // Of the two figures that were to be compared.
  kNoBaseline,
  kNothingMeasuredAfter,
  kTooFewMeasurements,
  kOtherInstrument,
  kOtherMeasure,
  kOtherSubscale,
  kOtherInformant,
  kOtherScale,
  kScaleNotEven,
  kNoTimeBetween,
  kTooSoon,
  kCeiling,
  kFloor,
  // Of the error of a test, and of the spread of scores.
  kNoStandardError,
  kIntervalsOverlap,
  kNoSpread,
  kTooFewChildren,
  // Of a target or a goal.
  kNoAim,
  kNothingToGain,
  kNoGoals,
  kGoalNotRated,
  kNotARating,
  kNotAWeight,
  // Of what was given.
  kNothingLogged,
  kPlanNotRecorded,
  kNobodyRecorded,
};

struct CannotSay {
  WhyNot why;
  std::string sentence;  // for a SENCO: whole, and without jargon
};

template <typename Value>
class Figure {
 public:
  Figure(Formula formula, Value value) : formula_(formula), said_(std::move(value)) {}
  Figure(Formula formula, CannotSay why) : formula_(formula), said_(std::move(why)) {}

  const Formula& formula() const { return formula_; }
  bool has_value() const { return said_.index() == 0; }

  // Only when has_value().
  const Value& value() const {
    CAIRN_CHECK(has_value());
    return std::get<0>(said_);
  }
  // Only when not has_value().
  const CannotSay& why() const {
    CAIRN_CHECK(!has_value());
    return std::get<1>(said_);
  }

 private:
  Formula formula_;
  std::variant<Value, CannotSay> said_;
};

}  // namespace cairn::impact
