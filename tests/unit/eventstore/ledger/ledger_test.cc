#include "eventstore/ledger/ledger.h"

#include <atomic>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/ledger/tiles.h"
#include "tests/support/grown_ledger.h"
#include "tests/support/status_matchers.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const auto kDamaged = HasReason(v1::ERROR_REASON_DATA_DAMAGED);

TEST(Ledger, BeginsEmpty) {
  const GrownLedger grown;

  EXPECT_EQ(grown.ledger().size(), 0u);
  EXPECT_EQ(grown.ledger().root(), EmptyRoot());
  EXPECT_THAT(grown.ledger().Root(0), IsOkAndHolds(EmptyRoot()));
}

TEST(Ledger, HasTheRootOfItsLeavesAfterEveryBatch) {
  GrownLedger grown;

  ASSERT_THAT(grown.Append(1), IsOk());
  EXPECT_EQ(grown.ledger().root(), grown.ExpectedRoot(1));
  ASSERT_THAT(grown.Append(255), IsOk());
  EXPECT_EQ(grown.ledger().root(), grown.ExpectedRoot(256));
  ASSERT_THAT(grown.Append(700), IsOk());
  EXPECT_EQ(grown.ledger().root(), grown.ExpectedRoot(956));
}

TEST(Ledger, AnswersForEverySizeItHasHad) {
  const GrownLedger grown(700);

  EXPECT_THAT(grown.ledger().Root(1), IsOkAndHolds(grown.ExpectedRoot(1)));
  EXPECT_THAT(grown.ledger().Root(256), IsOkAndHolds(grown.ExpectedRoot(256)));
  EXPECT_THAT(grown.ledger().Root(511), IsOkAndHolds(grown.ExpectedRoot(511)));
  EXPECT_THAT(grown.ledger().Root(700), IsOkAndHolds(grown.ExpectedRoot(700)));
}

TEST(Ledger, ProvesALeafAcrossTilesAndEdge) {
  const GrownLedger grown(700);

  const auto path = grown.ledger().Inclusion(300, 700);

  ASSERT_THAT(path, IsOk());
  EXPECT_TRUE(VerifyInclusion(300, 700, grown.leaf_hashes()[300], *path, grown.ledger().root()));
}

TEST(Ledger, ProvesThatOneHeadExtendsAnother) {
  const GrownLedger grown(700);

  const auto path = grown.ledger().Consistency(259, 700);

  ASSERT_THAT(path, IsOk());
  EXPECT_TRUE(VerifyConsistency(259, 700, grown.ExpectedRoot(259), grown.ExpectedRoot(700), *path));
}

TEST(Ledger, RefusesSizesItHasNotReached) {
  const GrownLedger grown(3);

  EXPECT_THAT(grown.ledger().Root(4), HasReason(v1::ERROR_REASON_POSITION_AHEAD));
  EXPECT_THAT(grown.ledger().Inclusion(0, 4), HasReason(v1::ERROR_REASON_POSITION_AHEAD));
  EXPECT_THAT(grown.ledger().Consistency(1, 4), HasReason(v1::ERROR_REASON_POSITION_AHEAD));
}

