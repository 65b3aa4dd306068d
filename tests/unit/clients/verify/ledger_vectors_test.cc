// The published vectors of the ledger, read by the verifier's own code: two programs that share
// nothing but docs/ledger_format.md must agree on every byte.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "clients/verify/disclosure.h"
#include "clients/verify/merkle.h"
#include "clients/verify/strict_text.h"
#include "tests/support/test_data.h"
#include "tests/unit/clients/verify/vector_values.h"

namespace cairn::verify {
namespace {

Json ReadVectors() {
  return Json::parse(::cairn::ReadFile(TestDataPath("vectors/ledger_vectors.json")));
}

std::string Big(uint64_t value, int bytes) {
  std::string text;
  for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(value >> (8 * i));
  return text;
}

// A field of the vectors as a disclosure shows it.
std::string ShownBytes(const Json& field) {
  const std::string path = field["path"].get<std::string>();
  const std::string value = BytesIn(field["value"]);
  return '\x01' + BytesIn(field["salt"]) + Big(path.size(), 2) + path +
         Big(field["type"].get<int>(), 1) + Big(value.size(), 4) + value;
}

// The whole event shown, decoys hidden.
std::string DisclosureBytes(const Json& event) {
  const Json& fields = event["fields"];
  const Json& decoys = event["decoys"];
  std::string bytes = "CAIRNDS1" + Big(Leaf::kBytes, 2) + BytesIn(event["leaf"]) +
                      Big(fields.size() + decoys.size(), 2);
  for (const Json& field : fields) bytes += ShownBytes(field);
  for (const Json& decoy : decoys) bytes += '\0' + BytesIn(decoy["hash"]);
  return bytes;
}

std::vector<Hash> LeafHashes(const Json& vectors) {
  std::vector<Hash> hashes;
  for (const Json& event : vectors["events"]) hashes.push_back(HashIn(event["leaf_hash"]));
  return hashes;
}

TEST(LedgerVectors, AreThere) {
  EXPECT_GE(ReadVectors()["events"].size(), 6u);
  EXPECT_GE(ReadVectors()["trees"].size(), 6u);
}

TEST(LedgerVectors, CommitToTheirFieldsAndDecoys) {
  const Json vectors = ReadVectors();  // outlives the loop over a part of it
  for (const Json& event : vectors["events"]) {
    SCOPED_TRACE(event["name"].get<std::string>());
    const Disclosure disclosure = Disclosure::Parse(DisclosureBytes(event)).value();

    EXPECT_EQ(RootOf(disclosure.field_hashes), HashIn(event["fields_root"]));
    EXPECT_TRUE(disclosure.MatchesLeaf());
    ASSERT_EQ(disclosure.shown.size(), event["fields"].size());
    for (size_t i = 0; i < disclosure.shown.size(); ++i) {
      EXPECT_EQ(disclosure.shown[i].hash, HashIn(event["fields"][i]["hash"]));
    }
  }
}

TEST(LedgerVectors, MakeDecoysOfSevenZeros) {
  const Json vectors = ReadVectors();  // outlives the loop over a part of it
  for (const Json& event : vectors["events"]) {
    for (const Json& decoy : event["decoys"]) {
      const std::string zeros(7, '\0');
      EXPECT_EQ(Sha256({std::string_view("\0CAIRNFD1", 9), BytesIn(decoy["salt"]), zeros}),
                HashIn(decoy["hash"]));
    }
  }
}

TEST(LedgerVectors, HaveTheLeavesTheySay) {
  const Json vectors = ReadVectors();  // outlives the loop over a part of it
  for (const Json& event : vectors["events"]) {
    SCOPED_TRACE(event["name"].get<std::string>());
    const Leaf leaf = Leaf::Parse(BytesIn(event["leaf"])).value();

    EXPECT_EQ(leaf.kind, LeafKind::kEvent);
    EXPECT_EQ(leaf.record, BytesIn(event["record"]));
    EXPECT_EQ(leaf.version, event["version"].get<uint64_t>());
    EXPECT_EQ(leaf.recorded_at_us, event["recorded_at_us"].get<int64_t>());
    EXPECT_EQ(leaf.event_id, BytesIn(event["event_id"]));
    EXPECT_EQ(leaf.previous_leaf_hash, HashIn(event["previous_leaf_hash"]));
    EXPECT_EQ(leaf.fields_root, HashIn(event["fields_root"]));
    EXPECT_EQ(leaf.content_hash, Sha256({BytesIn(event["envelope"])}));
    EXPECT_EQ(HashLeaf(BytesIn(event["leaf"])), HashIn(event["leaf_hash"]));
  }
}

TEST(LedgerVectors, HaveTheTreesTheySay) {
  const Json vectors = ReadVectors();
  const std::vector<Hash> leaves = LeafHashes(vectors);
  for (const Json& tree : vectors["trees"]) {
    const auto size = tree["size"].get<uint64_t>();
    SCOPED_TRACE(size);
    const Hash root = HashIn(tree["root"]);
    EXPECT_EQ(RootOf(std::span(leaves).first(size)), root);
    ASSERT_EQ(tree["inclusion_paths"].size(), size);
    for (uint64_t index = 0; index < size; ++index) {
      std::vector<Hash> path;
      for (const Json& hash : tree["inclusion_paths"][index]) path.push_back(HashIn(hash));
      EXPECT_EQ(RootFromPath(leaves[index], index, size, path), root) << "leaf " << index;
    }
  }
}

}  // namespace
}  // namespace cairn::verify
