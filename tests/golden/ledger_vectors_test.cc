// tests/data/vectors/ledger_vectors.json says what the bytes of the ledger are, to this code and to
// every other verifier. A change of it breaks what is already stored: regenerate it, by running
// this test with CAIRN_UPDATE_GOLDEN=1, for new cases only.
#include "tests/golden/ledger_vectors.h"

#include <cstdlib>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "eventstore/keys/commitments.h"
#include "eventstore/keys/envelope.h"
#include "eventstore/keys/wrapped_key.h"
#include "eventstore/ledger/leaf.h"
#include "eventstore/ledger/merkle.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_data.h"

namespace cairn {
namespace {

const std::string kPath = TestDataPath("vectors/ledger_vectors.json");

std::string BytesIn(const Json& hex) { return FromHex(hex.get<std::string>()).value(); }
Hash HashIn(const Json& hex) { return HashFrom(BytesIn(hex)).value(); }
template <typename AnyId>
AnyId IdIn(const Json& hex) {
  return AnyId::FromBytes(BytesIn(hex)).value();
}

Json ReadVectors() { return Json::parse(ReadFile(kPath)); }

std::string NameOf(const Json& event) { return event["name"].get<std::string>(); }

FieldList FieldsOf(const Json& event) {
  FieldList fields;
  for (const Json& field : event["fields"]) {
    fields.push_back({field["path"].get<std::string>(),
                      static_cast<FieldType>(field["type"].get<int>()), BytesIn(field["value"])});
  }
  return fields;
}

TEST(LedgerVectors, AreWhatTheCodeMakes) {
  const std::string made = MakeLedgerVectors().dump(1) + "\n";
  if (std::getenv("CAIRN_UPDATE_GOLDEN") != nullptr) WriteFile(kPath, made);

  EXPECT_EQ(ReadFile(kPath), made);
}

// From here on only the file speaks.

TEST(LedgerVectors, OpenUnderTheirKeys) {
  const Json vectors = ReadVectors();
  for (const Json& event : vectors["events"]) {
    const RecordKey key(SecretBytes(BytesIn(event["record_key"])),
                        event["generation"].get<KeyGeneration>());
    const SealContext context = {IdIn<LedgerId>(vectors["ledger_id"]),
                                 IdIn<RecordId>(event["record"]), IdIn<EventId>(event["event_id"])};

    EXPECT_THAT(
        OpenAndProve(BytesIn(event["envelope"]), context, HashIn(event["fields_root"]), key),
        IsOkAndHolds(FieldsOf(event)))
        << NameOf(event);
  }
}

TEST(LedgerVectors, CommitToTheirFieldsAndDecoys) {
  const Json vectors = ReadVectors();
  for (const Json& event : vectors["events"]) {
    std::vector<Hash> hashes;
    const FieldList fields = FieldsOf(event);
    for (size_t i = 0; i < fields.size(); ++i) {
      const Json& field = event["fields"][i];
      hashes.push_back(FieldHash(HashIn(field["salt"]), fields[i]));
      EXPECT_EQ(hashes.back(), HashIn(field["hash"])) << NameOf(event) << fields[i].path;
    }
    for (const Json& decoy : event["decoys"]) hashes.push_back(HashIn(decoy["hash"]));

    EXPECT_EQ(MerkleRoot(hashes), HashIn(event["fields_root"])) << NameOf(event);
  }
}

TEST(LedgerVectors, HaveLeavesThatBindTheirEnvelopes) {
  const Json vectors = ReadVectors();
  for (const Json& event : vectors["events"]) {
    const auto leaf = Leaf::Decode(BytesIn(event["leaf"]));
    ASSERT_THAT(leaf, IsOk()) << NameOf(event);

    EXPECT_EQ(leaf->hash(), HashIn(event["leaf_hash"])) << NameOf(event);
    EXPECT_EQ(leaf->content_hash, Sha256({BytesIn(event["envelope"])})) << NameOf(event);
    EXPECT_EQ(leaf->fields_root, HashIn(event["fields_root"])) << NameOf(event);
    EXPECT_EQ(leaf->version, event["version"].get<Version>()) << NameOf(event);
  }
}

TEST(LedgerVectors, AreIncludedInEveryTreeFromTheirOwnOn) {
  const Json vectors = ReadVectors();
  for (const Json& tree : vectors["trees"]) {
    const size_t size = tree["size"].get<size_t>();
    for (size_t index = 0; index < size; ++index) {
      std::vector<Hash> path;
      for (const Json& hash : tree["inclusion_paths"][index]) path.push_back(HashIn(hash));
      const Hash leaf_hash = HashIn(vectors["events"][index]["leaf_hash"]);

      EXPECT_TRUE(VerifyInclusion(index, size, leaf_hash, path, HashIn(tree["root"])))
          << index << " in " << size;
    }
  }
}

TEST(LedgerVectors, UnwrapTheirKey) {
  const Json vectors = ReadVectors();
  const Json& vector = vectors["wrapped_key"];
  const WrapContext context = {
      .level = WrapLevel::kRecordKey,
      .key_id = IdIn<KeyId>(vector["key_id"]),
      .wrapper_id = IdIn<KeyId>(vector["wrapper_id"]),
      .ledger_id = IdIn<LedgerId>(vectors["ledger_id"]),
      .record = IdIn<RecordId>(vector["record"]),
      .generation = vector["generation"].get<KeyGeneration>(),
      .epoch = vector["epoch"].get<uint32_t>(),
  };

  const auto secret = UnwrapSecret(context, BytesIn(vector["wrapper"]), BytesIn(vector["wrapped"]));

  ASSERT_THAT(secret, IsOk());
  EXPECT_EQ(secret->view(), BytesIn(vector["secret"]));
}

}  // namespace
}  // namespace cairn
