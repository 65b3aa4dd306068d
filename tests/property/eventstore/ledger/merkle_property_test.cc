// What holds for every tree: proofs verify, and nothing else does.
#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "eventstore/ledger/merkle.h"
#include "tests/support/trees.h"

namespace cairn {
namespace {

constexpr uint64_t kEveryTreeMax = 130;

Hash Flipped(Hash hash) {
  hash[17] ^= 0x10;
  return hash;
}

// All paths that differ from `path` in one place: a hash flipped, left out, or doubled.
std::vector<std::vector<Hash>> Mutations(const std::vector<Hash>& path) {
  std::vector<std::vector<Hash>> mutations;
  for (size_t i = 0; i < path.size(); ++i) {
    mutations.push_back(path);
    mutations.back()[i] = Flipped(path[i]);
    mutations.push_back(path);
    mutations.back().erase(mutations.back().begin() + static_cast<ptrdiff_t>(i));
    mutations.push_back(path);
    mutations.back().insert(mutations.back().begin() + static_cast<ptrdiff_t>(i), path[i]);
  }
  mutations.push_back(path);
  mutations.back().push_back(Hash{});
  return mutations;
}

// The recursion of RFC 6962 section 2.1, word for word and slow.
Hash RootByDefinition(std::span<const Hash> leaves) {
  if (leaves.empty()) return Sha256({});
  if (leaves.size() == 1) return leaves.front();
  size_t split = 1;
  while (2 * split < leaves.size()) split *= 2;
  return HashNode(RootByDefinition(leaves.first(split)), RootByDefinition(leaves.subspan(split)));
}

TEST(MerkleTrees, HaveTheRootOfTheDefinitionWhicheverWayItIsComputed) {
  const std::vector<Hash> leaves = NumberedLeafHashes(600);
  Frontier frontier;
  for (size_t size = 0; size <= leaves.size(); ++size) {
    const Hash root = RootByDefinition(std::span(leaves).first(size));
    ASSERT_EQ(MerkleRoot(std::span(leaves).first(size)), root) << size;
    ASSERT_EQ(frontier.root(), root) << size;
    ASSERT_EQ(*RootFrom(size, NodesOf(leaves)), root) << size;
    ASSERT_EQ(Frontier::From(size, NodesOf(leaves))->hashes(), frontier.hashes()) << size;
    if (size < leaves.size()) frontier.Append(leaves[size]);
  }
}

TEST(MerkleTrees, ProveEveryLeafOfEverySmallTreeAndNoOtherPath) {
  const std::vector<Hash> leaves = NumberedLeafHashes(kEveryTreeMax);
  for (uint64_t size = 1; size <= kEveryTreeMax; ++size) {
    const Hash root = MerkleRoot(std::span(leaves).first(size));
    for (uint64_t index = 0; index < size; ++index) {
      const std::vector<Hash> path = *InclusionPath(index, size, NodesOf(leaves));
      ASSERT_TRUE(VerifyInclusion(index, size, leaves[index], path, root)) << index << " " << size;
      ASSERT_FALSE(VerifyInclusion(index, size, Flipped(leaves[index]), path, root));
      ASSERT_FALSE(VerifyInclusion(index, size, leaves[index], path, Flipped(root)));
      for (const std::vector<Hash>& other : Mutations(path)) {
        ASSERT_FALSE(VerifyInclusion(index, size, leaves[index], other, root)) << index << size;
      }
    }
  }
}

TEST(MerkleTrees, ProveALeafAtItsOwnIndexOnly) {
  const std::vector<Hash> leaves = NumberedLeafHashes(40);
  for (uint64_t size = 1; size <= leaves.size(); ++size) {
    const Hash root = MerkleRoot(std::span(leaves).first(size));
    for (uint64_t index = 0; index < size; ++index) {
      const std::vector<Hash> path = *InclusionPath(index, size, NodesOf(leaves));
      for (uint64_t other = 0; other < size; ++other) {
        ASSERT_EQ(VerifyInclusion(other, size, leaves[index], path, root), other == index);
      }
    }
  }
}

TEST(MerkleTrees, ProveEveryGrowthOfEverySmallTreeAndNoOtherPath) {
  const std::vector<Hash> leaves = NumberedLeafHashes(kEveryTreeMax);
  for (uint64_t size2 = 1; size2 <= kEveryTreeMax; ++size2) {
    const Hash root2 = MerkleRoot(std::span(leaves).first(size2));
    for (uint64_t size1 = 1; size1 <= size2; ++size1) {
      const Hash root1 = MerkleRoot(std::span(leaves).first(size1));
      const std::vector<Hash> path = *ConsistencyPath(size1, size2, NodesOf(leaves));
      ASSERT_TRUE(VerifyConsistency(size1, size2, root1, root2, path)) << size1 << " " << size2;
      ASSERT_FALSE(VerifyConsistency(size1, size2, Flipped(root1), root2, path));
      ASSERT_FALSE(VerifyConsistency(size1, size2, root1, Flipped(root2), path));
      for (const std::vector<Hash>& other : Mutations(path)) {
        ASSERT_FALSE(VerifyConsistency(size1, size2, root1, root2, other)) << size1 << " " << size2;
      }
    }
  }
}

TEST(MerkleTrees, ProveLargeTreesToo) {
  const std::vector<Hash> leaves = NumberedLeafHashes(5000);
  ASSERT_TRUE(rc::check("a proof of a random leaf and growth verifies", [&] {
    const auto size2 = *rc::gen::inRange<uint64_t>(1, leaves.size() + 1);
    const auto size1 = *rc::gen::inRange<uint64_t>(1, size2 + 1);
    const auto index = *rc::gen::inRange<uint64_t>(0, size2);
    const Hash root1 = MerkleRoot(std::span(leaves).first(size1));
    const Hash root2 = MerkleRoot(std::span(leaves).first(size2));

    const std::vector<Hash> inclusion = *InclusionPath(index, size2, NodesOf(leaves));
    const std::vector<Hash> consistency = *ConsistencyPath(size1, size2, NodesOf(leaves));

    RC_ASSERT(VerifyInclusion(index, size2, leaves[index], inclusion, root2));
    RC_ASSERT(VerifyConsistency(size1, size2, root1, root2, consistency));
  }));
}

TEST(MerkleTrees, AreNotDeceivedByRandomPaths) {
  const std::vector<Hash> leaves = NumberedLeafHashes(1000);
  ASSERT_TRUE(rc::check("a path of the wrong tree, leaf or order is refused", [&] {
    const auto size = *rc::gen::inRange<uint64_t>(3, leaves.size() + 1);
    const auto index = *rc::gen::inRange<uint64_t>(0, size);
    const Hash root = MerkleRoot(std::span(leaves).first(size));
    const std::vector<Hash> path = *InclusionPath(index, size, NodesOf(leaves));
    RC_PRE(path.size() > 1);
    const auto i = *rc::gen::inRange<size_t>(0, path.size() - 1);
    std::vector<Hash> swapped = path;
    std::swap(swapped[i], swapped[i + 1]);

    RC_ASSERT(!VerifyInclusion(index, size, leaves[index], swapped, root));
    RC_ASSERT(!VerifyInclusion(index, size, leaves[(index + 1) % size], path, root));
  }));
}

}  // namespace
}  // namespace cairn
