#include "services/server/config.h"

#include <gtest/gtest.h>

namespace cairn {
namespace {

TEST(ConfigTest, OnlyLoopbackAddressesAreListenedOn) {
  EXPECT_TRUE(CheckConfig({.listen = "127.0.0.1:0", .origin = "cairn.test/log/1"}).ok());
  EXPECT_TRUE(CheckConfig({.listen = "[::1]:1", .origin = "cairn.test/log/1"}).ok());
  EXPECT_FALSE(CheckConfig({.listen = "0.0.0.0:1", .origin = "cairn.test/log/1"}).ok());
}

TEST(ConfigTest, ASimulatedClockNeedsADemoOriginAndTheOtherWayRound) {
  EXPECT_TRUE(CheckConfig({.origin = "demo.cairn.test/log/1", .simulated_clock = true}).ok());
  EXPECT_FALSE(CheckConfig({.origin = "cairn.test/log/1", .simulated_clock = true}).ok());
  EXPECT_FALSE(CheckConfig({.origin = "demo.cairn.test/log/1"}).ok());
}

}  // namespace
}  // namespace cairn