TEST(Ledger, RefusesProofsThatDoNotExist) {
  const GrownLedger grown(3);

  EXPECT_THAT(grown.ledger().Inclusion(3, 3), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(grown.ledger().Consistency(0, 3), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(Ledger, WritesATileWhenItIsFullAndNotBefore) {
  GrownLedger grown(255);
  EXPECT_THAT(grown.TilesWritten(), IsEmpty());

  ASSERT_THAT(grown.Append(1), IsOk());
  EXPECT_THAT(grown.TilesWritten(), ElementsAre(TileKey(0, 0)));

  ASSERT_THAT(grown.Append(255), IsOk());
  EXPECT_THAT(grown.TilesWritten(), IsEmpty());
}

TEST(Ledger, WritesEveryTileThatOneBatchFills) {
  GrownLedger grown(200);

  ASSERT_THAT(grown.Append(600), IsOk());

  EXPECT_THAT(grown.TilesWritten(), ElementsAre(TileKey(0, 0), TileKey(0, 1), TileKey(0, 2)));
}

TEST(Ledger, WritesATileOfTilesWhenThatIsFull) {
  GrownLedger grown(65'535);

  ASSERT_THAT(grown.Append(1), IsOk());

  EXPECT_THAT(grown.TilesWritten(), ElementsAre(TileKey(0, 255), TileKey(1, 0)));
  EXPECT_EQ(grown.ledger().root(), grown.ExpectedRoot(65'536));
}

TEST(Ledger, StoresTheLeafHashesInTheirTile) {
  const GrownLedger grown(256);

  EXPECT_THAT(grown.storage().Get(Space::kTiles, TileKey(0, 0)),
              IsOkAndHolds(testing::Optional(EncodeTile(grown.leaf_hashes()))));
}

TEST(Ledger, ChangesNothingUntilTheExtensionIsApplied) {
  const GrownLedger grown(3);
  Batch batch;

  const auto extension = grown.ledger().Extend({{HashLeaf("next")}}, batch);

  ASSERT_THAT(extension, IsOk());
  EXPECT_EQ(extension->first, 3u);
  EXPECT_EQ(extension->size, 4u);
  EXPECT_EQ(grown.ledger().size(), 3u);
  EXPECT_EQ(grown.ledger().root(), grown.ExpectedRoot(3));
}

TEST(Ledger, IsExtendedByNothing) {
  GrownLedger grown(3);

  ASSERT_THAT(grown.Append(0), IsOk());

  EXPECT_EQ(grown.ledger().root(), grown.ExpectedRoot(3));
}

TEST(Ledger, RefusesATileOverALeafThatWasDamaged) {
  GrownLedger grown(200);
  grown.Damage(Space::kLeaves, U64Key(5));
  ASSERT_THAT(grown.Append(55), IsOk());

  EXPECT_THAT(grown.Append(1), kDamaged);

  EXPECT_EQ(grown.ledger().size(), 255u);
  EXPECT_EQ(grown.ledger().root(), grown.ExpectedRoot(255));
}

TEST(Ledger, RefusesATileOverALeafThatWasLost) {
  GrownLedger grown(200);
  grown.Lose(Space::kLeaves, U64Key(200));

  EXPECT_THAT(grown.Append(56), kDamaged);
}

TEST(Ledger, RefusesATileOverATileThatWasDamaged) {
  GrownLedger grown(65'535);
  grown.Damage(Space::kTiles, TileKey(0, 3));

  EXPECT_THAT(grown.Append(1), kDamaged);

  EXPECT_EQ(grown.ledger().size(), 65'535u);
}

TEST(Ledger, RefusesAProofFromATileThatWasLost) {
  GrownLedger grown(600);
  grown.Lose(Space::kTiles, TileKey(0, 1));

  EXPECT_THAT(grown.ledger().Inclusion(300, 600), kDamaged);
}

TEST(Ledger, LoadsAnotherRootWhenALeafOfTheEdgeWasDamaged) {
  GrownLedger grown(300);
  grown.Damage(Space::kLeaves, U64Key(299));

  const auto loaded = Ledger::Load(grown.storage(), 300);

  ASSERT_THAT(loaded, IsOk());
  EXPECT_NE((*loaded)->root(), grown.ExpectedRoot(300));
}

TEST(Ledger, LoadsAnotherRootWhenATileWasDamaged) {
  GrownLedger grown(600);
  grown.Damage(Space::kTiles, TileKey(0, 0));

  const auto loaded = Ledger::Load(grown.storage(), 600);

  ASSERT_THAT(loaded, IsOk());
  EXPECT_NE((*loaded)->root(), grown.ExpectedRoot(600));
}

TEST(Ledger, IsNotLoadedWhenARowIsLost) {
  GrownLedger grown(600);
  grown.Lose(Space::kLeaves, U64Key(600));
  EXPECT_THAT(Ledger::Load(grown.storage(), 600), kDamaged);
  EXPECT_THAT(Ledger::Load(grown.storage(), 599), IsOk());

  grown.Lose(Space::kTiles, TileKey(0, 1));
  EXPECT_THAT(Ledger::Load(grown.storage(), 599), kDamaged);
}

TEST(Ledger, IsNotLoadedBeyondItsLeaves) {
  const GrownLedger grown(3);

  EXPECT_THAT(Ledger::Load(grown.storage(), 4), kDamaged);
}

// Sizes around the borders of tiles.
class LoadedLedger : public testing::TestWithParam<uint64_t> {};

TEST_P(LoadedLedger, EqualsTheOneThatWasGrown) {
  const GrownLedger grown(GetParam());

  const auto loaded = Ledger::Load(grown.storage(), GetParam());

  ASSERT_THAT(loaded, IsOk());
  EXPECT_EQ((*loaded)->size(), grown.ledger().size());
  EXPECT_EQ((*loaded)->root(), grown.ledger().root());
  EXPECT_EQ(*(*loaded)->Inclusion(0, GetParam()), *grown.ledger().Inclusion(0, GetParam()));
  EXPECT_EQ(*(*loaded)->Consistency(1, GetParam()), *grown.ledger().Consistency(1, GetParam()));
}

INSTANTIATE_TEST_SUITE_P(AroundTiles, LoadedLedger,
                         testing::Values(1, 2, 255, 256, 257, 511, 512, 513, 65'535, 65'536, 65'537,
                                         65'792, 70'000));

TEST(Ledger, ServesProofsWhileItGrows) {
  GrownLedger grown(250);
  const Hash root = grown.ExpectedRoot(250);
  std::atomic<bool> grows = true;
  std::atomic<int> wrong = 0;
  std::thread reader([&] {
    while (grows) wrong += grown.ledger().Root(250).value_or(Hash{}) == root ? 0 : 1;
  });

  for (int i = 0; i < 300; ++i) EXPECT_THAT(grown.Append(7), IsOk());
  grows = false;
  reader.join();

  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(grown.ledger().root(), grown.ExpectedRoot(2350));
}

}  // namespace
}  // namespace cairn
