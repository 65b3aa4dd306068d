#include "projections/timeline/impact.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/protobuf/text_format.h"

#include "projections/record/fold.h"
#include "projections/timeline/tried_rows.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::DoubleNear;
using ::testing::Optional;

v1::Score Score(std::string_view text) {
  v1::Score score;
  google::protobuf::TextFormat::ParseFromString(std::string(text), &score);
  score.set_type(v1::SCORE_TYPE_STANDARD);
  return score;
}

TEST(StandardErrorOf, IsTheRecordedOne) {
  EXPECT_THAT(StandardErrorOf(Score("standard_error { value: 45 scale: 1 }")), Optional(4.5));
}

TEST(StandardErrorOf, IsDerivedFromTheIntervalAndItsLevel) {
  EXPECT_THAT(StandardErrorOf(Score("interval_low { value: 71 } interval_high { value: 81 } "
                                    "interval_level_percent: 95")),
              Optional(DoubleNear(2.551, 0.001)));
}

TEST(StandardErrorOf, CannotBeDerivedFromAnIntervalOfUnknownLevel) {
  EXPECT_EQ(StandardErrorOf(Score("interval_low { value: 71 } interval_high { value: 81 }")),
            std::nullopt);
}

// With SEM 4.5 a difference of standard scores must pass 12.47 points: 12 is within the error of
// the test and 13 is not.
TEST(JudgeChange, NeedsTwelveAndAHalfPointsAtAnErrorOfFourAndAHalf) {
  const v1::Score before = Score("value { value: 76 } standard_error { value: 45 scale: 1 }");
  const v1::Score within = Score("value { value: 88 } standard_error { value: 45 scale: 1 }");
  const v1::Score beyond = Score("value { value: 89 } standard_error { value: 45 scale: 1 }");

  EXPECT_EQ(JudgeChange(before, within), ReliableChange::kWithinError);
  EXPECT_EQ(JudgeChange(before, beyond), ReliableChange::kReliable);
  EXPECT_EQ(JudgeChange(beyond, before), ReliableChange::kReliable);
}

TEST(JudgeChange, CannotSayWithoutAStandardError) {
  EXPECT_EQ(JudgeChange(Score("value { value: 76 }"), Score("value { value: 85 }")),
            ReliableChange::kCannotSay);
}

TEST(RatioGain, OfCaseAIsOnePointFiveNine) {
  const int days = Day("2025-10-14") - Day("2024-10-15");

  EXPECT_THAT(RatioGain(92 - 73, days), Optional(DoubleNear(1.59, 0.005)));
}

TEST(RatioGain, IsNothingOnOneDay) { EXPECT_EQ(RatioGain(5, 0), std::nullopt); }

TEST(SignedChange, KeepsTheDigitsOfTheMoreExactFigure) {
  v1::Decimal before;
  before.set_value(10);
  v1::Decimal after;
  after.set_value(125);
  after.set_scale(1);

  EXPECT_EQ(SignedChange(before, after), "+2.5");
  EXPECT_EQ(SignedChange(after, before), "-2.5");
}

TEST(Impact, OfCaseACannotBeCalledReliable) {
  const Record record = Fold(CaseRecordId(), CaseEvents("case-a"));

  const v1::TriedRow row = TriedRows(record, Day("2025-12-19")).back().row;

  EXPECT_EQ(row.shows(), "+9: cannot say, no SEM");
  EXPECT_EQ(row.before_after(), "SS 76 (71-81) > 85 (80-90), RG 1.59");
  EXPECT_EQ(row.verdict(), v1::VERDICT_CANNOT_TELL);
  EXPECT_EQ(row.formula_version(), kImpactFormulaVersion);
}

}  // namespace
}  // namespace cairn
