// The oracles of case A: what its record must say at each time and day.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/advice.h"
#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

KnownAt EndOf(std::string_view iso_day) {
  return {.recorded_at_us = StartOfDayMicros(Day(iso_day).AddDays(1)) - 1};
}

Record CaseA(KnownAt known_at = {}, AsOf as_of = {}) {
  return Fold(CaseRecordId(), CaseEvents("case-a"), known_at, as_of);
}

int64_t StandardScore(const Record& record, std::string_view assessment_id) {
  return FindScore(*FindAssessment(record.assessments, assessment_id), v1::SCORE_TYPE_STANDARD)
      ->value()
      .value();
}

std::vector<std::string> Labels(const Record& record) {
  std::vector<std::string> labels;
  for (const EntryPtr& entry : record.entries) labels.push_back(entry->Label());
  return labels;
}

size_t PlaceOf(const Record& record, std::string_view label) {
  const std::vector<std::string> labels = Labels(record);
  return static_cast<size_t>(std::find(labels.begin(), labels.end(), label) - labels.begin());
}

TEST(CaseA, HasTheConcernBeforeTheObservationThoughItWasRecordedAfter) {
  const Record record = CaseA();

  EXPECT_LT(PlaceOf(record, "A04"), PlaceOf(record, "A03"));
  EXPECT_EQ(DaysToRecording(*record.entries[PlaceOf(record, "A04")]), 12);
}

TEST(CaseA, ReadsTheScoreAsItWasKnown) {
  EXPECT_EQ(StandardScore(CaseA(EndOf("2024-10-20")), "as1"), 79);
  EXPECT_EQ(StandardScore(CaseA(EndOf("2024-10-21")), "as1"), 76);
  EXPECT_EQ(StandardScore(CaseA(), "as1"), 76);
}

TEST(CaseA, KeepsBothLabelsOfTheCorrectedScore) {
  EXPECT_THAT(FindAssessment(CaseA().assessments, "as1").entry->Labels(),
              ElementsAre("A05", "A08"));
}

TEST(CaseA, HasThePermanentUpnFromTheDayItWasFound) {
  const auto upn_on = [](std::string_view day) {
    return CurrentIdentifiers(CaseA({}, {Day(day)}).people, v1::IDENTIFIER_TYPE_UPN)[0]->value();
  };

  EXPECT_EQ(upn_on("2024-09-19"), "J90929912401K");
  EXPECT_EQ(upn_on("2024-09-20"), "A909298721014");
}

TEST(CaseA, IsOnSenSupportFromThePlanningMeeting) {
  const Record record = CaseA();

  EXPECT_EQ(StatusOn(record.people, Day("2024-11-11"))->status(), v1::SEN_PROVISION_N);
  EXPECT_EQ(StatusOn(record.people, Day("2024-11-12"))->status(), v1::SEN_PROVISION_K);
  EXPECT_EQ(StatusSince(record.people, Day("2025-12-19")).day(), Day("2024-11-12"));
}

TEST(CaseA, RefusesTheEducationalPsychologistUntilTheMotherAgrees) {
  const Record record = CaseA();
  const auto permitted = [&](std::string_view day) {
    return IsPermitted(record.people, v1::OUTSIDE_SERVICE_EDUCATIONAL_PSYCHOLOGY, Day(day));
  };

  EXPECT_FALSE(permitted("2024-11-06"));
  EXPECT_FALSE(permitted("2025-03-06"));
  EXPECT_TRUE(permitted("2025-03-07"));
  EXPECT_TRUE(permitted("2025-12-19"));
}

TEST(CaseA, PermitsSpeechTherapyThroughoutFromTheDayItWasGiven) {
  const Record record = CaseA();
  const auto permitted = [&](std::string_view day) {
    return IsPermitted(record.people, v1::OUTSIDE_SERVICE_SPEECH_AND_LANGUAGE_THERAPY, Day(day));
  };

  EXPECT_FALSE(permitted("2024-11-05"));
  EXPECT_TRUE(permitted("2024-11-07"));
  EXPECT_TRUE(permitted("2025-12-19"));
}

TEST(CaseA, SaysWhoRefusedAndWhy) {
  const Fact<v1::PermissionRecorded> refusal =
      PermissionOn(CaseA().people, v1::OUTSIDE_SERVICE_EDUCATIONAL_PSYCHOLOGY, Day("2024-12-01"));

  EXPECT_EQ(refusal->act(), v1::PERMISSION_ACT_REFUSED);
  EXPECT_EQ(refusal->reason(), "Too soon; wants the school to try first");
  EXPECT_EQ(refusal.entry->entry().person().name(), "Delphine Larkwhistle");
}

