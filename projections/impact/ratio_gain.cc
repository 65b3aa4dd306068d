#include "projections/impact/ratio_gain.h"

#include <utility>

#include "projections/impact/exact.h"

namespace cairn::impact {
namespace {

constexpr int64_t kMonthInTenThousandthsOfDays = 304'375;
constexpr int64_t kTenThousandths = 10'000;
constexpr int kRatioScale = 2;
// In hundredths.
constexpr int64_t kModestFrom = 140;
constexpr int64_t kUsefulFrom = 200;
constexpr int64_t kSubstantialFrom = 300;
constexpr int64_t kRemarkableFrom = 400;
constexpr int64_t kRatioLimits[] = {kModestFrom, kUsefulFrom, kSubstantialFrom, kRemarkableFrom};

RatioGainLabel LabelOf(int64_t hundredths) {
  if (hundredths >= kRemarkableFrom) return RatioGainLabel::kRemarkable;
  if (hundredths >= kSubstantialFrom) return RatioGainLabel::kSubstantial;
  if (hundredths >= kUsefulFrom) return RatioGainLabel::kUseful;
  if (hundredths >= kModestFrom) return RatioGainLabel::kModest;
  return hundredths > 0 ? RatioGainLabel::kVerySmall : RatioGainLabel::kNoGain;
}

bool IsAge(const TestScore& test) {
  return test.score.type() == v1::SCORE_TYPE_AGE_EQUIVALENT_MONTHS;
}

}  // namespace

Figure<RatioGain> RatioGainBetween(const TestScore& before, const TestScore& after,
                                   const MeasureLimits& limits) {
  if (!IsAge(before) || !IsAge(after)) {
    return {kRatioGainFormula,
            CannotSay{WhyNot::kOtherScale,
                      "A ratio gain needs an age equivalent in months at both times."}};
  }
  const Figure<Change> change = ChangeBetween(before, after, limits);
  if (!change.has_value()) return {kRatioGainFormula, change.why()};
  const int days = change.value().days;
  if (days < 0) {
    return {kRatioGainFormula,
            CannotSay{WhyNot::kNoTimeBetween, "The second score was taken before the first."}};
  }
  const absl::int128 gained = ExactOf(change.value().points)->ten_thousandths;
  RatioGain found{.months_gained = change.value().points, .at_least = change.value().at_least()};
  found.months_elapsed = RoundedQuotient(absl::int128(days) * kTenThousandths,
                                         kMonthInTenThousandthsOfDays, {.scale = kRatioScale});
  found.ratio = RoundedQuotient(gained * kMonthInTenThousandthsOfDays,
                                absl::int128(kTenThousandths) * kTenThousandths * days,
                                {.scale = kRatioScale, .limits = kRatioLimits});
  found.label = LabelOf(found.ratio.value());
  return {kRatioGainFormula, std::move(found)};
}

std::string_view RatioGainWords(RatioGainLabel label) {
  switch (label) {
    case RatioGainLabel::kNoGain:
      return "no gain";
    case RatioGainLabel::kVerySmall:
      return "very small, doubtful";
    case RatioGainLabel::kModest:
      return "modest";
    case RatioGainLabel::kUseful:
      return "useful";
    case RatioGainLabel::kSubstantial:
      return "substantial";
    case RatioGainLabel::kRemarkable:
      return "remarkable";
  }
  CAIRN_CHECK_UNREACHABLE();
}

}  // namespace cairn::impact
