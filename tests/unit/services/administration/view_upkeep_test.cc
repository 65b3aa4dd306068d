#include "services/administration/view_upkeep.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"
#include "tests/support/view_log.h"

namespace cairn {
namespace {

constexpr uint64_t kReserve = 5'000'000;

TEST(ViewUpkeep, SaysOfEachViewWhyItsRowsAreNotBeingWritten) {
  ViewLog views({TextsView(), CountsView()},
                {.rebuild_threads = 1, .disk_reserve_bytes = kReserve});
  const ViewUpkeep upkeep(*views.log(), views.store(), views.runner());
  views.Say(1, "a");
  views.Settle();
  ASSERT_EQ(upkeep.Statuses().size(), 2u);
  EXPECT_EQ(upkeep.Statuses()[0].waits_because(), "");

  views.storage().free_bytes = kReserve - 1;
  views.Say(1, "b");
  ASSERT_FALSE(views.runner().Step().ok());
  for (const v1::ViewStatus& view : upkeep.Statuses()) {
    EXPECT_EQ(view.waits_because(), "the disk is nearly full") << view.name();
  }

  views.storage().free_bytes = kReserve;
  ASSERT_THAT(views.runner().Step(), IsOk());
  EXPECT_EQ(upkeep.Statuses()[0].waits_because(), "");
}

}  // namespace
}  // namespace cairn
