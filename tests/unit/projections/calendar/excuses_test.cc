// Grounds for missing a time limit: both dates are kept.
#include "projections/calendar/excuses.h"

#include <gtest/gtest.h>

#include "tests/support/calendar_days.h"

namespace cairn {
namespace {

// Due on 23 September 2025.
DueDate FinalPlan() { return *ComputeDue("ehc.final_plan", On(2025, 5, 6)); }

// Closed from 23 July, open again on 3 September 2025.
ExcuseClaim SummerClosure(std::optional<CivilDate> advice_asked) {
  return {.ground = ExcuseGround::kSchoolClosed,
          .days = {On(2025, 7, 23), On(2025, 9, 2)},
          .advice_asked = advice_asked};
}

TEST(Excuse, OfASummerClosureCountsForAdviceAskedInItsWindow) {
  EXPECT_EQ(Judge(FinalPlan(), SummerClosure(On(2025, 7, 15))).standing,
            ExcuseStanding::kCannotCount);
  EXPECT_EQ(Judge(FinalPlan(), SummerClosure(On(2025, 7, 16))).standing, ExcuseStanding::kCanCount);
  EXPECT_EQ(Judge(FinalPlan(), SummerClosure(On(2025, 8, 26))).standing, ExcuseStanding::kCanCount);
}

TEST(Excuse, ForAdviceAskedOnTheLastDayOfTheWindowTurnsOnTheWords) {
  EXPECT_EQ(Judge(FinalPlan(), SummerClosure(On(2025, 8, 27))).standing,
            ExcuseStanding::kEitherWay);
}

TEST(Excuse, CannotBeJudgedWithoutTheDayOnWhichAdviceWasAsked) {
  EXPECT_EQ(Judge(FinalPlan(), SummerClosure(std::nullopt)).standing, ExcuseStanding::kCannotTell);
}

TEST(Excuse, NeverMovesTheDateItself) {
  const Excuse excuse = Judge(FinalPlan(), {.ground = ExcuseGround::kPersonalCircumstances,
                                            .days = {On(2025, 9, 15), On(2025, 10, 10)}});

  EXPECT_EQ(excuse.due, On(2025, 9, 23));
  EXPECT_EQ(excuse.excused_to, On(2025, 10, 10));
  EXPECT_EQ(
      excuse.explanation,
      "Final plan was due 23 Sep 2025 and still is; claimed: exceptional personal "
      "circumstances 15 Sep 2025 to 10 Oct 2025, that can excuse the delay, until 10 Oct 2025 "
      "at most (SEND Regulations 2014 reg 13(3)).");
}

TEST(Excuse, RunsToTheNewDateThatTheAuthorityNamed) {
  const Excuse excuse = Judge(FinalPlan(), {.ground = ExcuseGround::kPersonalCircumstances,
                                            .days = {On(2025, 9, 1), On(2025, 9, 20)},
                                            .new_date = On(2025, 10, 21)});

  EXPECT_EQ(excuse.excused_to, On(2025, 10, 21));
}

TEST(Excuse, ThatCannotCountLeavesOnlyOneDate) {
  const Excuse excuse = Judge(FinalPlan(), {.ground = ExcuseGround::kAbsentFromArea,
                                            .days = {On(2025, 9, 1), On(2025, 9, 27)},
                                            .new_date = On(2025, 10, 21)});

  EXPECT_EQ(excuse.standing, ExcuseStanding::kCannotCount);
  EXPECT_EQ(excuse.excused_to, On(2025, 9, 23));
}

TEST(Excuse, OfAbsenceNeedsFourWeeksAndOnlyTwoAfterAnOrder) {
  const DueDate ordered = *ComputeDue("order.assess.final_plan", On(2025, 5, 6));
  const ExcuseClaim four_weeks = {.ground = ExcuseGround::kAbsentFromArea,
                                  .days = {On(2025, 6, 1), On(2025, 6, 28)}};
  const ExcuseClaim two_weeks = {.ground = ExcuseGround::kAbsentFromArea,
                                 .days = {On(2025, 6, 1), On(2025, 6, 14)}};

  EXPECT_EQ(Judge(FinalPlan(), four_weeks).standing, ExcuseStanding::kCanCount);
  EXPECT_EQ(Judge(FinalPlan(), two_weeks).standing, ExcuseStanding::kCannotCount);
  EXPECT_EQ(Judge(ordered, two_weeks).standing, ExcuseStanding::kCanCount);
}

TEST(Excuse, OfAMissedAppointmentIsForAdvisersOnly) {
  const ExcuseClaim missed = {.ground = ExcuseGround::kMissedAppointment,
                              .days = {On(2025, 5, 20), On(2025, 5, 20)}};
  const DueDate advice = *ComputeDue("ehc.advice", On(2025, 5, 6));

  EXPECT_EQ(Judge(advice, missed).standing, ExcuseStanding::kCanCount);
  EXPECT_EQ(Judge(FinalPlan(), missed).standing, ExcuseStanding::kCannotCount);
}

TEST(Excuse, DoesNotExistForLimitsWithoutExceptions) {
  const DueDate notice = *ComputeDue("review.decision_notice", On(2025, 6, 2));

  EXPECT_EQ(Judge(notice, {.days = {On(2025, 6, 3), On(2025, 6, 4)}}).standing,
            ExcuseStanding::kCannotCount);
}

TEST(Excuse, MustFallIntoTheTimeThatItExcuses) {
  const ExcuseClaim before = {.days = {On(2025, 4, 1), On(2025, 5, 5)}};

  EXPECT_EQ(Judge(FinalPlan(), before).standing, ExcuseStanding::kCannotCount);
}

// SEND Regulations 2014, regulations 5(4), 10(4) and 13(3).
TEST(ClosureWindow, RunsFromAWeekBeforeClosingToAWeekBeforeOpening) {
  const std::optional<ExcusedWindow> window = ClosureWindow(On(2025, 7, 23), On(2025, 9, 3));

  ASSERT_TRUE(window.has_value());
  EXPECT_EQ(window->first, On(2025, 7, 16));
  EXPECT_EQ(window->last_certain, On(2025, 8, 26));
  EXPECT_EQ(window->boundary, On(2025, 8, 27));
}

TEST(ClosureWindow, NeverOpensForChristmasOrEaster) {
  EXPECT_FALSE(ClosureWindow(On(2025, 12, 20), On(2026, 1, 5)).has_value());
  EXPECT_FALSE(ClosureWindow(On(2026, 3, 28), On(2026, 4, 13)).has_value());
  EXPECT_FALSE(ClosureWindow(On(2025, 7, 23), On(2025, 8, 19)).has_value());
  EXPECT_TRUE(ClosureWindow(On(2025, 7, 23), On(2025, 8, 20)).has_value());
}

}  // namespace
}  // namespace cairn
