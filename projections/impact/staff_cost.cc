#include "projections/impact/staff_cost.h"

#include <algorithm>
#include <numeric>

#include "absl/numeric/int128.h"

namespace cairn::impact {
namespace {

constexpr int64_t kMinutesMax = 1'000'000;
constexpr int64_t kPenceAnHourMax = 100'000'000;
constexpr int64_t kChildrenMax = 1'000;
constexpr int64_t kMinutesAnHour = 60;
// Below it every product stays within 128 bits, for up to a million spans.
constexpr int64_t kDenominatorMax = 1'000'000'000'000;

bool IsCostInRange(const CostedSpan& span) {
  return 0 <= span.minutes && span.minutes <= kMinutesMax && 0 <= span.pence_an_hour &&
         span.pence_an_hour <= kPenceAnHourMax && 1 <= span.children_in_group &&
         span.children_in_group <= kChildrenMax;
}

Figure<StaffCost> CostOutOfRange() {
  return {kStaffCostFormula,
          CannotSay{WhyNot::kFigureOutOfRange,
                    "A number of minutes, pence or children is below 0 or too large."}};
}

// A number of children that every group size divides; 0 if it is too large.
int64_t CommonGroup(std::span<const CostedSpan> log) {
  int64_t common = 1;
  for (const CostedSpan& span : log) {
    common = std::lcm(common, span.children_in_group);
    if (common > kDenominatorMax / kMinutesAnHour) return 0;
  }
  return common;
}

}  // namespace

Figure<StaffCost> StaffCostOf(std::span<const CostedSpan> log) {
  if (log.empty()) {
    return {kStaffCostFormula,
            CannotSay{WhyNot::kNothingLogged, "Nobody logged how long it was given."}};
  }
  if (!std::all_of(log.begin(), log.end(), IsCostInRange)) return CostOutOfRange();
  const int64_t common = CommonGroup(log);
  if (common == 0) return CostOutOfRange();
  StaffCost cost;
  absl::int128 pence_minutes = 0;  // a child of a group of `common`
  for (const CostedSpan& span : log) {
    cost.minutes += span.minutes;
    pence_minutes +=
        absl::int128(span.minutes) * span.pence_an_hour * (common / span.children_in_group);
  }
  const absl::int128 parts = absl::int128(common) * kMinutesAnHour;
  cost.pence = static_cast<int64_t>((2 * pence_minutes + parts) / (2 * parts));
  return {kStaffCostFormula, cost};
}

}  // namespace cairn::impact
