// Change: what was measured last less what was measured first. Pure; safe to call from any thread.
//
// Two scores of tests can be compared when instrument, measure, subscale, informant and score type
// are the same, they were taken on different days, and not sooner after each other than the
// publisher allows. Percentiles cannot: from 1 to 5 is a far greater step than from 46 to 50. A
// parallel form is noted and allowed.
//
// Figures that are counted in their own units (words read, exits a week) have no known error; they
// need three points before a line through them means anything. That number is our own rule; the
// single-case standards of the What Works Clearinghouse (2010) ask for no fewer in a phase.
//
// At an end of a scale there is no room: a score there can hide any change beyond it. A change with
// one score at an end is "at least" so much; with both at the same end nothing can be said.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cairn/v1/assess.pb.h"
#include "cairn/v1/time.pb.h"

#include "projections/calendar/date.h"
#include "projections/impact/figure.h"

namespace cairn::impact {

inline constexpr Formula kChangeFormula = {"change", 1};
inline constexpr int kPointsMin = 3;

// One score with all that decides whether another may be compared with it.
struct TestScore {
  std::string instrument;
  std::string measure;
  std::string informant;
  std::string form;
  CivilDate taken_on;
  v1::Score score;
  // The standard error that a catalogue gives, for a score that was recorded without.
  std::optional<v1::Decimal> catalogued_error;
};

// What is known of an instrument. Percentiles and stanines have their ends without being told.
struct MeasureLimits {
  std::optional<v1::Decimal> lowest;
  std::optional<v1::Decimal> highest;
  int days_between_min = 0;  // as its publisher says
};

enum class ScaleEnd { kNone, kLowest, kHighest };

struct Change {
  v1::Decimal points;  // in the units of the measure; with the digits of the more exact figure
  int days = 0;        // from the first to the last
  ScaleEnd at_end = ScaleEnd::kNone;  // where one of the scores lies; the last if both do
  std::vector<std::string> notes;     // "form A, then form B"

  // The true change may be greater.
  bool at_least() const { return at_end != ScaleEnd::kNone; }
};

// kFigureOutOfRange, kOtherInstrument, kOtherMeasure, kOtherSubscale, kOtherInformant, kOtherScale,
// kScaleNotEven, kNoTimeBetween, kTooSoon, kCeiling or kFloor when they cannot be compared.
Figure<Change> ChangeBetween(const TestScore& before, const TestScore& after,
                             const MeasureLimits& limits = {});

struct CountedPoint {
  CivilDate day;
  v1::Decimal value;
};

// From the first to the last of `points`, which are in order of time and of one measure.
// kNoBaseline, kNothingMeasuredAfter, kTooFewMeasurements, kFigureOutOfRange, kCeiling or kFloor.
Figure<Change> ChangeOfSeries(std::span<const CountedPoint> points,
                              const MeasureLimits& limits = {});

// "+15", "-3", "+0.5"; "at least +15" at an end of the scale.
std::string ChangeWords(const Change& change);

}  // namespace cairn::impact
