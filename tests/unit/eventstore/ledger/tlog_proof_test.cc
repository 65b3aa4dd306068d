#include "eventstore/ledger/tlog_proof.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_replace.h"

#include "eventstore/base/limits.h"
#include "tests/support/status_matchers.h"
#include "tests/support/trees.h"

namespace cairn {
namespace {

using testing::ElementsAreArray;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char kNote[] = "origin\n3\nroot\n\n\u2014 key AAAAAGFiYw==\n";
constexpr char kFile[] =
    "c2sp.org/tlog-proof@v1\n"
    "extra YWJj\n"
    "index 1\n"
    "iFX6Hyw0pM5ZbTZYfcDHlWoVYYEQzhNWlqmb2TJEUH8=\n"
    "\n"
    "origin\n3\nroot\n\n\u2014 key AAAAAGFiYw==\n";

const auto kMalformedProof = StatusIs(absl::StatusCode::kInvalidArgument);

std::string Replaced(const char* from, const char* to) {
  std::string replaced = absl::StrReplaceAll(kFile, {{from, to}});
  EXPECT_NE(replaced, kFile);
  return replaced;
}

std::string FileWithPath(size_t hashes) {
  const TlogProof proof = {.path = NumberedLeafHashes(hashes), .checkpoint = kNote};
  return *proof.Encode();
}

TEST(TlogProof, ParsesEveryPart) {
  const auto proof = TlogProof::Parse(kFile);

  ASSERT_THAT(proof, IsOk());
  EXPECT_EQ(proof->extra, "abc");
  EXPECT_EQ(proof->index, 1u);
  EXPECT_THAT(proof->path, SizeIs(1));
  EXPECT_EQ(proof->checkpoint, kNote);
}

TEST(TlogProof, EncodesToTheFileItWasParsedFrom) {
  EXPECT_THAT(TlogProof::Parse(kFile)->Encode(), IsOkAndHolds(std::string(kFile)));
}

TEST(TlogProof, LeavesTheExtraLineOutWhenThereIsNothingExtra) {
  const TlogProof proof = {.index = 7, .checkpoint = kNote};

  const auto file = proof.Encode();

  EXPECT_THAT(file, IsOkAndHolds("c2sp.org/tlog-proof@v1\nindex 7\n\n" + std::string(kNote)));
  EXPECT_THAT(TlogProof::Parse(*file)->extra, IsEmpty());
}

TEST(TlogProof, TakesAPathOfSixtyThreeHashesAndNoMore) {
  EXPECT_THAT(TlogProof::Parse(FileWithPath(63))->path, ElementsAreArray(NumberedLeafHashes(63)));
  EXPECT_THAT(TlogProof::Parse(FileWithPath(64)), kMalformedProof);
}

TEST(TlogProof, RefusesAFileThatIsTooLong) {
  const TlogProof proof = {.extra = std::string(limits::kProofBytesMax, 'x'), .checkpoint = kNote};
  std::string file = kFile;
  file.insert(file.rfind("AAAAAGFiYw=="), std::string(limits::kProofBytesMax, 'A'));

  EXPECT_THAT(proof.Encode(), kMalformedProof);
  EXPECT_THAT(TlogProof::Parse(file), kMalformedProof);
}

TEST(TlogProof, TakesAFileOfTheGreatestLength) {
  std::string file = kFile;
  const size_t missing = (limits::kProofBytesMax - file.size()) / 4 * 4;
  file.insert(file.rfind("AAAAAGFiYw=="), std::string(missing, 'A'));

  EXPECT_THAT(TlogProof::Parse(file), IsOk());
}

TEST(TlogProof, RefusesAnotherFirstLine) {
  EXPECT_THAT(TlogProof::Parse(Replaced("@v1", "@v2")), kMalformedProof);
  EXPECT_THAT(TlogProof::Parse("\n" + std::string(kFile)), kMalformedProof);
  EXPECT_THAT(TlogProof::Parse(""), kMalformedProof);
}

TEST(TlogProof, RefusesLinesInAnotherOrder) {
  EXPECT_THAT(TlogProof::Parse(Replaced("extra YWJj\nindex 1\n", "index 1\nextra YWJj\n")),
              kMalformedProof);
  EXPECT_THAT(TlogProof::Parse(Replaced("extra YWJj\n", "extra YWJj\nextra YWJj\n")),
              kMalformedProof);
  EXPECT_THAT(TlogProof::Parse(Replaced("index 1\n", "")), kMalformedProof);
}

TEST(TlogProof, RefusesAnExtraLineWithNothingInIt) {
  EXPECT_THAT(TlogProof::Parse(Replaced("extra YWJj\n", "extra \n")), kMalformedProof);
}

TEST(TlogProof, RefusesTextThatIsNotCanonical) {
  EXPECT_THAT(TlogProof::Parse(Replaced("index 1", "index 01")), kMalformedProof);
  EXPECT_THAT(TlogProof::Parse(Replaced("index 1", "index 1 ")), kMalformedProof);
  EXPECT_THAT(TlogProof::Parse(Replaced("YWJj", "YWJ")), kMalformedProof);
  EXPECT_THAT(TlogProof::Parse(Replaced("EUH8=", "EUH9=")), kMalformedProof);
  EXPECT_THAT(TlogProof::Parse(Replaced("EUH8=", "EUH8")), kMalformedProof);
  EXPECT_THAT(TlogProof::Parse(Replaced("\n", "\r\n")), kMalformedProof);
}

TEST(TlogProof, RefusesAFileWithoutItsCheckpoint) {
  EXPECT_THAT(TlogProof::Parse("c2sp.org/tlog-proof@v1\nindex 1\n"), kMalformedProof);
  EXPECT_THAT(TlogProof::Parse("c2sp.org/tlog-proof@v1\nindex 1\n\n"), kMalformedProof);
  EXPECT_THAT(TlogProof::Parse("c2sp.org/tlog-proof@v1\nindex 1\n\norigin\n3\nroot\n"),
              kMalformedProof);
}

}  // namespace
}  // namespace cairn
