#include "projections/provision/provision_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "projections/timeline/tried_rows.h"
#include "projections/wording/words.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;

rows::ProvisionRows RowsOfCase(std::string_view name) {
  return ProvisionRowsOf(Fold(CaseRecordId(), CaseEvents(name)));
}

TEST(ProvisionRows, HoldWhatCaseAWasGiven) {
  const rows::ProvisionRows rows = RowsOfCase("case-a");

  ASSERT_EQ(rows.provisions_size(), 2);
  const rows::ProvisionRow& phonics = rows.provisions(0);
  EXPECT_EQ(phonics.what(), "Phonics catch-up group");
  EXPECT_EQ(phonics.tier(), v1::TIER_TARGETED);
  EXPECT_THAT(phonics.plan_items(), ElementsAre("p1"));
  EXPECT_EQ(phonics.from(), Day("2024-11-18").epoch_days());
  EXPECT_EQ(phonics.to(), Day("2025-01-24").epoch_days());
  EXPECT_EQ(phonics.cost_per_hour_pence(), 1650);
  ASSERT_EQ(phonics.given_size(), 1);
  EXPECT_EQ(phonics.given(0).minutes(), 160);
  EXPECT_EQ(phonics.given(0).group_size(), 3);
  EXPECT_EQ(phonics.delivered_sessions(), 8);
  EXPECT_EQ(phonics.planned_sessions(), 15);
  EXPECT_EQ(phonics.verdict(), v1::VERDICT_NOT_EVIDENCE);
  EXPECT_EQ(phonics.shows(), "Not evidence: 53% given, measure changed");
  EXPECT_THAT(phonics.lacks(),
              ElementsAre(rows::EVIDENCE_LACK_DOSE, rows::EVIDENCE_LACK_SAME_MEASURE));
  EXPECT_FALSE(phonics.has_change());
}

TEST(ProvisionRows, HoldWhatWasMeasuredFirstAndLast) {
  const rows::ProvisionRow precision = RowsOfCase("case-a").provisions(1);

  EXPECT_EQ(precision.change().measure(), "words correct of 100");
  EXPECT_EQ(FormatDecimal(precision.change().first()), "46");
  EXPECT_EQ(FormatDecimal(precision.change().last()), "61");
  EXPECT_EQ(precision.change().first_day(), Day("2025-01-27").epoch_days());
  EXPECT_EQ(precision.change().last_day(), Day("2025-04-25").epoch_days());
}

// Nobody kept a log; the end says 27 sessions and 405 minutes.
TEST(ProvisionRows, TakeTheTotalOfTheEndWhereThereIsNoLog) {
  const rows::ProvisionRow precision = RowsOfCase("case-a").provisions(1);

  ASSERT_EQ(precision.given_size(), 1);
  EXPECT_TRUE(precision.given(0).stated_at_end());
  EXPECT_EQ(precision.given(0).sessions(), 27);
  EXPECT_EQ(precision.given(0).minutes(), 405);
}

TEST(ProvisionRows, SayWhatTheTimelineSays) {
  for (const char* name : {"case-a", "case-b"}) {
    const Record record = Fold(CaseRecordId(), CaseEvents(name));
    const rows::ProvisionRows rows = ProvisionRowsOf(record);
    EXPECT_FALSE(rows.provisions().empty());
    for (const rows::ProvisionRow& row : rows.provisions()) {
      for (const TriedRowOf& tried : TriedRows(record, ViewDay(record))) {
        if (tried.row.provision_id() != row.provision_id()) continue;
        EXPECT_EQ(row.shows(), tried.row.shows());
        EXPECT_EQ(row.verdict(), tried.row.verdict());
      }
    }
  }
}

TEST(ProvisionRows, HoldTheNeedsByTheirDays) {
  const rows::ProvisionRows rows = RowsOfCase("case-a");

  ASSERT_EQ(rows.needs_size(), 2);
  EXPECT_EQ(rows.needs(1).from(), Day("2025-01-14").epoch_days());
  EXPECT_THAT(rows.needs(1).types(), ElementsAre(v1::SEN_TYPE_SPLD, v1::SEN_TYPE_SLCN));
}

TEST(ProvisionRows, HoldScoresOfATestWithTheSpreadOfTheirScale) {
  const auto test = [](std::string_view day, std::string_view id, int score) {
    return EntryOn(day, "assessment_recorded { assessment_id: '" + std::string(id) +
                            "' instrument: 'YARC_PRIMARY' measure: 'reading_accuracy' scores { "
                            "type: SCORE_TYPE_STANDARD value { value: " +
                            std::to_string(score) + " } } }");
  };
  HistoryBuilder history;
  history.Add("2025-01-06", test("2025-01-06", "a1", 76))
      .Add("2025-01-07",
           "provision_started { provision_id: 'i1' name: 'Phonics' entry_measure { assessment_id: "
           "'a1' } }")
      .Add("2025-07-01", test("2025-07-01", "a2", 85))
      .Add("2025-07-02",
           "provision_ended { provision_id: 'i1' reason: PROVISION_END_REASON_COMPLETED "
           "exit_measure { assessment_id: 'a2' } }");

  const rows::MeasuredChange change =
      ProvisionRowsOf(Fold({}, history.events())).provisions(0).change();

  EXPECT_EQ(change.measure(), "Reading accuracy, YARC PRIMARY");
  EXPECT_EQ(change.unit(), "standard score");
  EXPECT_EQ(change.scale_deviation(), 15);
  EXPECT_EQ(FormatDecimal(change.first()), "76");
  EXPECT_EQ(FormatDecimal(change.last()), "85");
}

}  // namespace
}  // namespace cairn
