// What the two fictional cases must say in the plan view, on the days that matter.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/check.h"
#include "projections/plan.h"
#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/unit/projections/plan/plan_story.h"

namespace cairn {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

KnownAt EndOf(std::string_view iso_day) {
  return {.recorded_at_us = StartOfDayMicros(Day(iso_day).AddDays(1)) - 1};
}

v1::Plan PlanAt(std::string_view case_name, std::string_view as_of, KnownAt known_at = {},
                const PlanOptions& options = {}) {
  const Record record = Fold(CaseRecordId(), CaseEvents(case_name), known_at, {.day = Day(as_of)});
  std::optional<v1::Plan> plan = PlanView(record, options);
  CAIRN_CHECK(plan.has_value());
  return *std::move(plan);
}

TEST(PlanOfCaseA, HasATargetInItsFirstVersionThatCannotBeMeasured) {
  EXPECT_THAT(TargetFlags(PlanAt("case-a", "2024-11-15"), "t1"),
              ElementsAre("no measure", "no aim"));
}

TEST(PlanOfCaseA, LacksOneReaderOfItsFirstVersion) {
  EXPECT_THAT(PlanAt("case-a", "2024-11-18").not_read_by(), ElementsAre("Hesper Vane"));
}

TEST(PlanOfCaseA, IsDisputedFromTheNinthToTheSixteenthOfDecember) {
  EXPECT_FALSE(PlanAt("case-a", "2024-12-08").disputed());
  EXPECT_TRUE(PlanAt("case-a", "2024-12-09").disputed());
  EXPECT_TRUE(PlanAt("case-a", "2024-12-12").disputed());
  EXPECT_FALSE(PlanAt("case-a", "2024-12-16").disputed());
  EXPECT_FALSE(PlanAt("case-a", "2024-12-17").disputed());
}

TEST(PlanOfCaseA, DoesNotKnowOfTheDisputeBeforeItWasRecorded) {
  EXPECT_FALSE(PlanAt("case-a", "2024-12-12", EndOf("2024-12-08")).disputed());
}

TEST(PlanOfCaseA, GivesTheVersionThatWasAskedFor) {
  const v1::Plan first = PlanAt("case-a", "2025-12-19", {}, {.version = 1});

  EXPECT_EQ(first.plan_version(), 1);
  EXPECT_EQ(first.content().targets(0).text(), "Improve reading");
  EXPECT_FALSE(first.targets(0).has_now());
  EXPECT_THAT(Findings(first, "plan_version"), ElementsAre("v4 is used since 10 Sep 2025"));
}

TEST(PlanOfCaseA, HadItsSupportStartedBeforeItWasWrittenDown) {
  EXPECT_THAT(Findings(PlanAt("case-a", "2025-02-11"), "provisions"),
              ElementsAre("Given since 27 Jan 2025 and not written in the plan: Precision "
                          "teaching, sight words"));
  EXPECT_THAT(Findings(PlanAt("case-a", "2025-02-12"), "provisions"), IsEmpty());
}

TEST(PlanOfCaseA, HadItsCopySentWithinThreeDaysOfTheReview) {
  const v1::Plan third = PlanAt("case-a", "2025-02-14");

  EXPECT_EQ(EarliestDay(third.sent_to_parents()), Day("2025-02-14"));
  EXPECT_THAT(Findings(third, "sent_to_parents"), IsEmpty());
  EXPECT_THAT(ToDos(third), ElementsAre("Answer the SLT advice of 10 Jan 2025 (35)"));
}

TEST(PlanOfCaseA, MeetsItsTargetInJuly) {
  EXPECT_EQ(PlanAt("case-a", "2025-07-08").targets(0).state(), v1::TARGET_STATE_OPEN);
  EXPECT_EQ(PlanAt("case-a", "2025-07-09").targets(0).state(), v1::TARGET_STATE_MET);
}

TEST(PlanOfCaseA, LeavesTheDecisionOfNovemberUndone) {
  EXPECT_THAT(ToDos(PlanAt("case-a", "2025-12-19")),
              ElementsAre("Carry out \"reduce\" decided 11 Nov 2025 (38)",
                          "Send notes of the meeting of 11 Nov 2025 (usual: within a week) (31)",
                          "Answer the SLT advice of 10 Jan 2025 (343)",
                          "Answer the EP advice of 1 Apr 2025 (262)"));
}

TEST(PlanOfCaseB, HasASecondVersionMadeWithoutTheParent) {
  const v1::Plan second = PlanAt("case-b", "2024-12-06");

  EXPECT_EQ(second.plan_version(), 2);
  EXPECT_THAT(Findings(second, "positions"),
              ElementsAre("v2 was made without the agreement of Rosalind Brambleford, who was not "
                          "asked"));
  EXPECT_EQ(PositionOf(second, "Octavia Reedbeck").stance(), v1::STANCE_AGREE);
}

TEST(PlanOfCaseB, SaysThatNineOfTwelveHaveReadIt) {
  const v1::Plan first = PlanAt("case-b", "2024-10-08");

  EXPECT_THAT(first.read_by(), ElementsAre("9 of 12 staff, names not kept"));
  EXPECT_THAT(first.not_read_by(), ElementsAre("French", "Music", "PE"));
}

TEST(PlanOfCaseB, IsDisputedToTheEndForWhatTheThirdVersionLeftOpen) {
  const v1::Plan plan = PlanAt("case-b", "2026-02-23");

  EXPECT_TRUE(plan.disputed());
  EXPECT_THAT(Findings(plan, "disputes"),
              ElementsAre("Rosalind Brambleford disputes p2 and p3 of v2 since 9 Dec 2024 (441 "
                          "days), partly resolved in v3 of 10 Feb 2025, the rest open"));
  EXPECT_EQ(PositionOf(plan, "Rosalind Brambleford").stance(), v1::STANCE_PARTLY);
}

TEST(PlanOfCaseB, HeldItsSecondReviewThirtyFourDaysLate) {
  EXPECT_THAT(ToDos(PlanAt("case-b", "2025-04-28")),
              Contains("Hold the review that was due 26 Mar 2025 (33)"));
  EXPECT_EQ(EarliestDay(PlanAt("case-b", "2025-04-29").last_review()), Day("2025-04-29"));
}

TEST(PlanOfCaseB, KeepsTheChildsConfidenceOut) {
  EXPECT_THAT(PlanAt("case-b", "2026-02-23").voices(), IsEmpty());
}

TEST(PlanOfCaseB, LearnsOfTheEhcPlanWhenItIsRecorded) {
  EXPECT_THAT(Findings(PlanAt("case-b", "2026-02-20", EndOf("2026-02-22")), "plan_kind"),
              IsEmpty());
  EXPECT_THAT(Findings(PlanAt("case-b", "2026-02-20", EndOf("2026-02-23")), "plan_kind"),
              ElementsAre("EHC plan since 19 Feb 2026; this plan was made before it"));
}

}  // namespace
}  // namespace cairn
