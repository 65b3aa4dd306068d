// Every proof that a ledger gives, read by its own code and by the verifier's: all leaves and all
// growths of all small trees, across the borders of tiles, and samples of large ones. What is not
// the proof is refused by both.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "clients/verify/merkle.h"
#include "eventstore/ledger/merkle.h"
#include "tests/support/grown_ledger.h"

namespace cairn {
namespace {

constexpr uint64_t kEverySizeMax = 300;
constexpr uint64_t kLarge = 65'537;

using Path = std::vector<Hash>;

// Sizes of which every mutation of every path is tried: small ones, and those beside a border.
bool IsTriedHard(uint64_t size) {
  return size <= 40 || (size >= 255 && size <= 258) || size == kEverySizeMax;
}

Hash Flipped(Hash hash) {
  hash[size_t{hash[0]} % 32] ^= 0x10;
  return hash;
}

// All paths that differ from `path` in one place.
std::vector<Path> Mutations(const Path& path) {
  std::vector<Path> mutations;
  for (size_t i = 0; i < path.size(); ++i) {
    const auto at = static_cast<ptrdiff_t>(i);
    mutations.insert(mutations.end(), 3, path);
    mutations.end()[-3][i] = Flipped(path[i]);
    mutations.end()[-2].erase(mutations.end()[-2].begin() + at);
    mutations.end()[-1].insert(mutations.end()[-1].begin() + at, path[i]);
    if (i + 1 == path.size() || path[i] == path[i + 1]) continue;
    mutations.push_back(path);
    std::swap(mutations.back()[i], mutations.back()[i + 1]);
  }
  mutations.push_back(path);
  mutations.back().push_back(Hash{});
  return mutations;
}

// What both programs say; they must agree.
bool IsIncluded(uint64_t index, uint64_t size, const Hash& leaf, const Path& path,
                const Hash& root) {
  const bool included = VerifyInclusion(index, size, leaf, path, root);
  EXPECT_EQ(verify::RootFromPath(leaf, index, size, path) == root, included)
      << index << " " << size;
  return included;
}
bool IsConsistent(uint64_t size1, uint64_t size2, const Hash& root1, const Hash& root2,
                  const Path& path) {
  const bool consistent = VerifyConsistency(size1, size2, root1, root2, path);
  EXPECT_EQ(verify::IsConsistent(size1, size2, root1, root2, path), consistent)
      << size1 << " " << size2;
  return consistent;
}

void ExpectInclusion(const GrownLedger& grown, uint64_t index, uint64_t size, const Hash& root) {
  const Hash& leaf = grown.leaf_hashes()[index];
  const Path path = grown.ledger().Inclusion(index, size).value();
  ASSERT_TRUE(IsIncluded(index, size, leaf, path, root)) << index << " " << size;
  if (!IsTriedHard(size) && size < kLarge - 2) return;
  ASSERT_FALSE(IsIncluded(index, size, Flipped(leaf), path, root));
  ASSERT_FALSE(IsIncluded(index ^ 1, size, leaf, path, root) && size > 1);
  for (const Path& other : Mutations(path)) {
    ASSERT_FALSE(IsIncluded(index, size, leaf, other, root)) << index << " " << size;
  }
}

void ExpectConsistency(const GrownLedger& grown, uint64_t size1, uint64_t size2,
                       const std::vector<Hash>& roots) {
  const Path path = grown.ledger().Consistency(size1, size2).value();
  ASSERT_TRUE(IsConsistent(size1, size2, roots[size1], roots[size2], path));
  if (!IsTriedHard(size2)) return;
  ASSERT_FALSE(IsConsistent(size1, size2, Flipped(roots[size1]), roots[size2], path));
  ASSERT_FALSE(IsConsistent(size1, size2, roots[size1], Flipped(roots[size2]), path));
  for (const Path& other : Mutations(path)) {
    ASSERT_FALSE(IsConsistent(size1, size2, roots[size1], roots[size2], other))
        << size1 << " " << size2;
  }
}

TEST(LedgerProofs, ShowEveryLeafOfEverySmallTreeToBothPrograms) {
  const GrownLedger grown(kEverySizeMax + 5);
  for (uint64_t size = 1; size <= kEverySizeMax; ++size) {
    const Hash root = grown.ExpectedRoot(size);
    for (uint64_t index = 0; index < size; ++index) ExpectInclusion(grown, index, size, root);
  }
}

TEST(LedgerProofs, ShowEveryGrowthOfEverySmallTreeToBothPrograms) {
  const GrownLedger grown(kEverySizeMax + 5);
  std::vector<Hash> roots;
  for (uint64_t size = 0; size <= kEverySizeMax; ++size) roots.push_back(grown.ExpectedRoot(size));

  for (uint64_t size2 = 1; size2 <= kEverySizeMax; ++size2) {
    for (uint64_t size1 = 1; size1 <= size2; ++size1) ExpectConsistency(grown, size1, size2, roots);
  }
}

// Leaves beside the borders of tiles and subtrees, and some between them.
std::vector<uint64_t> SampledLeaves(uint64_t size) {
  std::vector<uint64_t> leaves = {0,     1,     254,    255,    256,      257,
                                  32767, 32768, 65'279, 65'280, size - 2, size - 1};
  std::mt19937_64 random(20'260'105);
  for (int i = 0; i < 20; ++i) leaves.push_back(random() % size);
  return leaves;
}

TEST(LedgerProofs, ShowLeavesOfTreesBesideALargeBorder) {
  const GrownLedger grown(kLarge + 200);
  for (const uint64_t size : {kLarge - 2, kLarge - 1, kLarge}) {
    const Hash root = grown.ledger().Root(size).value();
    ASSERT_EQ(root, grown.ExpectedRoot(size));
    for (const uint64_t index : SampledLeaves(size)) ExpectInclusion(grown, index, size, root);
  }
}

TEST(LedgerProofs, ShowGrowthAcrossALargeBorder) {
  const GrownLedger grown(kLarge + 200);
  for (const uint64_t size2 : {kLarge - 2, kLarge - 1, kLarge, kLarge + 150}) {
    const Hash root2 = grown.ledger().Root(size2).value();
    for (const uint64_t leaf : SampledLeaves(kLarge - 2)) {
      const uint64_t size1 = leaf + 1;
      const Hash root1 = grown.ledger().Root(size1).value();
      const Path path = grown.ledger().Consistency(size1, size2).value();
      ASSERT_TRUE(IsConsistent(size1, size2, root1, root2, path)) << size1 << " " << size2;
      for (const Path& other : Mutations(path)) {
        ASSERT_FALSE(IsConsistent(size1, size2, root1, root2, other)) << size1 << " " << size2;
      }
    }
  }
}

TEST(LedgerProofs, AreNoneForSizesThatCannotBe) {
  const GrownLedger grown(10);
  const Hash root = grown.ExpectedRoot(10);

  EXPECT_FALSE(IsIncluded(10, 10, grown.leaf_hashes()[9], {}, root));
  EXPECT_FALSE(IsIncluded(0, 0, grown.leaf_hashes()[0], {}, root));
  EXPECT_FALSE(IsConsistent(0, 10, EmptyRoot(), root, {}));
  EXPECT_FALSE(IsConsistent(0, 0, EmptyRoot(), EmptyRoot(), {}));
  EXPECT_FALSE(IsConsistent(11, 10, root, root, {}));
  EXPECT_TRUE(IsConsistent(10, 10, root, root, {}));
  EXPECT_FALSE(IsConsistent(10, 10, root, root, {root}));
  EXPECT_FALSE(IsConsistent(4, 10, grown.ExpectedRoot(4), root, {}));
}

}  // namespace
}  // namespace cairn
