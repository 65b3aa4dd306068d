// What holds for every history of a ledger, however it was cut into batches.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "eventstore/ledger/ledger.h"
#include "eventstore/ledger/tiles.h"
#include "tests/support/grown_ledger.h"

namespace cairn {
namespace {

// A ledger that grew in some batches of 0 to 400 leaves.
std::unique_ptr<GrownLedger> AnyLedger() {
  auto grown = std::make_unique<GrownLedger>();
  const auto batches =
      *rc::gen::container<std::vector<uint64_t>>(rc::gen::inRange<uint64_t>(0, 400));
  for (const uint64_t count : batches) RC_ASSERT(grown->Append(count).ok());
  RC_PRE(grown->ledger().size() > 0u);
  return grown;
}

TEST(AnyLedger, HasTheRootAndTheProofsOfItsLeaves) {
  ASSERT_TRUE(rc::check([] {
    const auto grown = AnyLedger();
    const uint64_t last = grown->ledger().size();
    const auto size = *rc::gen::inRange<uint64_t>(1, last + 1);
    const auto index = *rc::gen::inRange<uint64_t>(0, size);
    const Hash root = grown->ExpectedRoot(size);

    RC_ASSERT(*grown->ledger().Root(size) == root);
    RC_ASSERT(VerifyInclusion(index, size, grown->leaf_hashes()[index],
                              *grown->ledger().Inclusion(index, size), root));
    RC_ASSERT(VerifyConsistency(size, last, root, grown->ledger().root(),
                                *grown->ledger().Consistency(size, last)));
  }));
}

TEST(AnyLedger, IsTheSameWhenLoadedAtAnySizeItHasHad) {
  ASSERT_TRUE(rc::check([] {
    const auto grown = AnyLedger();
    const auto size = *rc::gen::inRange<uint64_t>(1, grown->ledger().size() + 1);
    const auto index = *rc::gen::inRange<uint64_t>(0, size);

    const auto loaded = Ledger::Load(grown->storage(), size);

    RC_ASSERT(loaded.ok());
    RC_ASSERT((*loaded)->root() == grown->ExpectedRoot(size));
    RC_ASSERT(*(*loaded)->Inclusion(index, size) == *grown->ledger().Inclusion(index, size));
  }));
}

TEST(AnyLedger, StoresItsFullTilesAndNoOthers) {
  ASSERT_TRUE(rc::check([] {
    const auto grown = AnyLedger();
    uint64_t tiles = 0;

    const absl::Status scanned =
        grown->storage().Scan(Space::kTiles, {}, [&](std::string_view key, std::string_view value) {
          const auto first = grown->leaf_hashes().begin() + static_cast<ptrdiff_t>(tiles * 256);
          const std::vector<Hash> expected(first, first + 256);
          RC_ASSERT(key == TileKey(0, tiles++));
          RC_ASSERT(value == EncodeTile(expected));
          return true;
        });

    RC_ASSERT(scanned.ok());
    RC_ASSERT(tiles == FullTiles(0, grown->ledger().size()));
  }));
}

}  // namespace
}  // namespace cairn
