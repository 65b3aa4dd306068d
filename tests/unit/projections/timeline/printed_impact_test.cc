#include "projections/timeline/printed_impact.h"

#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "projections/timeline/tried_rows.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"
#include "tests/support/test_scores.h"

namespace cairn {
namespace {

TEST(ShownByScores, IsReliableBeyondTheErrorOfTheTest) {
  const Shown shown =
      ShownByScores(StandardScore("76", kOctober, "4.5"), StandardScore("89", kNextOctober, "4.5"));

  EXPECT_EQ(shown.verdict, v1::VERDICT_CHANGE);
  EXPECT_EQ(shown.words, "+13, reliable");
}

TEST(ShownByScores, IsWithinTheErrorOfTheTestUpToIt) {
  const Shown shown =
      ShownByScores(StandardScore("88", kOctober, "4.5"), StandardScore("76", kNextOctober, "4.5"));

  EXPECT_EQ(shown.verdict, v1::VERDICT_NO_RELIABLE_CHANGE);
  EXPECT_EQ(shown.words, "-12: within the error of the test");
}

TEST(ShownByScores, CannotBeSaidWithoutAStandardError) {
  const Shown shown =
      ShownByScores(StandardScore("76", kOctober), StandardScore("85", kNextOctober));

  EXPECT_EQ(shown.verdict, v1::VERDICT_CANNOT_TELL);
  EXPECT_EQ(shown.words, "+9: cannot say, no SEM");
}

TEST(ShownByScores, SaysWhyTwoScoresCannotBeCompared) {
  impact::TestScore other = StandardScore("85", kNextOctober);
  other.informant = "parent";

  const Shown shown = ShownByScores(StandardScore("76", kOctober), other);

  EXPECT_EQ(shown.verdict, v1::VERDICT_CANNOT_TELL);
  EXPECT_EQ(shown.words,
            "Cannot tell. The two scores cannot be compared: who answered differs (not said, then "
            "parent).");
}

TEST(RatioGainWords, AreEmptyWhenNoTimeWentBy) {
  EXPECT_EQ(RatioGainWords(AgeInMonths("73", kOctober), AgeInMonths("92", kOctober)), "");
  EXPECT_EQ(RatioGainWords(AgeInMonths("73", kOctober), AgeInMonths("92", kNextOctober)),
            "RG 1.59");
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
