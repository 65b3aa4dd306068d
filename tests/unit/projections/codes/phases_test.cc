#include "projections/codes/phases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cairn::codes {
namespace {

TEST(Phases, AreFoundByTheLettersOfTheCensus) {
  EXPECT_EQ(FindPhase("PS")->meaning, "Primary");
  EXPECT_EQ(FindPhase("ps"), nullptr);
  EXPECT_EQ(FindPhase("PX"), nullptr);
  EXPECT_EQ(Phases().size(), 8u);
}

TEST(Phases, AreFoundByTheNumberOfGias) {
  EXPECT_EQ(FindGiasPhase("7")->meaning, "All-through");
  EXPECT_EQ(FindGiasPhase("8"), nullptr);
  EXPECT_EQ(GiasPhases().size(), 8u);
}

TEST(Phases, MeanTheSameInBoth) {
  for (const Phase& phase : Phases()) {
    ASSERT_NE(FindGiasPhase(phase.gias), nullptr) << phase.code;
    EXPECT_TRUE(phase.gias == "0" || FindGiasPhase(phase.gias)->meaning == phase.meaning)
        << phase.code;
  }
}

}  // namespace
}  // namespace cairn::codes
