#include "services/rules/shape/score_scales.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace cairn::rules {
namespace {

struct Scale {
  v1::ScoreType type;
  std::string_view instrument;  // empty: any
  bool of_subscale;             // what a raw score is of; either for the other types
  int low;
  int high;
};

constexpr Scale kScales[] = {
    {v1::SCORE_TYPE_STANDARD, "", false, 40, 160},  // mean 100, SD 15: four SD either way
    {v1::SCORE_TYPE_PERCENTILE, "", false, 1, 99},
    {v1::SCORE_TYPE_STANINE, "", false, 1, 9},
    {v1::SCORE_TYPE_T, "", false, 0, 120},      // mean 50, SD 10; some scales run far above
    {v1::SCORE_TYPE_SCALED, "", false, 1, 20},  // mean 10, SD 3
    {v1::SCORE_TYPE_AGE_EQUIVALENT_MONTHS, "", false, 0, 360},
    {v1::SCORE_TYPE_RAW, "SDQ", true, 0, 10},
    {v1::SCORE_TYPE_RAW, "SDQ", false, 0, 40},
};

bool Covers(const Scale& scale, std::string_view instrument, const v1::Score& score) {
  if (scale.type != score.type()) return false;
  if (scale.instrument.empty()) return true;
  return scale.instrument == instrument && scale.of_subscale == score.has_subscale();
}

}  // namespace

long double NumberOf(const v1::Decimal& decimal) {
  // Division rounds correctly, so 1/10 and 10/100 come out the same.
  const int scale = std::clamp(decimal.scale(), 0, 9);
  return static_cast<long double>(decimal.value()) / std::pow(10.0L, scale);
}

bool IsOnScale(std::string_view instrument, const v1::Score& score) {
  const auto* scale = std::find_if(std::begin(kScales), std::end(kScales), [&](const Scale& known) {
    return Covers(known, instrument, score);
  });
  if (scale == std::end(kScales)) return true;
  const long double value = NumberOf(score.value());
  return scale->low <= value && value <= scale->high;
}

}  // namespace cairn::rules
