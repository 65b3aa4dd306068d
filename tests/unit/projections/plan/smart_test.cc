// A target that can be checked (requirement R37).
#include "projections/plan/smart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

v1::Decimal Number(int64_t value, int scale = 0) {
  v1::Decimal decimal;
  decimal.set_value(value);
  decimal.set_scale(scale);
  return decimal;
}

v1::Target WholeTarget() {
  v1::Target target;
  target.set_measure("words of 100");
  *target.mutable_baseline() = Number(20);
  *target.mutable_aim() = Number(50);
  target.mutable_due()->set_year(2025);
  return target;
}

TEST(Smart, FindsNothingMissingInAWholeTarget) {
  EXPECT_THAT(SmartFlags(WholeTarget()), IsEmpty());
}

TEST(Smart, NamesEverythingThatIsMissing) {
  EXPECT_THAT(SmartFlags(v1::Target()),
              ElementsAre("no measure", "no baseline", "no aim", "no due date"));
}

TEST(Smart, TakesABaselineInWords) {
  v1::Target target = WholeTarget();
  target.clear_baseline();
  target.set_baseline_text("reads four words");

  EXPECT_THAT(SmartFlags(target), IsEmpty());
}

TEST(Aim, IsReachedUpwards) {
  EXPECT_THAT(ReachesAim(WholeTarget(), Number(49)), Optional(false));
  EXPECT_THAT(ReachesAim(WholeTarget(), Number(50)), Optional(true));
  EXPECT_THAT(ReachesAim(WholeTarget(), Number(501, 1)), Optional(true));
  EXPECT_THAT(ReachesAim(WholeTarget(), Number(499, 1)), Optional(false));
}

TEST(Aim, IsReachedDownwardsWhenItLiesBelowTheBaseline) {
  v1::Target target = WholeTarget();
  *target.mutable_aim() = Number(3);

  EXPECT_THAT(ReachesAim(target, Number(4)), Optional(false));
  EXPECT_THAT(ReachesAim(target, Number(3)), Optional(true));
}

TEST(Aim, IsNeitherReachedNorMissedWhenThereIsNone) {
  v1::Target target = WholeTarget();
  target.clear_aim();

  EXPECT_EQ(ReachesAim(target, Number(70)), std::nullopt);
}

}  // namespace
}  // namespace cairn
