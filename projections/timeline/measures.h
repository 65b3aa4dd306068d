// What was measured, when, and by whom, gathered from wherever it was written down: starts and ends
// of provisions, single measurements, reviews, baselines of plans, tests. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cairn/v1/provision.pb.h"
#include "cairn/v1/timeline_service.pb.h"

#include "projections/impact/change.h"
#include "projections/record/record.h"

namespace cairn {

// One number of a measure that is counted in its own units, e.g. `words correct of 100`.
struct MeasurePoint {
  CivilDate day;
  v1::Decimal value;
  EntryPtr entry;
  std::string taken_by;               // who said the number; for "the tester taught it"
  std::optional<v1::Decimal> out_of;  // the greatest number there is
};

// Every point of a record, gathered once for all questions about it.
class MeasuredPoints {
 public:
  // `record` outlives it.
  explicit MeasuredPoints(const Record& record);

  // All points of `measure`, by day.
  std::vector<MeasurePoint> Of(std::string_view measure) const;
  // Every measure that has a point, in the order of its first one.
  std::vector<std::string> Measures() const;

 private:
  std::vector<std::pair<std::string_view, MeasurePoint>> points_;  // by measure; all by day
};

// "52 words correct of 100", with who took it and where it stands.
v1::MeasuredLine MeasuredLineOf(const MeasurePoint& point, std::string_view measure);

// "46 > 52 > 61 words correct of 100", equal neighbours once; empty without points.
std::string SeriesWords(const std::vector<MeasurePoint>& points, std::string_view measure);

// A measurement at a start or an end, resolved: an assessment that it names is looked up.
struct ResolvedMeasure {
  std::string key;    // equal keys can be compared: instrument and measure, or the measure's words
  std::string words;  // "YARC PRIMARY SS 76", "46 words correct of 100"
  std::optional<impact::TestScore> test;  // the standard score of a test in the record
  bool counted = false;                   // a number of a counted measure: a MeasurePoint
  EntryPtr entry;                         // the assessment it was looked up in; null otherwise

  bool exists() const { return !words.empty(); }
};
ResolvedMeasure Resolve(const Record& record, const v1::Measurement& measurement);

}  // namespace cairn
