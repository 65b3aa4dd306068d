#include "services/server/memory_dumps.h"

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace cairn {
namespace {

constexpr int kForbidden = 7;

// In a process of its own, because nothing takes it back.
[[noreturn]] void ForbidAndSay() {
  const bool asked = ForbidMemoryDumps().ok();
  rlimit limit = {};
  getrlimit(RLIMIT_CORE, &limit);
  const bool none = limit.rlim_cur == 0 && limit.rlim_max == 0;
  std::exit(asked && none && prctl(PR_GET_DUMPABLE) == 0 ? kForbidden : 0);
}

TEST(MemoryDumpsDeathTest, LeaveNoCoreFileAndNoReader) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");

  EXPECT_EXIT(ForbidAndSay(), testing::ExitedWithCode(kForbidden), "");
}

}  // namespace
}  // namespace cairn
