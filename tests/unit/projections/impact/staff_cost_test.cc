#include "projections/impact/staff_cost.h"

#include <vector>

#include <gtest/gtest.h>

namespace cairn::impact {
namespace {

int64_t PenceOf(const std::vector<CostedSpan>& log) { return StaffCostOf(log).value().pence; }

// 5 x 20 min x 39 weeks x GBP 16.50 / 3 = GBP 357.50.
TEST(StaffCost, ChargesAChildInAGroupOfThreeAThirdOfTheTime) {
  EXPECT_EQ(PenceOf({{.minutes = 5 * 20 * 39, .pence_an_hour = 1650, .children_in_group = 3}}),
            35750);
}

TEST(StaffCost, RoundsHalfAPennyUp) {
  EXPECT_EQ(PenceOf({{.minutes = 1, .pence_an_hour = 30}}), 1);
  EXPECT_EQ(PenceOf({{.minutes = 1, .pence_an_hour = 29}}), 0);
}

TEST(StaffCost, RoundsTheSumAndNotItsParts) {
  const CostedSpan third{.minutes = 60, .pence_an_hour = 1, .children_in_group = 3};

  EXPECT_EQ(PenceOf({third, third, third}), 1);
  EXPECT_EQ(PenceOf({third}), 0);
}

TEST(StaffCost, TakesEachSpanAtItsOwnRateAndGroup) {
  const std::vector<CostedSpan> log = {
      {.minutes = 60, .pence_an_hour = 1650, .children_in_group = 3},
      {.minutes = 30, .pence_an_hour = 1720, .children_in_group = 2}};

  EXPECT_EQ(PenceOf(log), 550 + 430);
  EXPECT_EQ(StaffCostOf(log).value().minutes, 90);
}

TEST(StaffCost, IsUnknownWithoutALog) {
  EXPECT_EQ(StaffCostOf({}).why().why, WhyNot::kNothingLogged);
}

TEST(StaffCost, IsUnknownOutsideItsRange) {
  for (const CostedSpan& span :
       std::vector<CostedSpan>{{.minutes = -1, .pence_an_hour = 1},
                               {.minutes = 1, .pence_an_hour = -1},
                               {.minutes = 1'000'001, .pence_an_hour = 1},
                               {.minutes = 1, .children_in_group = 0},
                               {.minutes = 1, .children_in_group = 1001}}) {
    EXPECT_EQ(StaffCostOf({&span, 1}).why().why, WhyNot::kFigureOutOfRange);
  }
}

TEST(StaffCost, HoldsTheGreatestNumbersThereAre) {
  const std::vector<CostedSpan> log(
      10, {.minutes = 1'000'000, .pence_an_hour = 100'000'000, .children_in_group = 999});

  EXPECT_EQ(PenceOf(log), 16'683'350'017);
}

TEST(StaffCost, CarriesTheNameAndVersionOfItsFormula) {
  EXPECT_EQ(StaffCostOf({}).formula(), kStaffCostFormula);
}

}  // namespace
}  // namespace cairn::impact
