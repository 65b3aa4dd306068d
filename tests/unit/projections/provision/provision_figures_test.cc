#include "projections/provision/provision_figures.h"

#include <gtest/gtest.h>

#include "projections/provision/provision_rows.h"
#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

// Twice a week, 30 minutes, in a group of 2 at GBP 12.00 an hour; from 3 March 2025.
HistoryBuilder Phonics() {
  HistoryBuilder history;
  history.Add(
      "2025-03-03",
      "provision_started { provision_id: 'i1' name: 'Phonics' provision_type: "
      "PROVISION_TYPE_INTERVENTION planned { sessions_per_week { value: 2 } minutes_per_session: "
      "30 weeks: 6 group_size: 2 } cost_per_hour_pence: 1200 provider: 'Tia' group_id: 'red' }");
  return history;
}

HistoryBuilder& Log(HistoryBuilder& history, std::string_view day, int sessions) {
  return history.Add(day, "delivery_logged { provision_id: 'i1' delivered_sessions: " +
                              std::to_string(sessions) + " }");
}

rows::ProvisionRow RowOf(const HistoryBuilder& history) {
  return ProvisionRowsOf(Fold({}, history.events())).provisions(0);
}

Record Hollowtree() { return Fold({}, CaseEvents("hollowtree")); }

const DayRange kSpring = {Day("2025-01-01"), Day("2025-04-30")};

TEST(PlannedIn, CountsTheSessionsOfEveryWeekOfTerm) {
  const Record school = Hollowtree();
  SchoolYears years(&school.setting);

  // Two weeks and a day: 11 school days, 4.4 sessions.
  const PlannedSum planned =
      PlannedIn(RowOf(Phonics()), {Day("2025-03-03"), Day("2025-03-17")}, years);

  EXPECT_EQ(planned.sessions, 4);
  EXPECT_EQ(planned.minutes, 132);
}

// Term ends on 4 April and begins on 22 April: 25 school days from 3 March, then 5 more.
TEST(PlannedIn, EndsAfterTheWeeksThatWerePlanned) {
  const Record school = Hollowtree();
  SchoolYears years(&school.setting);

  EXPECT_EQ(PlannedIn(RowOf(Phonics()), {Day("2025-01-01"), Day("2025-07-22")}, years).sessions,
            12);
  EXPECT_EQ(PlannedIn(RowOf(Phonics()), {Day("2025-04-05"), Day("2025-07-22")}, years).sessions, 2);
}

TEST(PlannedIn, GoesByEachDoseOnItsOwnDays) {
  HistoryBuilder history = Phonics();
  history.Add("2025-03-17",
              "provision_changed { provision_id: 'i1' planned { sessions_per_week { value: 5 } } "
              "provider: 'Uma' }");
  const Record school = Hollowtree();
  SchoolYears years(&school.setting);

  // 10 school days at 2 a week, 5 at 5 a week.
  EXPECT_EQ(PlannedIn(RowOf(history), {Day("2025-03-03"), Day("2025-03-21")}, years).sessions, 9);
  EXPECT_EQ(TermsIn(RowOf(history), {Day("2025-03-03"), Day("2025-03-16")})->staff(), "Tia");
  EXPECT_EQ(TermsIn(RowOf(history), {Day("2025-03-03"), Day("2025-03-17")})->staff(), "Uma");
}

TEST(TermsSpansIn, AreAllOfTheDaysOneWayAfterTheOther) {
  HistoryBuilder history = Phonics();
  history.Add("2025-03-17", "provision_changed { provision_id: 'i1' provider: 'Uma' }")
      .Add("2025-03-24", "provision_changed { provision_id: 'i1' provider: 'Vi' }");
  const rows::ProvisionRow row = RowOf(history);

  const std::vector<TermsSpan> spans = TermsSpansIn(row, {Day("2025-01-01"), Day("2025-03-23")});
  ASSERT_EQ(spans.size(), 2u);
  EXPECT_EQ(spans[0].terms->staff(), "Tia");
  EXPECT_EQ(spans[0].days.first, Day("2025-01-01"));
  EXPECT_EQ(spans[0].days.last, Day("2025-03-16"));
  EXPECT_EQ(spans[1].terms->staff(), "Uma");
  EXPECT_EQ(spans[1].days.first, Day("2025-03-17"));
  EXPECT_EQ(spans[1].days.last, Day("2025-03-23"));

  EXPECT_EQ(TermsSpansIn(row, {Day("2025-03-24"), Day("2025-04-30")}).size(), 1u);
  EXPECT_TRUE(TermsSpansIn(row, {Day("2025-01-01"), Day("2025-03-02")}).empty());
}

