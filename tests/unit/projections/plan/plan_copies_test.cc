#include "projections/plan/plan_copies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/projections/plan/plan_story.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::string_view kCopyToMo =
    "notice_sent { notice: NOTICE_KIND_PLAN_COPY plan_id: 'P' plan_version: 1 recipients: "
    "'Mo Example' }";

HistoryBuilder& Correct(HistoryBuilder& history, std::string_view iso_day) {
  v1::Entry correction = CompletePlan("2024-11-15");
  correction.mutable_corrects()->mutable_target()->set_event_id(
      history.events().back()->event_id.ToBytes());
  ContentOf(correction).mutable_targets(0)->set_text("Read other words");
  return history.Add(iso_day, correction);
}

TEST(PlanCopies, AreNoneWhileNothingIsRecorded) {
  EXPECT_THAT(PlanOf(WithPlan(), "2024-11-16").copies(), IsEmpty());
}

TEST(PlanCopies, SayWhoWasSentWhichVersionWhen) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-11-18", kCopyToMo);

  const v1::Plan plan = PlanOf(history, "2024-11-19");

  ASSERT_THAT(plan.copies(), SizeIs(1));
  EXPECT_EQ(plan.copies(0).person(), "Mo Example");
  EXPECT_EQ(plan.copies(0).capacity(), v1::CAPACITY_PARENT);
  EXPECT_EQ(plan.copies(0).plan_version(), 1);
  EXPECT_EQ(plan.copies(0).sent_on().day(), 18);
  EXPECT_FALSE(plan.copies(0).has_acknowledged_on());
  EXPECT_EQ(plan.copies(0).wording(), "");
}

TEST(PlanCopies, JoinSendingAndReadingOfOnePersonAndVersion) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-11-18", kCopyToMo)
      .Add("2024-11-20",
           "item_acknowledged { plan_id: 'P' plan_version: 1 acknowledged: ['Mo Example', 'Hesper "
           "Vane'] }");

  const v1::Plan plan = PlanOf(history, "2024-11-21");

  ASSERT_THAT(plan.copies(), SizeIs(2));
  EXPECT_EQ(plan.copies(0).acknowledged_on().day(), 20);
  EXPECT_EQ(plan.copies(0).sent_on().day(), 18);
  EXPECT_THAT(plan.copies(0).labels(), SizeIs(2));
  EXPECT_EQ(plan.copies(1).person(), "Hesper Vane");
  EXPECT_EQ(plan.copies(1).capacity(), v1::CAPACITY_UNSPECIFIED);
  EXPECT_FALSE(plan.copies(1).has_sent_on());
}

TEST(PlanCopies, LeaveTheVersionOpenThatNobodyWroteDown) {
  HistoryBuilder history = WithPlan();
  history.Add(
      "2024-11-18",
      "notice_sent { notice: NOTICE_KIND_PLAN_COPY plan_id: 'P' recipients: 'Mo Example' }");

  EXPECT_EQ(PlanOf(history, "2024-11-19").copies(0).plan_version(), 0);
}

TEST(PlanCopies, SayOnWhichWordingTheyWereGivenWhenItWasCorrectedSince) {
  HistoryBuilder history = WithPlan();
  Correct(history, "2024-12-02");
  HistoryBuilder before = WithPlan();
  before.Add("2024-11-18", kCopyToMo);
  v1::Entry correction = CompletePlan("2024-11-15");
  correction.mutable_corrects()->mutable_target()->set_event_id(
      before.events()[before.events().size() - 2]->event_id.ToBytes());
  before.Add("2024-12-02", correction);
  history.Add("2024-12-03", kCopyToMo);

  EXPECT_EQ(PlanOf(before, "2024-12-04").copies(0).wording(),
            "given on the wording of 15 Nov 2024");
  EXPECT_EQ(PlanOf(history, "2024-12-04").copies(0).wording(), "");
}

TEST(PlanCopies, TellNothingThatIsHeldClosely) {
  HistoryBuilder history = WithPlan();
  v1::Entry held = EntryOn("2024-11-18", kCopyToMo);
  held.set_label(v1::LABEL_CONFIDENTIAL);
  history.Add("2024-11-18", held);

  EXPECT_THAT(PlanOf(history, "2024-11-19").copies(), IsEmpty());
}

TEST(PlanKindName, IsWhatPeopleSay) {
  EXPECT_EQ(PlanOf(WithPlan(), "2024-11-16").plan_kind_name(), "SEN support plan");
}

}  // namespace
}  // namespace cairn
