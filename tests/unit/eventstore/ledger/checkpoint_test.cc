#include "eventstore/ledger/checkpoint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "eventstore/ledger/merkle.h"
#include "tests/support/status_matchers.h"

namespace cairn {
namespace {

constexpr char kCheckpointText[] =
    "cairn.example/log/urn-100000/1\n3\nV8DA9SsyHMJwWiYYn3eSSJq7NzysOBF3RooOp0yXYeo=\n";

Hash FromHexHash(const char* hex) { return *HashFrom(*FromHex(hex)); }

// The three leaf hashes of the worked vector.
std::vector<Hash> ThreeLeaves() {
  return {FromHexHash("aff58617e1b2776453c7cc1a924dd238e99539c679835f30e2bcb81988356636"),
          FromHexHash("43f8908f7ade7673e144ba984f0a07ec8dca5559a3e8e0db2f4bf6b3483edd99"),
          FromHexHash("1f6fd2b56023ac214d73e9148994da58c3fdc55c9a87037d2c8d47b9b99348e5")};
}

Checkpoint OfThreeLeaves() {
  return {.origin = "cairn.example/log/urn-100000/1", .size = 3, .root = MerkleRoot(ThreeLeaves())};
}

const auto kMalformedCheckpoint = StatusIs(absl::StatusCode::kInvalidArgument);

TEST(Checkpoint, IsTheTextOfTheWorkedVector) {
  EXPECT_EQ(OfThreeLeaves().Encode(), kCheckpointText);
}

TEST(Checkpoint, ProvesTheSecondLeafOfTheWorkedVector) {
  const std::vector<Hash> leaves = ThreeLeaves();

  EXPECT_TRUE(VerifyInclusion(1, 3, leaves[1], {{leaves[0], leaves[2]}}, OfThreeLeaves().root));
}

TEST(Checkpoint, ParsesToWhatWasEncoded) {
  EXPECT_THAT(Checkpoint::Parse(kCheckpointText), IsOkAndHolds(OfThreeLeaves()));
}

TEST(Checkpoint, RefusesExtensionLinesAndMissingLines) {
  EXPECT_THAT(Checkpoint::Parse(std::string(kCheckpointText).append("extension\n")),
              kMalformedCheckpoint);
  EXPECT_THAT(Checkpoint::Parse(std::string(kCheckpointText).append("\n")), kMalformedCheckpoint);
  EXPECT_THAT(Checkpoint::Parse("origin\n3\n"), kMalformedCheckpoint);
  EXPECT_THAT(Checkpoint::Parse(""), kMalformedCheckpoint);
}

TEST(Checkpoint, RefusesAMissingOriginAndALastLineWithoutNewline) {
  EXPECT_THAT(Checkpoint::Parse("\n3\nV8DA9SsyHMJwWiYYn3eSSJq7NzysOBF3RooOp0yXYeo=\n"),
              kMalformedCheckpoint);
  EXPECT_THAT(Checkpoint::Parse("o\n3\nV8DA9SsyHMJwWiYYn3eSSJq7NzysOBF3RooOp0yXYeo="),
              kMalformedCheckpoint);
}

TEST(Checkpoint, RefusesASizeWithLeadingZerosOrSigns) {
  EXPECT_THAT(Checkpoint::Parse("o\n03\nV8DA9SsyHMJwWiYYn3eSSJq7NzysOBF3RooOp0yXYeo=\n"),
              kMalformedCheckpoint);
  EXPECT_THAT(Checkpoint::Parse("o\n+3\nV8DA9SsyHMJwWiYYn3eSSJq7NzysOBF3RooOp0yXYeo=\n"),
              kMalformedCheckpoint);
}

TEST(Checkpoint, RefusesARootThatIsNotThirtyTwoBytes) {
  EXPECT_THAT(Checkpoint::Parse("o\n3\nV8DA9SsyHMJwWiYYn3eSSJq7NzysOBF3RooOp0yX\n"),
              kMalformedCheckpoint);
  EXPECT_THAT(Checkpoint::Parse("o\n3\n\n"), kMalformedCheckpoint);
}

}  // namespace
}  // namespace cairn