TEST(TermsSpansIn, EndWithTheWayInWhichItWasGivenLast) {
  HistoryBuilder history = Phonics();
  history
      .Add("2025-03-14",
           "provision_ended { provision_id: 'i1' reason: PROVISION_END_REASON_COMPLETED }")
      .Add("2025-03-20", "provision_changed { provision_id: 'i1' provider: 'Uma' }");

  const rows::ProvisionRow row = RowOf(history);
  EXPECT_EQ(TermsSpansIn(row, kSpring).size(), 1u);
  EXPECT_EQ(TermsIn(row, kSpring)->staff(), "Tia");
}

TEST(PlannedIn, SaysNothingWithoutTermsOrAPlan) {
  SchoolYears none(nullptr);
  EXPECT_EQ(PlannedIn(RowOf(Phonics()), kSpring, none).sessions, std::nullopt);

  const Record school = Hollowtree();
  SchoolYears years(&school.setting);
  HistoryBuilder history;
  history.Add("2025-03-03", "provision_started { provision_id: 'i1' }");
  EXPECT_EQ(PlannedIn(RowOf(history), kSpring, years).sessions, std::nullopt);
}

TEST(GivenIn, CountsTheSpansThatBeginInTheDays) {
  HistoryBuilder history = Phonics();
  Log(history, "2025-03-03", 2);
  Log(history, "2025-03-10", 1);

  EXPECT_EQ(GivenIn(RowOf(history), kSpring).sessions, 3);
  EXPECT_EQ(GivenIn(RowOf(history), kSpring).minutes, 90);
  EXPECT_EQ(GivenIn(RowOf(history), {Day("2025-03-04"), Day("2025-04-30")}).sessions, 1);
  EXPECT_EQ(GivenIn(RowOf(history), {Day("2025-03-11"), Day("2025-04-30")}).sessions, std::nullopt);
}

// 90 minutes at GBP 12.00, shared by two.
TEST(CostIn, DividesStaffTimeByTheChildrenOfTheGroup) {
  HistoryBuilder history = Phonics();
  Log(history, "2025-03-03", 2);
  Log(history, "2025-03-10", 1);
  HourlyRates rates(nullptr);

  EXPECT_EQ(CostIn(RowOf(history), kSpring, rates), 900);
  EXPECT_EQ(ExplainedCostIn(RowOf(history), kSpring, rates),
            "Staff time of GBP 9.00, 90 min logged from 3 Mar 2025 to 10 Mar 2025 at GBP 12.00 an "
            "hour, shared by 2 children (staff cost, version 1).");
}

// GBP 16.50 to 31 March 2025, GBP 17.20 from then on.
TEST(CostIn, TakesTheRateOfTheCatalogueOnEachDay) {
  HistoryBuilder history;
  history.Add("2025-03-24",
              "provision_started { provision_id: 'i1' catalogue_code: 'PHONICS_A' planned { "
              "minutes_per_session: 60 } }");
  Log(history, "2025-03-31", 1);
  Log(history, "2025-04-01", 1);
  const Record school = Hollowtree();
  HourlyRates rates(&school.setting);

  EXPECT_EQ(CostIn(RowOf(history), kSpring, rates), 1650 + 1720);
}

TEST(CostIn, SaysWhatIsMissing) {
  HourlyRates none(nullptr);
  EXPECT_EQ(CostIn(RowOf(Phonics()), kSpring, none), std::nullopt);
  EXPECT_EQ(ExplainedCostIn(RowOf(Phonics()), kSpring, none),
            "Nobody logged how long it was given.");

  HistoryBuilder history;
  history.Add("2025-03-03",
              "provision_started { provision_id: 'i1' planned { minutes_per_session: 20 } }");
  Log(history, "2025-03-04", 2);
  EXPECT_EQ(CostIn(RowOf(history), kSpring, none), std::nullopt);
  EXPECT_EQ(ExplainedCostIn(RowOf(history), kSpring, none),
            "What an hour cost on 4 Mar 2025 is not recorded.");

  HistoryBuilder timeless;
  timeless.Add("2025-03-03", "provision_started { provision_id: 'i1' cost_per_hour_pence: 1200 }");
  Log(timeless, "2025-03-04", 2);
  EXPECT_EQ(ExplainedCostIn(RowOf(timeless), kSpring, none),
            "How long the sessions logged from 4 Mar 2025 took is not recorded.");
}

}  // namespace
}  // namespace cairn
