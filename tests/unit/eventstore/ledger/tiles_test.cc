#include "eventstore/ledger/tiles.h"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "tests/support/status_matchers.h"
#include "tests/support/trees.h"

namespace cairn {
namespace {

using testing::AllOf;
using testing::ElementsAreArray;
using testing::Field;

auto IsSpan(int level, uint64_t index, size_t first, size_t count) {
  return AllOf(Field(&TileSpan::level, level), Field(&TileSpan::index, index),
               Field(&TileSpan::first, first), Field(&TileSpan::count, count));
}

TEST(SpanOf, FindsALeafInItsTile) {
  EXPECT_THAT(SpanOf(0, 0), IsSpan(0, 0, 0, 1));
  EXPECT_THAT(SpanOf(0, 255), IsSpan(0, 0, 255, 1));
  EXPECT_THAT(SpanOf(0, 256), IsSpan(0, 1, 0, 1));
}

TEST(SpanOf, FindsANodeAsTheRootOfEntries) {
  EXPECT_THAT(SpanOf(7, 1), IsSpan(0, 0, 128, 128));
  EXPECT_THAT(SpanOf(3, 33), IsSpan(0, 1, 8, 8));
}

TEST(SpanOf, FindsTheRootOfATileOneLevelUp) {
  EXPECT_THAT(SpanOf(8, 0), IsSpan(1, 0, 0, 1));
  EXPECT_THAT(SpanOf(17, 3), IsSpan(2, 0, 6, 2));
}

TEST(FullTiles, CountsOnlyWhatIsFull) {
  EXPECT_EQ(FullTiles(0, 255), 0u);
  EXPECT_EQ(FullTiles(0, 256), 1u);
  EXPECT_EQ(FullTiles(1, 65'535), 0u);
  EXPECT_EQ(FullTiles(1, 65'536), 1u);
}

TEST(EdgeWidth, IsWhatIsLeftRightOfTheFullTiles) {
  EXPECT_EQ(EdgeWidth(0, 255), 255u);
  EXPECT_EQ(EdgeWidth(0, 256), 0u);
  EXPECT_EQ(EdgeWidth(1, 256), 1u);
  EXPECT_EQ(EdgeWidth(1, 65'536), 0u);
  EXPECT_EQ(EdgeWidth(2, 65'536), 1u);
}

TEST(TileLevels, AreEnoughForEveryTree) {
  EXPECT_EQ(TileEntries(kTileLevels - 1, std::numeric_limits<uint64_t>::max()), 255u);
}

TEST(TileKey, SortsByLevelAndThenByIndex) {
  EXPECT_EQ(ToHex(TileKey(1, 258)), "010000000000000102");
  EXPECT_LT(TileKey(0, 256), TileKey(1, 0));
  EXPECT_LT(TileKey(1, 255), TileKey(1, 256));
}

TEST(EncodeTile, DecodesToWhatWasEncoded) {
  const std::vector<Hash> hashes = NumberedLeafHashes(256);

  EXPECT_EQ(EncodeTile(hashes).size(), 8192u);
  EXPECT_THAT(DecodeTile(EncodeTile(hashes)), IsOkAndHolds(ElementsAreArray(hashes)));
}

TEST(DecodeTile, IsDamageWhenTheLengthIsWrong) {
  EXPECT_THAT(DecodeTile(std::string(8191, 'x')), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(DecodeTile(std::string(8193, 'x')), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

}  // namespace
}  // namespace cairn
