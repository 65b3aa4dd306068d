// Lets the disk fail once, or from then on, at every single operation of a run, one after another:
// the log stops, says so to everybody in flight, acknowledges nothing that it does not keep,
// resumes nothing in place, and starts again clean.
//
// CAIRN_FAULT_STRIDE sets how far apart the operations are that fail: at 1 every kind of failure
// visits every operation, at the usual 4 the four kinds share them out.
#include <cstddef>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "tests/fault/fault_log.h"
#include "tests/fault/written_requests.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

struct Failing {
  const char* name;
  int error;
  bool for_good;
};

std::ostream& operator<<(std::ostream& out, const Failing& failing) { return out << failing.name; }

size_t Stride() { return NumberFromEnvironment("CAIRN_FAULT_STRIDE", 4); }

class IoFault : public testing::TestWithParam<Failing> {
 protected:
  static DiskFault FaultAt(size_t nth) {
    return {.nth = nth, .error = GetParam().error, .for_good = GetParam().for_good};
  }

  // The run that is recorded: a start, a few groups, a restart that has something to recover, and
  // flushes in between. False if the fault kept it from its end.
  static bool Run(FaultLog& log, WrittenRequests& requests) {
    for (int start = 0; start < 2; ++start) {
      if (!log.Open().ok()) return false;
      requests.Run(*log, {.requests = 6, .text_bytes_max = 20'000});
      if (requests.interrupted() > 0) return false;
      log.Close();
    }
    return true;
  }

  // What a log is like that a fault has stopped, while its process goes on.
  static void CheckStopped(FaultLog& log, const WrittenRequests& requests) {
    EXPECT_THAT(requests.failures(), testing::Each(HasReason(v1::ERROR_REASON_OUTCOME_UNKNOWN)));
    log.disk().Disarm();  // the disk is well again, and the log must not believe it
    EXPECT_THAT(log->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "text")),
                HasReason(v1::ERROR_REASON_NOT_SERVING));
    EXPECT_FALSE(log->Failure().ok());
    log.Close();
    EXPECT_TRUE(log.stopped());
  }

  // The process ends and starts; and then the power goes, so that nothing counts that only the
  // memory of the system held.
  static void CheckKept(FaultLog& log, WrittenRequests& requests) {
    log.EndProcess();
    ASSERT_THAT(log.Open(), IsOk());
    requests.RepeatAndCheck(*log);
    if (HasFatalFailure()) return;
    log.LosePower();
    ASSERT_THAT(log.Open(), IsOk());
    requests.Check(*log);
  }

  // False when there is no such operation any more.
  static bool FailAt(size_t nth) {
    FaultLog log(nth);
    WrittenRequests requests(3);
    log.disk().Arm(FaultAt(nth));
    const bool finished = Run(log, requests);
    const bool happened = log.disk().fault_happened();
    EXPECT_TRUE(happened || finished);
    if (requests.interrupted() > 0) CheckStopped(log, requests);
    CheckKept(log, requests);
    return happened;
  }
};

TEST_P(IoFault, AtAnyOperationStopsTheLogAndLosesNothingAcknowledged) {
  const size_t first =
      1 + static_cast<size_t>(GetParam().error + (GetParam().for_good ? 2 : 0)) % Stride();
  for (size_t nth = first; FailAt(nth); nth += Stride()) {
    ASSERT_FALSE(HasFailure()) << "operation " << nth << " failed";
  }
}

INSTANTIATE_TEST_SUITE_P(, IoFault,
                         testing::Values(Failing{"EioOnce", EIO, false},
                                         Failing{"EioForGood", EIO, true},
                                         Failing{"EnospcOnce", ENOSPC, false},
                                         Failing{"EnospcForGood", ENOSPC, true}),
                         [](const auto& test) { return test.param.name; });

// Steps without which nothing may be acknowledged, each failed as often as it comes.
class IoFaultOfOneKind : public testing::TestWithParam<DiskStep> {};

TEST_P(IoFaultOfOneKind, ThatStaysIsNeverFollowedByAnAcknowledgement) {
  FaultLog log(1);
  WrittenRequests requests(1);
  ASSERT_THAT(log.Open(), IsOk());
  requests.Run(*log, {.requests = 3});
  const size_t acknowledged = requests.acknowledged();
  log.disk().Arm({.steps = {GetParam()}, .for_good = true});

  requests.Run(*log, {.writers = 4, .requests = 3});

  EXPECT_EQ(requests.acknowledged(), acknowledged);
  EXPECT_EQ(requests.failures().size(), 4u);
  for (const absl::Status& failure : requests.failures()) {
    EXPECT_THAT(ReasonOf(failure),
                testing::AnyOf(v1::ERROR_REASON_OUTCOME_UNKNOWN, v1::ERROR_REASON_NOT_SERVING));
  }
  log.EndProcess();
  ASSERT_THAT(log.Open(), IsOk());
  requests.RepeatAndCheck(*log);
}

INSTANTIATE_TEST_SUITE_P(, IoFaultOfOneKind, testing::Values(DiskStep::kWrite, DiskStep::kSync),
                         [](const auto& test) { return std::string(DiskStepName(test.param)); });

}  // namespace
}  // namespace cairn
