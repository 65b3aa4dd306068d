// The published vectors of proofs, and those of other projects, read by the verifier's own code.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "clients/verify/disclosure.h"
#include "clients/verify/merkle.h"
#include "clients/verify/note.h"
#include "clients/verify/strict_text.h"
#include "clients/verify/verify.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_data.h"
#include "tests/unit/clients/verify/vector_values.h"

namespace cairn::verify {
namespace {

Json ReadVectors(const std::string& name) {
  return Json::parse(::cairn::ReadFile(TestDataPath("vectors/" + name)));
}

Hash HashIn64(const Json& base64) { return HashFromBase64(base64.get<std::string>()).value(); }

std::vector<Hash> HashesIn(const Json& list, Hash (*read)(const Json&)) {
  std::vector<Hash> hashes;
  for (const Json& each : list) hashes.push_back(read(each));
  return hashes;
}

TEST(ProofVectors, ShowWhatTheySayAndMatchTheirLeaves) {
  const Json vectors = ReadVectors("proof_vectors.json");
  for (const Json& redaction : vectors["redactions"]) {
    SCOPED_TRACE(redaction["name"].get<std::string>());
    const Disclosure disclosure = Disclosure::Parse(BytesIn(redaction["disclosure"])).value();

    Json shown = Json::array();
    for (const Field& field : disclosure.shown) shown.push_back(field.path);
    EXPECT_EQ(shown, redaction["shown"]);
    EXPECT_TRUE(disclosure.MatchesLeaf());
  }
}

TEST(ProofVectors, HaveControlLeavesThatMatchTheirBodies) {
  const Json vectors = ReadVectors("proof_vectors.json");
  for (const Json& control : vectors["control_leaves"]) {
    SCOPED_TRACE(control["name"].get<std::string>());
    const Disclosure disclosure = Disclosure::Parse(BytesIn(control["disclosure"])).value();

    EXPECT_EQ(static_cast<int>(disclosure.leaf.kind), control["kind"].get<int>());
    EXPECT_EQ(disclosure.body, BytesIn(control["body"]));
    EXPECT_EQ(disclosure.leaf_hash, HashIn(control["leaf_hash"]));
    EXPECT_TRUE(disclosure.MatchesLeaf());
  }
}

TEST(ProofVectors, ProveEveryGrowth) {
  const Json vectors = ReadVectors("proof_vectors.json");
  EXPECT_EQ(vectors["consistency"].size(), 55u);
  for (const Json& growth : vectors["consistency"]) {
    EXPECT_TRUE(IsConsistent(growth["size1"].get<uint64_t>(), growth["size2"].get<uint64_t>(),
                             HashIn(growth["root1"]), HashIn(growth["root2"]),
                             HashesIn(growth["path"], HashIn)))
        << growth;
  }
}

TEST(ProofVectors, AreGreenUnderTheirKey) {
  const Json vectors = ReadVectors("proof_vectors.json");
  const TempFolder folder;
  for (const Json& file : vectors["proof_files"]) {
    WriteFile(folder / "a.tlog-proof", file.get<std::string>());

    const VerifyReport report =
        Verify(folder / "a.tlog-proof", {.vkey = vectors["vkey"].get<std::string>()}).value();
    EXPECT_EQ(report.verdict, Verdict::kGreen) << TextOf(report);
  }
}

TEST(PublishedVectors, AreJudgedAsTheyAreMeant) {
  const Json vectors = ReadVectors("published_vectors.json");
  for (const Json& proof : vectors["merkle"]["inclusion"]) {
    const std::optional<Hash> root =
        RootFromPath(HashIn64(proof["leaf_hash"]), proof["index"].get<uint64_t>(),
                     proof["size"].get<uint64_t>(), HashesIn(proof["proof"], HashIn64));
    EXPECT_EQ(root == HashIn64(proof["root"]), proof["good"].get<bool>()) << proof;
  }
  for (const Json& proof : vectors["merkle"]["consistency"]) {
    EXPECT_EQ(IsConsistent(proof["size1"].get<uint64_t>(), proof["size2"].get<uint64_t>(),
                           HashIn64(proof["root1"]), HashIn64(proof["root2"]),
                           HashesIn(proof["proof"], HashIn64)),
              proof["good"].get<bool>())
        << proof;
  }
}

TEST(PublishedVectors, HaveANoteThatIsGood) {
  const Json vectors = ReadVectors("published_vectors.json");
  const auto key = VerifierKey::Parse(vectors["note"]["vkey"].get<std::string>()).value();
  const auto note = SignedNote::Parse(vectors["note"]["note"].get<std::string>()).value();

  EXPECT_TRUE(note.IsSignedBy(key, note.signatures.front()));
}

}  // namespace
}  // namespace cairn::verify
