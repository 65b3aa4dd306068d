// The oracles of case B: what its record must say at each time and day.
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/advice.h"
#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::Optional;

KnownAt EndOfDay(std::string_view iso_day) {
  return {.recorded_at_us = StartOfDayMicros(Day(iso_day).AddDays(1)) - 1};
}

Record CaseB(KnownAt known_at = {}, AsOf as_of = {}) {
  return Fold(CaseRecordId(), CaseEvents("case-b"), known_at, as_of);
}

EntryPtr Find(const Record& record, const char* source_id) {
  v1::EntryRef ref;
  ref.set_source_id(source_id);
  return FindEntry(record, ref);
}

TEST(CaseB, HasFourSuspendedSessionsUntilTheyAreCorrectedToThree) {
  EXPECT_EQ(CaseB(EndOfDay("2025-04-24")).provisions.incidents[0]->sessions(), 4);
  EXPECT_EQ(CaseB(EndOfDay("2025-04-25")).provisions.incidents[0]->sessions(), 3);
}

TEST(CaseB, KeepsTheHeadsWordWithTheDisputeStatement) {
  const Fact<v1::IncidentRecorded> incident = CaseB().provisions.incidents[0];

  EXPECT_EQ(incident->reason_text(0), "persistent or general disruptive behaviour");
  EXPECT_TRUE(incident.entry->entry().corrects().dispute_statement_attached());
}

TEST(CaseB, MarksTheIncidentThatWasWrittenDownAfterTheDisputeBegan) {
  const Record record = CaseB();
  const Dispute* dispute = WrittenAfterDispute(record.disputes, *Find(record, "B36"));

  ASSERT_NE(dispute, nullptr);
  EXPECT_EQ(dispute->dispute_id, "mediation-1");
  EXPECT_EQ(DaysToRecording(*Find(record, "B36")), 117);
}

TEST(CaseB, MarksNothingElseAsWrittenAfterADispute) {
  const Record record = CaseB();
  int marked = 0;
  for (const EntryPtr& entry : record.entries) {
    marked += WrittenAfterDispute(record.disputes, *entry) != nullptr ? 1 : 0;
  }

  EXPECT_EQ(marked, 1);
}

TEST(CaseB, WithdrawsThePermissionToShareWithCamhs) {
  const Record record = CaseB();
  const auto permitted = [&](std::string_view day) {
    return IsPermitted(record.people, v1::OUTSIDE_SERVICE_CAMHS, Day(day));
  };

  EXPECT_FALSE(permitted("2024-10-15"));
  EXPECT_TRUE(permitted("2024-10-16"));
  EXPECT_TRUE(permitted("2025-01-07"));
  EXPECT_FALSE(permitted("2025-01-08"));
}

TEST(CaseB, HoldsEverythingFromTheFifteenthOfJanuary) {
  EXPECT_FALSE(DisposalForbidden(CaseB({}, {Day("2025-01-14")}).governance));
  EXPECT_TRUE(DisposalForbidden(CaseB({}, {Day("2025-01-15")}).governance));
  EXPECT_TRUE(DisposalForbidden(CaseB().governance));
}

TEST(CaseB, KeepsTheRemainderOfTheDisputeOpen) {
  const Record record = CaseB();
  const std::vector<StandingDisagreement> standing = StandingDisagreements(record);

  ASSERT_EQ(standing.size(), 1u);
  EXPECT_EQ(standing[0].position.label(), "B17");
  ASSERT_NE(standing[0].partly_resolved_by, nullptr);
  EXPECT_EQ(standing[0].partly_resolved_by->Label(), "B23");
}

TEST(CaseB, GaveSevenOfThirteenSessions) {
  const Record record = CaseB();
  const Dose dose = DoseOf(*FindProvision(record.provisions, "i1"));

  EXPECT_THAT(dose.delivered, Optional(7));
  EXPECT_THAT(dose.Percent(), Optional(54));
}

TEST(CaseB, IsOnAPlanFromTheDayOfThePlanThoughThatWasRecordedLater) {
  const Record record = CaseB();

  EXPECT_EQ(StatusOn(record.people, Day("2026-02-18"))->status(), v1::SEN_PROVISION_K);
  EXPECT_EQ(StatusOn(record.people, Day("2026-02-19"))->status(), v1::SEN_PROVISION_E);
  EXPECT_EQ(StatusOn(CaseB(EndOfDay("2026-02-22")).people, Day("2026-02-22"))->status(),
            v1::SEN_PROVISION_K);
}

TEST(CaseB, TellsTheSupportPlanFromTheRelationalPlan) {
  const Record record = CaseB();

  EXPECT_EQ(record.plans.plans.size(), 2u);
  EXPECT_EQ(MainPlan(record.plans)->plan_id, "PB");
  EXPECT_EQ(FindPlan(record.plans, "RB")->kind(), v1::PLAN_KIND_RELATIONAL_SUPPORT);
}

TEST(CaseB, LeavesBothRecommendationsUnanswered) {
  const Record record = CaseB();
  for (const Advice& advice : AdviceOf(record)) {
    EXPECT_EQ(advice.answered_by, nullptr) << advice.recommendation->text();
  }
}

TEST(CaseB, CountsThreeMeetingsWithTheMotherAboutOutcomes) {
  int counted = 0;
  for (const auto& meeting : CaseB().reviews.meetings) {
    counted += CountsTowardsThreeAYear(*meeting) ? 1 : 0;
  }

  EXPECT_EQ(counted, 3);
}

}  // namespace
}  // namespace cairn
