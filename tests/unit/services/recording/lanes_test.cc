#include "services/recording/lanes.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cairn {
namespace {

TEST(LanesTest, TasksOfOneKeyRunInTheOrderInWhichTheyCame) {
  Mutex mutex;
  std::map<std::string, std::vector<int>> ran;
  {
    Lanes lanes(4);
    for (int i = 0; i < 200; ++i) {
      for (const char* key : {"a", "b", "c", "d", "e"}) {
        lanes.Run(key, [&, key, i] {
          MutexLock lock(mutex);
          ran[key].push_back(i);
        });
      }
    }
  }  // the lanes finish what is queued

  for (const auto& [key, order] : ran) {
    EXPECT_EQ(order.size(), 200u) << key;
    EXPECT_TRUE(std::is_sorted(order.begin(), order.end())) << key;
  }
}

TEST(LanesTest, ABlockedLaneDoesNotHoldUpTheOthers) {
  Mutex mutex;
  Condition changed;
  bool other_ran = false;
  Lanes lanes(64);

  lanes.Run("blocked", [&] {
    MutexLock lock(mutex);
    while (!other_ran) changed.Wait(mutex);
  });
  // At least one of these keys takes another lane, and frees the blocked one.
  for (int i = 0; i < 64; ++i) {
    lanes.Run(std::to_string(i), [&] {
      MutexLock lock(mutex);
      other_ran = true;
      changed.NotifyAll();
    });
  }

  MutexLock lock(mutex);
  while (!other_ran) changed.Wait(mutex);
  EXPECT_TRUE(other_ran);
}

}  // namespace
}  // namespace cairn
