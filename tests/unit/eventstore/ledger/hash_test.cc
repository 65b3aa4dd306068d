#include "eventstore/ledger/hash.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"

namespace cairn {
namespace {

using testing::Eq;
using testing::Optional;

std::string Hex(const Hash& hash) { return ToHex(HashBytes(hash)); }

TEST(Sha256, IsTheStandardFunctionWhenGivenNothing) {
  EXPECT_EQ(Hex(Sha256({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256, HashesThePartsAsOneString) {
  EXPECT_EQ(Hex(Sha256({"a", "", "bc"})),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(HashLeaf, SeparatesLeavesAsInRfc6962) {
  EXPECT_EQ(Hex(HashLeaf("")), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  EXPECT_EQ(Hex(HashLeaf("L123456")),
            "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
}

TEST(HashNode, IsTheHashOfBothChildrenBehindOne) {
  const Hash left = HashLeaf("left");
  const Hash right = HashLeaf("right");

  const Hash node = HashNode(left, right);

  EXPECT_EQ(node, Sha256({"\x01", HashBytes(left), HashBytes(right)}));
  EXPECT_NE(node, HashNode(right, left));
}

TEST(HashFrom, TakesThirtyTwoBytesAndNoOtherNumber) {
  const Hash hash = HashLeaf("x");

  EXPECT_THAT(HashFrom(HashBytes(hash)), Optional(Eq(hash)));
  EXPECT_EQ(HashFrom(HashBytes(hash).substr(1)), std::nullopt);
  EXPECT_EQ(HashFrom(std::string(HashBytes(hash)) + '\0'), std::nullopt);
}

}  // namespace
}  // namespace cairn
