#include "services/recording/turns.h"

#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(TurnsTest, AFreeTurnStartsAtOnce) {
  Turns turns;
  std::vector<std::string> started;

  turns.Take("a", [&] { started.push_back("first of a"); });
  turns.Take("b", [&] { started.push_back("first of b"); });

  EXPECT_THAT(started, ElementsAre("first of a", "first of b"));
  turns.End("a");
  turns.End("b");
}

TEST(TurnsTest, OthersOfTheKeyStartInTheOrderInWhichTheyCameAsTurnsEnd) {
  Turns turns;
  std::vector<int> started;
  turns.Take("a", [] {});
  for (const int number : {1, 2, 3}) turns.Take("a", [&, number] { started.push_back(number); });
  EXPECT_THAT(started, IsEmpty());

  turns.End("a");
  EXPECT_THAT(started, ElementsAre(1));
  turns.End("a");
  turns.End("a");
  EXPECT_THAT(started, ElementsAre(1, 2, 3));

  turns.End("a");
  turns.Take("a", [&] { started.push_back(4); });
  EXPECT_THAT(started, ElementsAre(1, 2, 3, 4));
  turns.End("a");
}

TEST(TurnsTest, NoTwoTurnsOfAKeyOverlapHoweverManyThreadsTakeThem) {
  Turns turns;
  int inside = 0;  // guarded by the turn itself: the thread sanitizer watches
  int done = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 1000; ++i) {
        turns.Take("a", [&] {
          EXPECT_EQ(inside++, 0);
          ++done;
          --inside;
          turns.End("a");
        });
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(done, 4000);
}

TEST(TurnsTest, WorkThatNeedsSeveralKeysStartsWhenItHasThemAll) {
  Turns turns;
  std::vector<std::string> started;
  turns.Take("a", [] {});
  turns.Take("b", [] {});
  turns.TakeAll({"a", "b", "c"}, [&] { started.push_back("all"); });

  turns.End("b");
  EXPECT_THAT(started, IsEmpty());
  turns.End("a");
  EXPECT_THAT(started, ElementsAre("all"));

  turns.Take("c", [&] { started.push_back("c"); });
  EXPECT_THAT(started, ElementsAre("all"));
  turns.EndAll({"a", "b", "c"});
  EXPECT_THAT(started, ElementsAre("all", "c"));
  turns.End("c");
}

TEST(TurnsTest, AKeyThatIsNamedTwiceIsTakenOnce) {
  Turns turns;
  bool started = false;

  turns.TakeAll({"a", "a"}, [&] { started = true; });

  EXPECT_TRUE(started);
  turns.EndAll({"a", "a"});
  EXPECT_TRUE(turns.idle());
}

TEST(TurnsTest, KeepsNobodyMoreWhereSoManyWait) {
  Turns turns;
  int started = 0;
  const auto start = [&started] { ++started; };
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(turns.TryTakeAll({"a"}, 2, start));
  EXPECT_EQ(turns.WaitingAt("a"), 2u);

  EXPECT_FALSE(turns.TryTakeAll({"a"}, 2, start));
  EXPECT_FALSE(turns.TryTakeAll({"b", "a"}, 2, start));
  EXPECT_FALSE(turns.IsAnyTaken({"b"}));

  for (int i = 0; i < 3; ++i) turns.End("a");
  EXPECT_EQ(started, 3);
  EXPECT_TRUE(turns.idle());
}

TEST(TurnsTest, SaysWhetherSomebodyHasATurn) {
  Turns turns;
  EXPECT_TRUE(turns.idle());

  turns.Take("a", [] {});

  EXPECT_FALSE(turns.idle());
  EXPECT_TRUE(turns.IsAnyTaken({"b", "a"}));
  EXPECT_FALSE(turns.IsAnyTaken({"b"}));
  turns.End("a");
  EXPECT_TRUE(turns.idle());
}

TEST(TurnsTest, WhoTakesTheSameKeysInAnotherOrderDoesNotWaitForEver) {
  Turns turns;
  int done = 0;  // guarded by the turns
  std::vector<std::thread> threads;
  for (const Turns::Keys& keys : {Turns::Keys{"a", "b", "c"}, Turns::Keys{"c", "b", "a"}}) {
    threads.emplace_back([&turns, &done, keys] {
      for (int i = 0; i < 1000; ++i) {
        turns.AwaitAll(keys);
        ++done;
        turns.EndAll(keys);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(done, 2000);
}

}  // namespace
}  // namespace cairn
