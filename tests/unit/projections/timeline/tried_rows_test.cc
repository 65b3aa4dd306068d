#include "projections/timeline/tried_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;

constexpr std::string_view kStart =
    "provision_started { provision_id: 'i1' name: 'Precision teaching' entry_measure { measure: "
    "'words' value { value: 10 } } }";

// A provision from January to March 2025 with what the test adds.
class Tried : public testing::Test {
 protected:
  Tried() { history_.Add("2025-01-06", kStart); }

  void Log(int delivered, int planned) {
    v1::Entry log = EntryOn("2025-01-06", "delivery_logged { provision_id: 'i1' }");
    *log.mutable_occurred()->mutable_to() = ToProto(Day("2025-03-28"));
    log.mutable_delivery_logged()->set_delivered_sessions(delivered);
    log.mutable_delivery_logged()->set_planned_sessions(planned);
    history_.Add("2025-03-28", log);
  }
  void Measure(std::string_view day, int words, int out_of = 0) {
    v1::Entry measure = EntryOn(day,
                                "progress_measured { provision_id: 'i1' measurement { "
                                "measure: 'words' } tester: 'Somebody else' }");
    v1::Measurement& measurement = *measure.mutable_progress_measured()->mutable_measurement();
    measurement.mutable_value()->set_value(words);
    if (out_of > 0) measurement.mutable_out_of()->set_value(out_of);
    history_.Add("2025-03-28", measure);
  }
  void End() { history_.Add("2025-03-28", "provision_ended { provision_id: 'i1' }"); }
  v1::TriedRow Row() const {
    return TriedRows(Fold({}, history_.events()), Day("2025-03-31")).front().row;
  }

  HistoryBuilder history_;
};

TEST_F(Tried, IsAChangeWithDoseAndThreePointsOfOneMeasure) {
  Log(9, 10);
  Measure("2025-02-10", 14);
  Measure("2025-03-27", 25);
  End();

  EXPECT_EQ(Row().verdict(), v1::VERDICT_CHANGE);
  EXPECT_EQ(Row().shows(), "+15");
  EXPECT_EQ(Row().before_after(), "10 > 14 > 25 words");
  EXPECT_EQ(Row().given(), "9/10 (90%)");
}

TEST_F(Tried, IsNotEvidenceBelowSixtyPercent) {
  Log(59, 100);
  Measure("2025-02-10", 14);
  Measure("2025-03-27", 25);
  End();

  EXPECT_EQ(Row().verdict(), v1::VERDICT_NOT_EVIDENCE);
  EXPECT_EQ(Row().shows(), "Not evidence: 59% given");
}

TEST_F(Tried, MayBeEvidenceAtSixtyPercent) {
  Log(60, 100);
  Measure("2025-02-10", 14);
  Measure("2025-03-27", 25);
  End();

  EXPECT_EQ(Row().verdict(), v1::VERDICT_CHANGE);
}

TEST_F(Tried, IsNotEvidenceWithTwoPoints) {
  Log(9, 10);
  Measure("2025-03-27", 25);
  End();

  EXPECT_EQ(Row().shows(), "Not evidence: 2 points");
}

TEST_F(Tried, HasAnUnknownCauseWithoutALog) {
  Measure("2025-02-10", 14);
  Measure("2025-03-27", 25);
  End();

  EXPECT_EQ(Row().verdict(), v1::VERDICT_CAUSE_UNKNOWN);
  EXPECT_EQ(Row().given(), "no log");
}

TEST_F(Tried, CannotBeToldWhileNothingWasMeasured) {
  EXPECT_EQ(Row().verdict(), v1::VERDICT_CANNOT_TELL);
  EXPECT_EQ(Row().shows(), "Cannot tell yet");
}

TEST_F(Tried, IsNoChangeWhenTheFigureStandsStill) {
  Log(9, 10);
  Measure("2025-02-10", 14);
  Measure("2025-03-27", 10);
  End();

  EXPECT_EQ(Row().verdict(), v1::VERDICT_NO_RELIABLE_CHANGE);
}

TEST_F(Tried, HasAnUnknownCauseWhenNobodyWroteHowMuchWasPlanned) {
  v1::Entry log = EntryOn("2025-01-06", "delivery_logged { provision_id: 'i1' }");
  log.mutable_delivery_logged()->set_delivered_sessions(9);
  history_.Add("2025-03-28", log);
  Measure("2025-02-10", 14);
  Measure("2025-03-27", 25);
  End();

  EXPECT_EQ(Row().verdict(), v1::VERDICT_CAUSE_UNKNOWN);
  EXPECT_EQ(Row().shows(), "+15, cause unknown: not known how much was planned");
}

TEST_F(Tried, CannotBeToldWhereEveryWordWasKnownFromTheStart) {
  Log(9, 10);
  Measure("2025-02-10", 9, 10);
  Measure("2025-03-27", 10, 10);
  End();

  EXPECT_EQ(Row().verdict(), v1::VERDICT_CANNOT_TELL);
  EXPECT_EQ(
      Row().shows(),
      "Cannot tell. Both figures are the highest that the measure can give; it has no room to "
      "show more.");
}

TEST(TriedRows, OfCaseAReachTheVerdictsOfThePrint) {
  std::vector<std::pair<std::string, std::string>> rows;
  for (const TriedRowOf& tried :
       TriedRows(Fold(CaseRecordId(), CaseEvents("case-a")), Day("2025-12-19"))) {
    rows.emplace_back(tried.row.given(), tried.row.shows());
  }

  EXPECT_THAT(rows,
              ElementsAre(std::pair("8/15 (53%) to 6 Dec 2024, then no log",
                                    "Not evidence: 53% given, measure changed"),
                          std::pair("27/30 (90%), as stated at its end", "+15; tester taught it"),
                          std::pair("-", "Rose, cause unknown"),
                          std::pair("no log", "Cannot tell: in the plan, start not recorded"),
                          std::pair("", "+9: cannot say, no SEM")));
}

TEST(TriedRows, DoNotLetAnAdjustmentStandForSupport) {
  HistoryBuilder history;
  history
      .Add("2025-01-06",
           "provision_started { provision_id: 'a' provision_type: PROVISION_TYPE_ADJUSTMENT }")
      .Add("2025-01-06", "provision_started { provision_id: 'i' }")
      .Add("2025-02-06", "provision_ended { provision_id: 'i' }");

  const std::vector<UnsupportedTime> times =
      UnsupportedTimes(Fold({}, history.events()), Day("2025-03-06"));

  ASSERT_EQ(times.size(), 1u);
  EXPECT_EQ(times[0].first, Day("2025-02-07"));
  EXPECT_EQ(times[0].last, Day("2025-03-06"));
}

TEST(TriedRows, NeverCompareTestsOfDifferentMeasures) {
  HistoryBuilder history;
  history
      .Add("2025-01-06",
           "assessment_recorded { instrument: 'YARC' measure: 'rate' scores { type: "
           "SCORE_TYPE_STANDARD } }")
      .Add("2025-02-06",
           "assessment_recorded { instrument: 'YARC' measure: 'accuracy' scores { type: "
           "SCORE_TYPE_STANDARD } }");

  EXPECT_TRUE(TriedRows(Fold({}, history.events()), Day("2025-03-06")).empty());
}

}  // namespace
}  // namespace cairn