TEST(CaseA, IsDisputedFromTheMothersObjectionToTheNextVersion) {
  const auto disputes_on = [](std::string_view day) {
    return StandingDisagreements(CaseA({}, {Day(day)})).size();
  };

  EXPECT_EQ(disputes_on("2024-12-08"), 0u);
  EXPECT_EQ(disputes_on("2024-12-09"), 1u);
  EXPECT_EQ(disputes_on("2024-12-15"), 1u);
  EXPECT_EQ(disputes_on("2024-12-16"), 0u);
}

TEST(CaseA, HasFourVersionsOfOnePlan) {
  const Record record = CaseA();
  const PlanHistory* plan = MainPlan(record.plans);

  ASSERT_NE(plan, nullptr);
  EXPECT_EQ(plan->plan_id, "PA");
  EXPECT_EQ(plan->versions.size(), 4u);
  EXPECT_EQ(VersionOn(*plan, Day("2025-02-11"))->number, 2);
  EXPECT_EQ(VersionOn(*plan, Day("2025-02-12"))->number, 3);
  EXPECT_EQ(VersionOn(*plan, Day("2024-11-14")), nullptr);
}

TEST(CaseA, GaveEightOfFifteenPhonicsSessionsToTheSixthOfDecember) {
  const Record record = CaseA();
  const Dose dose = DoseOf(*FindProvision(record.provisions, "i1"));

  EXPECT_THAT(dose.delivered, Optional(8));
  EXPECT_THAT(dose.planned, Optional(15));
  EXPECT_THAT(dose.Percent(), Optional(53));
  EXPECT_THAT(dose.logged_to, Optional(Day("2024-12-06")));
  EXPECT_FALSE(dose.stated_at_end);
}

TEST(CaseA, GaveTwentySevenOfThirtyPrecisionTeachingSessions) {
  const Record record = CaseA();
  const Dose dose = DoseOf(*FindProvision(record.provisions, "i2"));

  EXPECT_THAT(dose.Percent(), Optional(90));
  EXPECT_TRUE(dose.stated_at_end);
}

TEST(CaseA, AnsweredOneRecommendationOfFourAndThatOnlyByItsWording) {
  std::vector<std::string> unanswered;
  std::vector<std::string> answered;
  const Record record = CaseA();
  for (const Advice& advice : AdviceOf(record)) {
    (advice.answered_by ? answered : unanswered).push_back(advice.recommendation->text());
    EXPECT_EQ(advice.answered_by != nullptr, advice.by_wording);
  }

  EXPECT_THAT(unanswered, ElementsAre("Language group 2x30 min weekly, 10 weeks",
                                      "Visual timetable", "Reader for maths tests"));
  EXPECT_THAT(answered, ElementsAre("Structured multisensory literacy 4x20 min 1:1"));
}

TEST(CaseA, HasBothParentsAsHoldersOfResponsibility) {
  const Record record = CaseA();
  std::vector<std::string> names;
  for (const auto& holder : HoldersOfResponsibility(record.people, ViewDay(record))) {
    names.push_back(holder->name());
  }

  EXPECT_THAT(names, ElementsAre("Delphine Larkwhistle", "Rufus Larkwhistle"));
}

TEST(CaseA, CountsThreeReviewsWithAParentInTheSchoolYear) {
  int counted = 0;
  for (const auto& meeting : CaseA().reviews.meetings) {
    const bool in_year = meeting.day() >= Day("2025-01-01") && meeting.day() < Day("2025-09-01");
    counted += in_year && CountsTowardsThreeAYear(*meeting) ? 1 : 0;
  }

  EXPECT_EQ(counted, 3);
}

TEST(CaseA, MovesToYearFourInSeptember) {
  const Record record = CaseA();

  EXPECT_EQ(NcYearOn(record, Day("2025-09-09")), "3");
  EXPECT_EQ(NcYearOn(record, Day("2025-09-10")), "4");
}

TEST(CaseA, WasNothingBeforeItWasOpened) {
  const Record record = CaseA(EndOf("2024-09-03"));

  EXPECT_FALSE(record.exists());
  EXPECT_THAT(record.entries, IsEmpty());
}

TEST(CaseA, FindsAnEntryByTheIdOfItsCorrection) {
  const Record record = CaseA();
  v1::EntryRef ref;
  ref.set_source_id("A08");

  ASSERT_NE(FindEntry(record, ref), nullptr);
  EXPECT_EQ(FindEntry(record, ref)->Label(), "A05");
}

TEST(CaseA, FindsTheNeedsThatAnAssessmentIsEvidenceFor) {
  const Record record = CaseA();
  const EntryPtr score = FindAssessment(record.assessments, "as1").entry;

  const std::vector<EntryPtr> needs = LinkingTo(record, *score, v1::RELATION_EVIDENCE);

  ASSERT_EQ(needs.size(), 1u);
  EXPECT_EQ(needs[0]->Label(), "A20");
}

}  // namespace
}  // namespace cairn
