#include "eventstore/keys/commitments.h"

#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "eventstore/keys/crypto.h"
#include "eventstore/ledger/merkle.h"

namespace cairn {
namespace {

using enum FieldType;
using testing::SizeIs;

const std::string kSaltKey(32, 'k');

FieldList Fields(size_t count) {
  FieldList fields;
  for (size_t i = 0; i < count; ++i) fields.push_back({std::to_string(1000 + i), kText, "same"});
  return fields;
}

FieldList Example() { return {{"1", kMessage, ""}, {"1.1", kText, "text"}, {"1.2", kText, ""}}; }

// Written out from the grammar, with nothing of what is tested.
TEST(FieldHash, IsTheHashOfTheGrammar) {
  const Field field = {"1.1", kText, "text"};
  const Hash salt = HmacSha256(kSaltKey).Of({"1.1"});

  const Hash expected =
      Sha256({std::string_view("\0", 1), "CAIRNFD1", HashBytes(salt), std::string_view("\0\3", 2),
              "1.1", "\1", std::string_view("\0\0\0\4", 4), "text"});

  EXPECT_EQ(FieldSalt(kSaltKey, "1.1"), salt);
  EXPECT_EQ(FieldHash(salt, field), expected);
}

TEST(FieldHashes, EndWithTheDecoysOfTheGrammar) {
  const std::vector<Hash> hashes = FieldHashes(Example(), kSaltKey);

  ASSERT_THAT(hashes, SizeIs(8));
  for (uint32_t decoy = 0; decoy < 5; ++decoy) {
    std::string number;
    AppendU32(number, decoy);
    const Hash salt = HmacSha256(kSaltKey).Of({std::string_view("\0", 1), number});
    const Hash expected =
        Sha256({std::string_view("\0", 1), "CAIRNFD1", HashBytes(salt), std::string(7, '\0')});
    EXPECT_EQ(hashes[3 + decoy], expected) << decoy;
  }
}

TEST(FieldHashes, AreThoseOfTheFieldsInOrder) {
  const FieldList fields = Example();

  const std::vector<Hash> hashes = FieldHashes(fields, kSaltKey);

  for (size_t i = 0; i < fields.size(); ++i) {
    EXPECT_EQ(hashes[i], FieldHash(FieldSalt(kSaltKey, fields[i].path), fields[i]));
  }
}

TEST(FieldHashes, AreTheSameOfEncodedFields) {
  for (const FieldList& fields : {FieldList(), Example(), Fields(9)}) {
    const std::string bytes = EncodeFields(fields);
    const std::vector<FieldView> views = ViewFields(bytes).value();

    EXPECT_EQ(FieldHashes(views, kSaltKey), FieldHashes(fields, kSaltKey));
    EXPECT_EQ(FieldsRoot(views, kSaltKey), FieldsRoot(fields, kSaltKey));
  }
}

TEST(FieldHashes, ArePaddedToAPowerOfTwoOfAtLeastEight) {
  EXPECT_THAT(FieldHashes(Fields(0), kSaltKey), SizeIs(8));
  EXPECT_THAT(FieldHashes(Fields(8), kSaltKey), SizeIs(8));
  EXPECT_THAT(FieldHashes(Fields(9), kSaltKey), SizeIs(16));
  EXPECT_THAT(FieldHashes(Fields(17), kSaltKey), SizeIs(32));
  EXPECT_THAT(FieldHashes(Fields(4096), kSaltKey), SizeIs(4096));
}

TEST(FieldHashes, AllDifferThoughAllFieldsSayTheSame) {
  const std::vector<Hash> hashes = FieldHashes(Fields(9), kSaltKey);

  EXPECT_THAT(std::set<Hash>(hashes.begin(), hashes.end()), SizeIs(16));
}

TEST(FieldsRoot, IsTheMerkleRootOfTheHashes) {
  EXPECT_EQ(FieldsRoot(Example(), kSaltKey), MerkleRoot(FieldHashes(Example(), kSaltKey)));
}

TEST(FieldsRoot, ChangesWithEveryPartOfEveryField) {
  const Hash root = FieldsRoot(Example(), kSaltKey);

  for (size_t i = 0; i < Example().size(); ++i) {
    FieldList other_path = Example();
    other_path[i].path += "0";
    FieldList other_type = Example();
    other_type[i].type = kBytes;
    FieldList other_value = Example();
    other_value[i].value += "x";
    FieldList one_less = Example();
    one_less.erase(one_less.begin() + static_cast<ptrdiff_t>(i));

    EXPECT_NE(FieldsRoot(other_path, kSaltKey), root) << i;
    EXPECT_NE(FieldsRoot(other_type, kSaltKey), root) << i;
    EXPECT_NE(FieldsRoot(other_value, kSaltKey), root) << i;
    EXPECT_NE(FieldsRoot(one_less, kSaltKey), root) << i;
  }
}

TEST(FieldsRoot, ChangesWithTheSaltKey) {
  EXPECT_NE(FieldsRoot(Example(), kSaltKey), FieldsRoot(Example(), std::string(32, 'l')));
}

TEST(FieldsRoot, TellsTheEndOfAPathFromTheBeginningOfAValue) {
  EXPECT_NE(FieldsRoot({{"1", kText, "2x"}}, kSaltKey), FieldsRoot({{"12", kText, "x"}}, kSaltKey));
}

}  // namespace
}  // namespace cairn
