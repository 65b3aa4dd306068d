#include "services/administration/upkeep.h"

#include <gtest/gtest.h>

#include "tests/support/fake_clock.h"
#include "tests/support/memory_vault.h"
#include "tests/support/opened_log.h"
#include "tests/support/seeded_random.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace cairn {
namespace {

// A client goes on when it has the report, before the call has ended; a scrub begun then was
// refused now and again because the last was not yet over in the server's own books.
TEST(Upkeep, HasEndedAScrubWhenItReports) {
  const TempFolder folder;
  FakeClock clock;
  SeededRandom random;
  MemoryVault vault(random);
  const auto opened = OpenLogIn(folder / "data", vault, clock, random);
  ASSERT_THAT(opened, IsOk());
  Upkeep upkeep(*(*opened)->log, *(*opened)->storage, vault, clock, {});
  const auto accept = [](const v1::ScrubResponse&) { return true; };

  absl::Status next = absl::UnknownError("there was no report");
  const absl::Status scrubbed = upkeep.Scrub({}, [&](const v1::ScrubResponse& response) {
    if (response.has_report()) next = upkeep.Scrub({}, accept);
    return true;
  });

  EXPECT_THAT(scrubbed, IsOk());
  EXPECT_THAT(next, IsOk());
}

}  // namespace
}  // namespace cairn
