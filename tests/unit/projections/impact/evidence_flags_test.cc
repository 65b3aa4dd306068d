#include "projections/impact/evidence_flags.h"

#include <gtest/gtest.h>

namespace cairn::impact {
namespace {

// Three words measured by somebody else, before and after nine sessions of ten.
EvidenceBasis Sound() {
  return {.dose = DoseShareOf(9, 10, DoseUnit::kSessions),
          .has_baseline = true,
          .has_exit = true,
          .same_measure = true,
          .points = 3,
          .tester_taught = false};
}

TEST(EvidenceFlags, AreNoneWhereNothingIsLacking) {
  EXPECT_TRUE(FlagsOf(Sound()).flags.empty());
  EXPECT_TRUE(FlagsOf(Sound()).IsEvidence());
  EXPECT_EQ(FlagsOf(Sound()).formula, (Formula{"evidence flags", 1}));
}

TEST(EvidenceFlags, BarARedDose) {
  EvidenceBasis basis = Sound();
  basis.dose = DoseShareOf(8, 15, DoseUnit::kSessions);

  EXPECT_FALSE(FlagsOf(basis).IsEvidence());
  EXPECT_EQ(FlagsOf(basis).BarringWords(), "53% given");
}

TEST(EvidenceFlags, BarADoseThatIsNotKnown) {
  EvidenceBasis basis = Sound();
  basis.dose = DoseShareOf({});
  EXPECT_EQ(FlagsOf(basis).BarringWords(), "no log");

  basis.dose = DoseShareOf(9, {}, DoseUnit::kSessions);
  EXPECT_EQ(FlagsOf(basis).BarringWords(), "not known how much was planned");
}

TEST(EvidenceFlags, BarTwoPoints) {
  EvidenceBasis basis = Sound();
  basis.points = 2;

  EXPECT_EQ(FlagsOf(basis).BarringWords(), "2 points");
}

TEST(EvidenceFlags, LetTwoScoresOfATestStand) {
  EvidenceBasis basis = Sound();
  basis.is_test = true;
  basis.points = 2;

  EXPECT_TRUE(FlagsOf(basis).IsEvidence());
}

TEST(EvidenceFlags, BarAChangedMeasure) {
  EvidenceBasis basis = Sound();
  basis.same_measure = false;

  EXPECT_EQ(FlagsOf(basis).BarringWords(), "measure changed");
}

TEST(EvidenceFlags, SayOnlyOnceWhatFollowsFromAMissingBaseline) {
  EvidenceBasis basis = Sound();
  basis.has_baseline = false;
  basis.has_exit = false;
  basis.points = 0;

  EXPECT_EQ(FlagsOf(basis).BarringWords(), "no baseline");
  EXPECT_TRUE(FlagsOf(basis).Find(Lack::kExit)->implied);
  EXPECT_TRUE(FlagsOf(basis).Find(Lack::kSameMeasure)->implied);
  EXPECT_TRUE(FlagsOf(basis).Find(Lack::kPoints)->implied);
}

TEST(EvidenceFlags, SayThatNothingWasMeasuredAtTheEnd) {
  EvidenceBasis basis = Sound();
  basis.has_exit = false;

  EXPECT_EQ(FlagsOf(basis).BarringWords(), "nothing measured at the end");
}

TEST(EvidenceFlags, SayThatTheTesterTaughtAndBarNothing) {
  EvidenceBasis basis = Sound();
  basis.tester_taught = true;

  EXPECT_EQ(FlagsOf(basis).Find(Lack::kIndependentTester)->words, "tester taught it");
  EXPECT_TRUE(FlagsOf(basis).IsEvidence());
}

}  // namespace
}  // namespace cairn::impact
