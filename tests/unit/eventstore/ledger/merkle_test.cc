#include "eventstore/ledger/merkle.h"

#include <limits>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "tests/support/status_matchers.h"
#include "tests/support/trees.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// The eight leaves that Certificate Transparency's own tests grow a tree from.
std::vector<Hash> CtLeafHashes() {
  std::vector<Hash> hashes;
  for (const char* hex : {"", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                          "606162636465666768696a6b6c6d6e6f"}) {
    hashes.push_back(HashLeaf(*FromHex(hex)));
  }
  return hashes;
}

std::string RootHex(size_t leaves) {
  const std::vector<Hash> hashes = CtLeafHashes();
  return ToHex(HashBytes(MerkleRoot(std::span(hashes).first(leaves))));
}

// Every path over this storage fails.
absl::StatusOr<Hash> NoNodes(int, uint64_t) { return absl::DataLossError("no nodes"); }

TEST(MerkleRoot, IsTheHashOfNothingForTheEmptyTree) {
  EXPECT_EQ(MerkleRoot({}), EmptyRoot());
  EXPECT_EQ(RootHex(0), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(MerkleRoot, IsThatOfCertificateTransparencyAtEverySize) {
  EXPECT_EQ(RootHex(1), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  EXPECT_EQ(RootHex(2), "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
  EXPECT_EQ(RootHex(3), "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
  EXPECT_EQ(RootHex(4), "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
  EXPECT_EQ(RootHex(5), "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4");
  EXPECT_EQ(RootHex(6), "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef");
  EXPECT_EQ(RootHex(7), "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c");
  EXPECT_EQ(RootHex(8), "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
}

TEST(Frontier, HoldsOneHashForEveryOneBitOfItsSize) {
  const std::vector<Hash> leaves = NumberedLeafHashes(7);
  Frontier frontier;

  for (const Hash& leaf : leaves) frontier.Append(leaf);

  EXPECT_EQ(frontier.size(), 7u);
  EXPECT_THAT(frontier.hashes(),
              ElementsAre(MerkleRoot(std::span(leaves).first(4)),
                          MerkleRoot(std::span(leaves).subspan(4, 2)), leaves[6]));
}

TEST(Frontier, OfNoLeavesHasTheEmptyRoot) { EXPECT_EQ(Frontier().root(), EmptyRoot()); }

TEST(InclusionPath, OfTheOnlyLeafIsEmpty) {
  EXPECT_THAT(InclusionPath(0, 1, NoNodes), IsOkAndHolds(IsEmpty()));
}

TEST(InclusionPath, NamesTheSiblingsFromTheLeafUp) {
  const std::vector<Hash> leaves = NumberedLeafHashes(7);

  const auto path = InclusionPath(4, 7, NodesOf(leaves));

  EXPECT_THAT(path, IsOkAndHolds(
                        ElementsAre(leaves[5], leaves[6], MerkleRoot(std::span(leaves).first(4)))));
}

TEST(InclusionPath, IsRefusedForALeafThatIsNotInTheTree) {
  EXPECT_THAT(InclusionPath(3, 3, NoNodes), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(InclusionPath(0, 0, NoNodes), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(InclusionPath, PassesOnWhatTheNodesSay) {
  EXPECT_THAT(InclusionPath(0, 2, NoNodes), StatusIs(absl::StatusCode::kDataLoss));
}

TEST(ConsistencyPath, OfATreeWithItselfIsEmpty) {
  EXPECT_THAT(ConsistencyPath(5, 5, NoNodes), IsOkAndHolds(IsEmpty()));
}

TEST(ConsistencyPath, LeavesOutTheFirstRootWhenItIsACompleteSubtree) {
  const std::vector<Hash> leaves = NumberedLeafHashes(7);

  const auto path = ConsistencyPath(4, 7, NodesOf(leaves));

  EXPECT_THAT(path, IsOkAndHolds(ElementsAre(MerkleRoot(std::span(leaves).subspan(4)))));
}

// PROOF(3, D[7]) of RFC 6962 section 2.1.3.
TEST(ConsistencyPath, IsTheExampleOfTheRfc) {
  const std::vector<Hash> leaves = NumberedLeafHashes(7);

  const auto path = ConsistencyPath(3, 7, NodesOf(leaves));

  EXPECT_THAT(path, IsOkAndHolds(ElementsAre(leaves[2], leaves[3], HashNode(leaves[0], leaves[1]),
                                             MerkleRoot(std::span(leaves).subspan(4)))));
}

TEST(ConsistencyPath, IsRefusedFromTheEmptyTreeAndBackwards) {
  EXPECT_THAT(ConsistencyPath(0, 3, NoNodes), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(ConsistencyPath(4, 3, NoNodes), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(VerifyInclusion, RefusesALeafBeyondTheTree) {
  const Hash leaf = HashLeaf("only");

  EXPECT_TRUE(VerifyInclusion(0, 1, leaf, {}, leaf));
  EXPECT_FALSE(VerifyInclusion(1, 1, leaf, {}, leaf));
  EXPECT_FALSE(VerifyInclusion(0, 0, leaf, {}, leaf));
}

TEST(VerifyInclusion, RefusesAPathWithOneHashTooManyOrTooFew) {
  const std::vector<Hash> leaves = NumberedLeafHashes(3);
  const Hash root = MerkleRoot(leaves);

  EXPECT_TRUE(VerifyInclusion(2, 3, leaves[2], {{HashNode(leaves[0], leaves[1])}}, root));
  EXPECT_FALSE(VerifyInclusion(2, 3, leaves[2], {}, root));
  EXPECT_FALSE(
      VerifyInclusion(2, 3, leaves[2], {{HashNode(leaves[0], leaves[1]), leaves[0]}}, root));
}

TEST(VerifyInclusion, EndsForTheLargestTreeThereIs) {
  constexpr uint64_t kMost = std::numeric_limits<uint64_t>::max();
  const std::vector<Hash> path = NumberedLeafHashes(64);

  EXPECT_FALSE(VerifyInclusion(kMost - 1, kMost, path[0], path, path[1]));
}

TEST(VerifyConsistency, AsksForEqualRootsWhenTheSizesAreEqual) {
  const std::vector<Hash> leaves = NumberedLeafHashes(2);

  EXPECT_TRUE(VerifyConsistency(3, 3, leaves[0], leaves[0], {}));
  EXPECT_FALSE(VerifyConsistency(3, 3, leaves[0], leaves[1], {}));
  EXPECT_FALSE(VerifyConsistency(3, 3, leaves[0], leaves[0], {{leaves[0]}}));
}

TEST(VerifyConsistency, RefusesTheEmptyTreeAndGoingBack) {
  const Hash root = HashLeaf("root");

  EXPECT_FALSE(VerifyConsistency(0, 3, EmptyRoot(), root, {}));
  EXPECT_FALSE(VerifyConsistency(4, 3, root, root, {}));
  EXPECT_FALSE(VerifyConsistency(2, 3, root, root, {}));
}

}  // namespace
}  // namespace cairn
