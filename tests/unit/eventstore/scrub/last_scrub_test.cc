#include "eventstore/scrub/last_scrub.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace cairn {
namespace {

using testing::Optional;

TEST(LastScrub, IsReadAsItWasWrittenAndReplacedByTheNext) {
  const TempFolder folder;
  const std::string path = folder / "last_scrub";
  EXPECT_EQ(ReadLastScrub(path), std::nullopt);
  const LastScrub first{.ended_at_us = 1, .generation = 2, .size = 3, .events = 4, .bytes = 5};
  const LastScrub second{.ended_at_us = 6, .generation = 2, .size = 9, .events = 9, .damages = 1};

  EXPECT_THAT(WriteLastScrub(path, first), IsOk());
  EXPECT_THAT(ReadLastScrub(path), Optional(first));
  EXPECT_THAT(WriteLastScrub(path, second), IsOk());
  EXPECT_THAT(ReadLastScrub(path), Optional(second));
}

TEST(LastScrub, IsUnknownWhenItsFileIsNotWhole) {
  const TempFolder folder;
  const std::string path = folder / "last_scrub";
  EXPECT_THAT(WriteLastScrub(path, {.ended_at_us = 1}), IsOk());
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(20);
  file.put('!').flush();

  EXPECT_EQ(ReadLastScrub(path), std::nullopt);
}

}  // namespace
}  // namespace cairn
