// Cuts the power at random moments and at every step of a write, and opens what the disk has kept
// of the folder: nothing acknowledged is lost, nothing is half there.
//
// CAIRN_FAULT_ROUNDS sets the number of rounds of the random tests; CAIRN_FAULT_SEED repeats a run;
// CAIRN_FAULT_STRIDE > 1 leaves operations out of a test that cuts at each of them.
#include <atomic>
#include <cstdint>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fault/fault_log.h"
#include "tests/fault/written_requests.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

uint64_t Rounds(uint64_t otherwise) {
  return NumberFromEnvironment("CAIRN_FAULT_ROUNDS", otherwise);
}

uint64_t FirstSeed() { return NumberFromEnvironment("CAIRN_FAULT_SEED", 1); }

// A power cut at one of the next `within` operations of the disk.
DiskFault CutWithin(size_t within, std::mt19937& random) {
  return {.nth = 1 + random() % within, .power_cut = true};
}

TEST(PowerLoss, LosesNothingAcknowledgedAndLeavesNothingHalfThereAtAnyMoment) {
  constexpr WrittenRequests::Load kTornLoad = {.writers = 4, .requests = 40};
  for (uint64_t seed = FirstSeed(); seed < FirstSeed() + Rounds(12); ++seed) {
    SCOPED_TRACE(testing::Message() << "CAIRN_FAULT_SEED=" << seed);
    std::mt19937 random(static_cast<uint32_t>(seed));
    FaultLog log(seed);
    WrittenRequests requests(seed);
    ASSERT_THAT(log.Open(), IsOk());
    for (int cut = 0; cut < 4; ++cut) {
      log.disk().Arm(CutWithin(400, random));
      requests.Run(*log, kTornLoad);
      log.LosePower();
      ASSERT_THAT(log.Open(), IsOk());
      requests.RepeatAndCheck(*log);
      if (HasFailure()) return;
    }
  }
}

TEST(PowerLoss, WhileTheLogIsOpenedLosesNothingEither) {
  for (uint64_t seed = FirstSeed(); seed < FirstSeed() + Rounds(6); ++seed) {
    SCOPED_TRACE(testing::Message() << "CAIRN_FAULT_SEED=" << seed);
    std::mt19937 random(static_cast<uint32_t>(seed));
    FaultLog log(seed);
    WrittenRequests requests(seed);
    ASSERT_THAT(log.Open(), IsOk());
    requests.Run(*log, {.requests = 30});
    log.LosePower();
    for (int cut = 0; cut < 8; ++cut) {
      log.disk().Arm(CutWithin(60, random));
      (void)log.Open();
      log.LosePower();
    }
    ASSERT_THAT(log.Open(), IsOk());
    requests.RepeatAndCheck(*log);
    if (HasFailure()) return;
  }
}

TEST(PowerLoss, AtAnyOperationOfTheFirstStartLeavesAFolderThatCanBeginAgain) {
  const size_t stride = NumberFromEnvironment("CAIRN_FAULT_STRIDE", 1);
  bool cut = true;
  for (size_t nth = 1; cut; nth += stride) {
    SCOPED_TRACE(testing::Message() << "cut at operation " << nth);
    FaultLog log(nth);
    log.disk().Arm({.nth = nth, .power_cut = true});
    (void)log.Open();
    cut = log.disk().fault_happened();
    log.LosePower();

    ASSERT_THAT(log.Open(), IsOk());
    WrittenRequests requests(nth);
    requests.Run(*log, {.requests = 3});
    requests.Check(*log);
    if (HasFailure()) return;
  }
}

class PowerLossAtStep : public testing::TestWithParam<WriteStep> {
 protected:
  // Cuts the power the third time that the log comes to the step.
  void CutAtThirdTime() {
    log_.at_step = [this, times = std::make_shared<std::atomic<int>>(0)](WriteStep step) {
      if (step == GetParam() && ++*times == 3) log_.disk().CutPower();
    };
  }

  FaultLog log_{7};
  WrittenRequests requests_{7};
};

TEST_P(PowerLossAtStep, KeepsTheContract) {
  ASSERT_THAT(log_.Open(), IsOk());
  CutAtThirdTime();

  requests_.Run(*log_, {.writers = 3, .requests = 20});
  EXPECT_GT(requests_.acknowledged(), 0u);
  EXPECT_GT(requests_.interrupted(), 0u);
  log_.LosePower();
  EXPECT_TRUE(log_.stopped());

  log_.at_step = [](WriteStep) {};
  ASSERT_THAT(log_.Open(), IsOk());
  requests_.RepeatAndCheck(*log_);
}

INSTANTIATE_TEST_SUITE_P(, PowerLossAtStep,
                         testing::Values(WriteStep::kDecided, WriteStep::kCommitted,
                                         WriteStep::kWitnessed, WriteStep::kPublished));

}  // namespace
}  // namespace cairn
