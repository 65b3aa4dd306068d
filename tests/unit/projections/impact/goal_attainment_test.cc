#include "projections/impact/goal_attainment.h"

#include <array>

#include <gtest/gtest.h>

#include "projections/wording/words.h"

namespace cairn::impact {
namespace {

std::string ThreeGoals(const std::array<int, 3>& weights, const std::array<int, 3>& attained) {
  const std::array<Goal, 3> goals = {
      {{attained[0], weights[0]}, {attained[1], weights[1]}, {attained[2], weights[2]}}};
  return FormatDecimal(GoalAttainmentT(goals).value());
}

WhyNot Refused(const Goal& goal) { return GoalAttainmentT({&goal, 1}).why().why; }

TEST(GoalAttainmentT, IsFiftyWhenGainsAndLossesAreEven) {
  EXPECT_EQ(ThreeGoals({1, 1, 1}, {1, 0, -1}), "50.00");
}

TEST(GoalAttainmentT, GivesMoreToAGoalOfMoreWeight) {
  EXPECT_EQ(ThreeGoals({2, 1, 1}, {1, 0, -1}), "53.33");
}

TEST(GoalAttainmentT, RisesAboveFiftyBeyondWhatWasExpected) {
  EXPECT_EQ(ThreeGoals({1, 1, 1}, {1, 1, 0}), "59.13");
}

TEST(GoalAttainmentT, FallsBelowFiftyAsFarAsItRises) {
  EXPECT_EQ(ThreeGoals({1, 1, 1}, {-1, -1, 0}), "40.87");
}

TEST(GoalAttainmentT, OfOneGoalIsTenPointsALevel) {
  const Goal goal = {-2};

  EXPECT_EQ(FormatDecimal(GoalAttainmentT({&goal, 1}).value()), "30.00");
}

TEST(GoalAttainmentT, LeavesNoGoalOut) {
  const std::array<Goal, 2> goals = {{{2}, {std::nullopt}}};

  EXPECT_EQ(GoalAttainmentT(goals).why().why, WhyNot::kGoalNotRated);
  EXPECT_EQ(GoalAttainmentT(goals).why().sentence, "Goal 2 was not rated.");
}

TEST(GoalAttainmentT, NeedsGoals) { EXPECT_EQ(GoalAttainmentT({}).why().why, WhyNot::kNoGoals); }

TEST(GoalAttainmentT, TakesRatingsAndWeightsFromTheirScalesAlone) {
  EXPECT_EQ(Refused({3}), WhyNot::kNotARating);
  EXPECT_EQ(Refused({-3}), WhyNot::kNotARating);
  EXPECT_EQ(Refused({1, 0}), WhyNot::kNotAWeight);
  EXPECT_EQ(Refused({1, 101}), WhyNot::kNotAWeight);
}

}  // namespace
}  // namespace cairn::impact
