#include "projections/plan/plan_provisions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/unit/projections/plan/plan_story.h"

namespace cairn {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

v1::Entry Logged(std::string_view iso_day, int delivered, int planned) {
  v1::Entry entry = EntryOn(iso_day, "delivery_logged { provision_id: 'i1' }");
  entry.mutable_delivery_logged()->set_delivered_sessions(delivered);
  entry.mutable_delivery_logged()->set_planned_sessions(planned);
  return entry;
}

TEST(PlanProvisions, AreUnflaggedWhenTheySayEverythingAndAreGiven) {
  HistoryBuilder history = WithPlan(CompletePlan("2024-11-15"));
  history.Add("2024-11-18", SupportStarted("2024-11-18"))
      .Add("2024-11-29", Logged("2024-11-29", 6, 6));

  const v1::Plan plan = PlanOf(history, "2024-12-02");

  EXPECT_THAT(ProvisionFlags(plan, "p1"), IsEmpty());
  EXPECT_EQ(plan.provisions(0).started().day(), 18);
  EXPECT_EQ(plan.provisions(0).delivered_sessions(), 6);
  EXPECT_EQ(plan.provisions(0).planned_sessions(), 6);
}

TEST(PlanProvisions, NameWhatTheLineDoesNotSay) {
  v1::Entry plan = CompletePlan("2024-11-15");
  v1::ProvisionLine& line = *ContentOf(plan).mutable_provisions(0);
  line.clear_provider();
  line.clear_minutes_per_session();
  line.clear_weeks();
  line.clear_why();
  line.clear_serves();
  line.clear_expected_difference();

  EXPECT_THAT(
      ProvisionFlags(PlanOf(WithPlan(plan), "2024-11-16"), "p1"),
      ElementsAre("provider not named", "not quantified: minutes a session and weeks",
                  "reason not stated", "no target linked", "expected difference not stated"));
}

TEST(PlanProvisions, TakeHoursAndALastDayForSessionsAndWeeks) {
  v1::Entry plan = CompletePlan("2024-11-15");
  v1::ProvisionLine& line = *ContentOf(plan).mutable_provisions(0);
  line.clear_sessions_per_week();
  line.clear_minutes_per_session();
  line.clear_weeks();
  line.mutable_hours_per_week()->set_value(10);
  line.mutable_to()->set_year(2025);

  EXPECT_THAT(ProvisionFlags(PlanOf(WithPlan(plan), "2024-11-16"), "p1"), IsEmpty());
}

TEST(PlanProvisions, GuessTheReasonFromTheWordingOfAdviceAndSaySo) {
  v1::Entry plan = CompletePlan("2024-11-15");
  ContentOf(plan).mutable_provisions(0)->clear_why();
  HistoryBuilder history = WrenOpened();
  history
      .Add("2024-11-01",
           "specialist_reported { profession: PROFESSION_EDUCATIONAL_PSYCHOLOGIST recommendations "
           "{ text: 'Paired reading 3 x 15 min' } }")
      .Add("2024-11-15", plan);

  EXPECT_THAT(
      ProvisionFlags(PlanOf(history, "2024-11-16"), "p1"),
      ElementsAre("reason not stated; same wording as EP report of 1 Nov 2024, no link recorded"));
}

TEST(PlanProvisions, TakeNoReasonFromAdviceThatCameAfterThem) {
  v1::Entry plan = CompletePlan("2024-11-15");
  ContentOf(plan).mutable_provisions(0)->clear_why();
  HistoryBuilder history = WithPlan(plan);
  history.Add("2024-11-18",
              "specialist_reported { recommendations { text: 'Paired reading at home' } }");

  EXPECT_THAT(ProvisionFlags(PlanOf(history, "2024-11-19"), "p1"),
              ElementsAre("reason not stated"));
}

TEST(PlanProvisions, FollowTheSupportThatBeganLastWhenALineWasStartedTwice) {
  HistoryBuilder history = WithPlan(CompletePlan("2024-11-15"));
  v1::Entry again = SupportStarted("2025-01-06");
  again.mutable_provision_started()->set_provision_id("i2");
  history.Add("2024-11-18", SupportStarted("2024-11-18"))
      .Add("2024-12-18", "provision_ended { provision_id: 'i1' }")
      .Add("2025-01-06", again);

  const v1::Plan plan = PlanOf(history, "2025-01-07");

  EXPECT_EQ(plan.provisions(0).started().month(), 1);
  EXPECT_FALSE(plan.provisions(0).has_ended());
}

TEST(PlanProvisions, SayAfterAWeekThatNothingWasGiven) {
  const HistoryBuilder history = WithPlan(CompletePlan("2024-11-15"));

  EXPECT_THAT(ProvisionFlags(PlanOf(history, "2024-11-21"), "p1"), IsEmpty());
  EXPECT_THAT(ProvisionFlags(PlanOf(history, "2024-11-22"), "p1"),
              ElementsAre("start and sessions not recorded"));
  EXPECT_EQ(PlanOf(history, "2024-11-22").provisions(0).delivered_sessions(), -1);
}

TEST(PlanProvisions, SayThatSessionsWereNotLoggedAfterTheStart) {
  HistoryBuilder history = WithPlan(CompletePlan("2024-11-15"));
  history.Add("2024-11-18", SupportStarted("2024-11-18"));

  EXPECT_THAT(ProvisionFlags(PlanOf(history, "2024-11-24"), "p1"), IsEmpty());
  EXPECT_THAT(ProvisionFlags(PlanOf(history, "2024-11-25"), "p1"),
              ElementsAre("sessions not recorded"));
}

TEST(PlanProvisions, SayThatTooLittleWasGivenToBeEvidence) {
  HistoryBuilder history = WithPlan(CompletePlan("2024-11-15"));
  history.Add("2024-11-18", SupportStarted("2024-11-18"))
      .Add("2024-12-06", Logged("2024-12-06", 8, 15));

  EXPECT_THAT(ProvisionFlags(PlanOf(history, "2024-12-09"), "p1"),
              ElementsAre("53% of sessions given to 6 Dec 2024: red below 60%, our rule"));
}

TEST(PlanProvisions, SayThatTheyEndedAndAreStillListed) {
  HistoryBuilder history = WithPlan(CompletePlan("2024-11-15"));
  history.Add("2024-11-18", SupportStarted("2024-11-18"))
      .Add("2024-12-18",
           "provision_ended { provision_id: 'i1' reason: PROVISION_END_REASON_STAFFING }")
      .Add("2025-01-13", CompletePlan("2025-01-13", 2));

  EXPECT_THAT(ProvisionFlags(PlanOf(history, "2025-01-14"), "p1"),
              ElementsAre("ended 18 Dec 2024, still listed"));
  EXPECT_THAT(ProvisionFlags(PlanOf(history, "2025-01-14", {.version = 1}), "p1"),
              ElementsAre("ended 18 Dec 2024"));
}

TEST(PlanProvisions, SayThatTheirWeeksAreOverWithoutAnEnd) {
  HistoryBuilder history = WithPlan(CompletePlan("2024-11-15"));
  history.Add("2024-11-18", SupportStarted("2024-11-18"))
      .Add("2025-01-24", Logged("2025-01-24", 30, 30));

  EXPECT_THAT(ProvisionFlags(PlanOf(history, "2025-01-26"), "p1"), IsEmpty());
  EXPECT_THAT(ProvisionFlags(PlanOf(history, "2025-01-27"), "p1"),
              ElementsAre("was to end 26 Jan 2025, end not recorded, still listed"));
}

TEST(PlanProvisions, AskNoProviderAndNoSessionsOfATimetable) {
  v1::Entry plan = CompletePlan("2024-11-15");
  v1::ProvisionLine& line = *ContentOf(plan).mutable_provisions(0);
  line.clear_provider();
  line.set_attendance_code("C2");

  EXPECT_THAT(ProvisionFlags(PlanOf(WithPlan(plan), "2024-12-15"), "p1"), IsEmpty());
}

TEST(PlanProvisions, NameSupportThatIsGivenAndNotWrittenDown) {
  HistoryBuilder history = WithPlan(CompletePlan("2024-11-15"));
  history
      .Add("2024-11-20",
           "provision_started { provision_id: 'i2' name: 'Lego club' plan_items: 'p9' }")
      .Add("2024-11-21",
           "provision_started { provision_id: 'a1' text: 'Sits by the door' provision_type: "
           "PROVISION_TYPE_ADJUSTMENT }")
      .Add("2024-11-22",
           "provision_started { provision_id: 'a2' text: 'A coloured overlay' provision_type: "
           "PROVISION_TYPE_ADJUSTMENT }");

  const v1::Plan plan = PlanOf(history, "2024-11-25");

  EXPECT_THAT(Findings(plan, "provisions"),
              ElementsAre("Given since 20 Nov 2024 and not written in the plan: Lego club"));
  EXPECT_THAT(Findings(plan, "adjustments"),
              ElementsAre("Given since 21 Nov 2024 and not written in the plan: Sits by the door"));
}

TEST(PlanProvisions, SayThatNoStrategyOrAdjustmentIsWritten) {
  v1::Entry plan = CompletePlan("2024-11-15");
  ContentOf(plan).clear_strategies();

  EXPECT_THAT(Findings(PlanOf(WithPlan(plan), "2024-11-16"), "adjustments"),
              ElementsAre("None written"));
}

TEST(UnansweredAdvice, IsListedWithItsDaysUntilSomethingTakesItUp) {
  HistoryBuilder history = WithPlan(CompletePlan("2024-11-15"));
  history
      .Add("2025-01-10",
           "source { id: 'W20' } specialist_reported { profession: "
           "PROFESSION_SPEECH_AND_LANGUAGE_THERAPIST recommendations { text: 'Language group' } "
           "recommendations { text: 'Visual timetable' } }")
      .Add("2025-01-20", "provision_started { provision_id: 'v1' name: 'Visual timetable' }");

  const v1::Plan plan = PlanOf(history, "2025-01-31");

  ASSERT_THAT(plan.unanswered_advice(), SizeIs(1));
  EXPECT_EQ(plan.unanswered_advice(0).profession(), "SLT");
  EXPECT_EQ(plan.unanswered_advice(0).text(), "Language group");
  EXPECT_EQ(plan.unanswered_advice(0).days(), 21);
  EXPECT_EQ(plan.unanswered_advice(0).label(), "W20");
  EXPECT_THAT(ToDos(plan), Contains("Answer the SLT advice of 10 Jan 2025 (21)"));
}

TEST(UnansweredAdvice, OfAConfidentialReportIsNotQuoted) {
  HistoryBuilder history = WithPlan(CompletePlan("2024-11-15"));
  history.Add("2025-01-10",
              "label: LABEL_CONFIDENTIAL specialist_reported { recommendations { text: 'Family "
              "therapy' } }");

  const v1::Plan plan = PlanOf(history, "2025-01-31");

  EXPECT_THAT(plan.unanswered_advice(), IsEmpty());
  EXPECT_THAT(ToDos(plan), Not(Contains("Answer the Specialist advice of 10 Jan 2025 (21)")));
}

// R61: the right person, trained if needed; by the setting's catalogue and staff records.
TEST(PlanProvisions, NameAProviderWhomTheStaffRecordsDoNotShowTrained) {
  const Record hollowtree = Fold(CaseRecordId(), CaseEvents("hollowtree"));
  const auto flags = [&](std::string_view provider, std::string_view day) {
    v1::Entry started = SupportStarted("2024-11-18");
    started.mutable_provision_started()->set_catalogue_code("PHONICS_A");
    started.mutable_provision_started()->set_provider(std::string(provider));
    HistoryBuilder history = WithPlan(CompletePlan("2024-11-15"));
    history.Add("2024-11-18", started);
    return ProvisionFlags(PlanOf(history, day, {.setting = &hollowtree.setting}), "p1");
  };

  EXPECT_THAT(flags("Corwin Applegarth", "2024-11-19"), IsEmpty());
  EXPECT_THAT(flags("Basil Thistlewood", "2024-11-19"),
              ElementsAre("Basil Thistlewood is not trained for Phonics A, by the staff record"));
  EXPECT_THAT(flags("A stranger", "2024-11-19"),
              ElementsAre("no staff record of A stranger's training for Phonics A"));
}

}  // namespace
}  // namespace cairn
