#include "projections/impact/change.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_format.h"

#include "projections/impact/exact.h"
#include "projections/wording/words.h"

namespace cairn::impact {
namespace {

constexpr int kScaleMax = 4;

std::string Named(std::string_view code) { return code.empty() ? "not said" : Spaced(code); }

// Nothing when both are the same.
std::optional<CannotSay> Differ(WhyNot why, std::string_view what, std::string_view before,
                                std::string_view after) {
  if (before == after) return std::nullopt;
  return CannotSay{why, absl::StrFormat("The two scores cannot be compared: %s differs (%s, then "
                                        "%s).",
                                        what, Named(before), Named(after))};
}

std::optional<CannotSay> Incomparable(const TestScore& before, const TestScore& after) {
  const v1::Score& first = before.score;
  const v1::Score& last = after.score;
  const std::optional<CannotSay> found[] = {
      Differ(WhyNot::kOtherInstrument, "the test", before.instrument, after.instrument),
      Differ(WhyNot::kOtherMeasure, "what was measured", before.measure, after.measure),
      Differ(WhyNot::kOtherSubscale, "the subscale", first.subscale(), last.subscale()),
      Differ(WhyNot::kOtherInformant, "who answered", before.informant, after.informant),
      Differ(WhyNot::kOtherScale, "the kind of score", Words(first.type()), Words(last.type())),
  };
  for (const std::optional<CannotSay>& why : found) {
    if (why.has_value()) return why;
  }
  if (first.type() == v1::SCORE_TYPE_UNSPECIFIED) {
    return CannotSay{WhyNot::kOtherScale, "The kind of score was not recorded."};
  }
  if (first.type() == v1::SCORE_TYPE_PERCENTILE) {
    return CannotSay{WhyNot::kScaleNotEven,
                     "Percentiles cannot be subtracted: their steps are not of one size. The "
                     "standard scores can."};
  }
  return std::nullopt;
}

std::optional<CannotSay> TooClose(int days, const MeasureLimits& limits) {
  if (days == 0) {
    return CannotSay{WhyNot::kNoTimeBetween, "Both scores are of one day; nothing lies between."};
  }
  if (std::abs(days) >= limits.days_between_min) return std::nullopt;
  return CannotSay{WhyNot::kTooSoon,
                   absl::StrFormat("Only %s lie between the two scores; the publisher asks for at "
                                   "least %d.",
                                   Counted(std::abs(days), "day"), limits.days_between_min)};
}

MeasureLimits WithEndsOf(v1::ScoreType type, MeasureLimits limits) {
  if (type != v1::SCORE_TYPE_STANINE) return limits;
  limits.lowest.emplace().set_value(1);
  limits.highest.emplace().set_value(9);
  return limits;
}

ScaleEnd EndOf(Exact value, const MeasureLimits& limits) {
  const auto exact = [](const std::optional<v1::Decimal>& limit) {
    return limit.has_value() ? ExactOf(*limit) : std::nullopt;
  };
  const std::optional<Exact> highest = exact(limits.highest);
  if (highest.has_value() && *highest <= value) return ScaleEnd::kHighest;
  const std::optional<Exact> lowest = exact(limits.lowest);
  return lowest.has_value() && value <= *lowest ? ScaleEnd::kLowest : ScaleEnd::kNone;
}

CannotSay NoRoom(ScaleEnd end) {
  if (end == ScaleEnd::kHighest) {
    return {WhyNot::kCeiling,
            "Both figures are the highest that the measure can give; it has no room to show more."};
  }
  return {WhyNot::kFloor,
          "Both figures are the lowest that the measure can give; it has no room to show less."};
}

Figure<Change> ChangeOfValues(const v1::Decimal& before, const v1::Decimal& after,
                              const MeasureLimits& limits) {
  const std::optional<Exact> first = ExactOf(before);
  const std::optional<Exact> last = ExactOf(after);
  if (!first.has_value() || !last.has_value()) {
    return {kChangeFormula,
            CannotSay{WhyNot::kFigureOutOfRange,
                      "A figure is above 100,000 or has more than four digits after the point."}};
  }
  const ScaleEnd first_end = EndOf(*first, limits);
  const ScaleEnd last_end = EndOf(*last, limits);
  const bool last_is_between = last_end == ScaleEnd::kNone;
  if (!last_is_between && first_end == last_end) return {kChangeFormula, NoRoom(last_end)};
  const int scale = std::clamp(std::max(before.scale(), after.scale()), 0, kScaleMax);
  return {kChangeFormula, Change{.points = ToDecimal(*last - *first, scale),
                                 .at_end = last_is_between ? first_end : last_end}};
}

std::vector<std::string> NotesOnForms(const TestScore& before, const TestScore& after) {
  if (before.form.empty() && after.form.empty()) return {};
  if (before.form.empty() || after.form.empty()) return {"one form was not recorded"};
  if (before.form == after.form) {
    return {absl::StrFormat("form %s both times: the child had met it before", after.form)};
  }
  return {absl::StrFormat("form %s, then form %s", before.form, after.form)};
}

}  // namespace

Figure<Change> ChangeBetween(const TestScore& before, const TestScore& after,
                             const MeasureLimits& limits) {
  if (auto why = Incomparable(before, after)) return {kChangeFormula, *std::move(why)};
  const int days = after.taken_on - before.taken_on;
  if (auto why = TooClose(days, limits)) return {kChangeFormula, *std::move(why)};
  Figure<Change> found = ChangeOfValues(before.score.value(), after.score.value(),
                                        WithEndsOf(before.score.type(), limits));
  if (!found.has_value()) return found;
  Change change = found.value();
  change.days = days;
  change.notes = NotesOnForms(before, after);
  return {kChangeFormula, std::move(change)};
}

Figure<Change> ChangeOfSeries(std::span<const CountedPoint> points, const MeasureLimits& limits) {
  if (points.empty()) {
    return {kChangeFormula, CannotSay{WhyNot::kNoBaseline,
                                      "Nobody recorded where the child "
                                      "started."}};
  }
  if (points.size() == 1) {
    return {kChangeFormula,
            CannotSay{WhyNot::kNothingMeasuredAfter, "Nothing was measured after the start."}};
  }
  if (points.size() < kPointsMin) {
    return {kChangeFormula,
            CannotSay{WhyNot::kTooFewMeasurements,
                      absl::StrFormat("Measured %d times; a line needs at least %d points.",
                                      points.size(), kPointsMin)}};
  }
  Figure<Change> found = ChangeOfValues(points.front().value, points.back().value, limits);
  if (!found.has_value()) return found;
  Change change = found.value();
  change.days = points.back().day - points.front().day;
  return {kChangeFormula, std::move(change)};
}

std::string ChangeWords(const Change& change) {
  const std::string sign = change.points.value() < 0 ? "" : "+";
  return (change.at_least() ? "at least " : "") + sign + FormatDecimal(change.points);
}

}  // namespace cairn::impact
