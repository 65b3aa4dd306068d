#include "projections/record/growing_list.h"

#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using List = GrowingList<std::string>;

TEST(GrowingListTest, HoldsWhatWasAddedInOrder) {
  List list;
  EXPECT_THAT(list, IsEmpty());

  std::vector<std::string> expected;
  for (int i = 0; i < 100; ++i) {
    list.push_back(std::to_string(i));
    expected.push_back(std::to_string(i));
  }

  EXPECT_THAT(list, testing::ElementsAreArray(expected));
  EXPECT_EQ(list.front(), "0");
  EXPECT_EQ(list.back(), "99");
  EXPECT_EQ(list[50], "50");
}

TEST(GrowingListTest, ACopySharesAndDoesNotSeeWhatIsAddedLater) {
  List first{"a", "b"};
  List second = first;

  second.push_back("c");

  EXPECT_EQ(second.data(), first.data());
  EXPECT_THAT(first, ElementsAre("a", "b"));
  EXPECT_THAT(second, ElementsAre("a", "b", "c"));
}

TEST(GrowingListTest, TwoCopiesThatAddPart) {
  List first{"a", "b"};
  List second = first;

  second.push_back("c");
  first.push_back("d");

  EXPECT_THAT(first, ElementsAre("a", "b", "d"));
  EXPECT_THAT(second, ElementsAre("a", "b", "c"));
}

TEST(GrowingListTest, InsertsWithoutACopySeeingIt) {
  List first{"a", "c"};
  List second = first;

  second.insert(second.begin() + 1, "b");
  second.insert(second.end(), "d");
  second.insert(second.begin(), "0");

  EXPECT_THAT(first, ElementsAre("a", "c"));
  EXPECT_THAT(second, ElementsAre("0", "a", "b", "c", "d"));
}

TEST(GrowingListTest, CopiesGrowSideBySideInThreads) {
  const List shared{"a", "b"};
  std::vector<List> copies(4, shared);
  std::vector<std::thread> threads;
  for (size_t t = 0; t < copies.size(); ++t) {
    threads.emplace_back([&copies, t] {
      for (int i = 0; i < 200; ++i) copies[t].push_back(std::to_string(t));
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_THAT(shared, ElementsAre("a", "b"));
  for (size_t t = 0; t < copies.size(); ++t) {
    ASSERT_THAT(copies[t], SizeIs(202));
    for (size_t i = 2; i < 202; ++i) ASSERT_EQ(copies[t][i], std::to_string(t));
  }
}

}  // namespace
}  // namespace cairn
