#include "eventstore/ledger/tree_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/ledger/tiles.h"
#include "tests/support/grown_ledger.h"
#include "tests/support/status_matchers.h"

namespace cairn {
namespace {

const auto kDamagedTree = HasReason(v1::ERROR_REASON_DATA_DAMAGED);

TEST(CheckTree, FindsNothingInATreeThatGrewUndisturbed) {
  const GrownLedger empty;
  const GrownLedger small(300);
  const GrownLedger large(65'600);

  EXPECT_THAT(CheckTree(empty.storage(), 0, EmptyRoot()), IsOk());
  EXPECT_THAT(CheckTree(small.storage(), 300, small.ExpectedRoot(300)), IsOk());
  EXPECT_THAT(CheckTree(large.storage(), 65'600, large.ExpectedRoot(65'600)), IsOk());
}

TEST(CheckTree, LooksAtNothingAboveTheSizeItWasGiven) {
  GrownLedger grown(600);
  grown.Damage(Space::kLeaves, U64Key(301));

  EXPECT_THAT(CheckTree(grown.storage(), 300, grown.ExpectedRoot(300)), IsOk());
}

TEST(CheckTree, FindsADamagedLeafUnderATile) {
  GrownLedger grown(600);
  grown.Damage(Space::kLeaves, U64Key(17));

  EXPECT_THAT(CheckTree(grown.storage(), 600, grown.ExpectedRoot(600)), kDamagedTree);
}

TEST(CheckTree, FindsADamagedLeafOnTheEdge) {
  GrownLedger grown(600);
  grown.Damage(Space::kLeaves, U64Key(600));

  EXPECT_THAT(CheckTree(grown.storage(), 600, grown.ExpectedRoot(600)), kDamagedTree);
}

TEST(CheckTree, FindsADamagedTileThatNoHeadDependsOn) {
  GrownLedger grown(65'600);
  grown.Damage(Space::kTiles, TileKey(0, 9));

  EXPECT_THAT(CheckTree(grown.storage(), 65'600, grown.ExpectedRoot(65'600)), kDamagedTree);
}

TEST(CheckTree, FindsLostRows) {
  GrownLedger without_leaf(600);
  without_leaf.Lose(Space::kLeaves, U64Key(40));
  GrownLedger without_tile(600);
  without_tile.Lose(Space::kTiles, TileKey(0, 1));

  EXPECT_THAT(CheckTree(without_leaf.storage(), 600, without_leaf.ExpectedRoot(600)), kDamagedTree);
  EXPECT_THAT(CheckTree(without_tile.storage(), 600, without_tile.ExpectedRoot(600)), kDamagedTree);
}

TEST(CheckTree, FindsThatTheRootIsAnother) {
  const GrownLedger grown(300);

  EXPECT_THAT(CheckTree(grown.storage(), 300, grown.ExpectedRoot(299)), kDamagedTree);
}

}  // namespace
}  // namespace cairn
