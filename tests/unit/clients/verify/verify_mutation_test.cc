// An export of which one thing was changed on purpose. The forger writes SHA256SUMS anew where that
// helps him.
#include <cctype>
#include <ostream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/clients/verify/export_pack.h"
#include "tests/unit/clients/verify/report_matchers.h"

namespace cairn::verify {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::StartsWith;

// Replaces the first `from` in `text`, which must be there.
void Replace(std::string& text, std::string_view from, std::string_view to) {
  const size_t at = text.find(from);
  ASSERT_NE(at, text.npos) << from;
  text.replace(at, from.size(), to);
}

// What may be written in another way, and what is left out: every file is named, nothing is green.
struct Mutation {
  const char* name;
  const char* file;
  void (*apply)(std::string& content);
  Reason reason;
};
void PrintTo(const Mutation& mutation, std::ostream* out) { *out << mutation.name; }

class VerifyMutation : public testing::TestWithParam<Mutation> {};

TEST_P(VerifyMutation, IsRefusedAndNamed) {
  ExportPack pack = MakeExport();
  GetParam().apply(pack.files.at(GetParam().file));
  if (std::string_view(GetParam().file) != "SHA256SUMS") pack.Sum();

  const VerifyReport report = pack.Verify();

  EXPECT_THAT(report, Is(Verdict::kRed, GetParam().reason));
  EXPECT_THAT(Lines(report), Contains(StartsWith(GetParam().file)));
}

constexpr char kThird[] = "events/00003.tlog-proof";

void CutLast(std::string& content) { content.pop_back(); }
void AddByte(std::string& content) { content += '\0'; }
void AddLine(std::string& content) { content += "\n"; }
void UseCrlf(std::string& content) {
  for (size_t at = 0; (at = content.find('\n', at)) != content.npos; at += 2) {
    content.insert(at, "\r");
  }
}
// The unused bits of the last path hash: 32 bytes end in one `=` and two bits that must be zero.
void SetUnusedBits(std::string& content) {
  const size_t end = content.find("=\n\n");
  ++content.at(end - 1);
}
void LeaveOutPadding(std::string& content) { Replace(content, "=\n\n", "\n\n"); }
void LeadWithZero(std::string& content) { Replace(content, "index ", "index 0"); }
void LeaveOutExtra(std::string& content) {
  const size_t begin = content.find("extra ");
  content.erase(begin, content.find('\n', begin) + 1 - begin);
}
void LeaveOutPathHash(std::string& content) {
  const size_t begin = content.find('\n', content.find("index ")) + 1;
  content.erase(begin, content.find('\n', begin) + 1 - begin);
}
void DoublePathHash(std::string& content) {
  const size_t begin = content.find('\n', content.find("index ")) + 1;
  const std::string line = content.substr(begin, content.find('\n', begin) + 1 - begin);
  content.insert(begin, line);
}
void LowerIndex(std::string& content) { Replace(content, "index 5", "index 4"); }
void LeaveOutSignature(std::string& content) { content.erase(content.find("\u2014")); }
void NameAnotherSigner(std::string& content) { Replace(content, "\u2014 cairn", "\u2014 dairn"); }
void ChangeSize(std::string& content) { Replace(content, "/1\n10\n", "/1\n11\n"); }
void ChangeOrigin(std::string& content) { Replace(content, "cairn.example", "dairn.example"); }
void ChangeRoot(std::string& content) {
  const size_t begin = content.find("\n10\n") + 4;
  content[begin] = content[begin] == 'A' ? 'B' : 'A';
}
void AddExtension(std::string& content) { Replace(content, "=\n\n\u2014", "=\nmore\n\n\u2014"); }
void LeaveOutFirstSum(std::string& content) { content.erase(0, content.find('\n') + 1); }
void SwapFirstSums(std::string& content) {
  const std::string first = content.substr(0, 64);
  const size_t second = content.find('\n') + 1;
  content.replace(0, 64, content.substr(second, 64));
  content.replace(second, 64, first);
}
void UseUpperCase(std::string& content) {
  for (size_t i = 0; i < 64; ++i) content[i] = static_cast<char>(std::toupper(content[i]));
}
void NameAnotherKey(std::string& content) { content = "log " + OtherVkey() + "\nquorum none\n"; }
void AskForNobody(std::string& content) { Replace(content, "quorum none", "quorum nobody"); }
void Empty(std::string& content) { content.clear(); }

INSTANTIATE_TEST_SUITE_P(
    Of, VerifyMutation,
    testing::Values(
        Mutation{"ProofEmpty", kThird, Empty, Reason::kMalformed},
        Mutation{"ProofCut", kThird, CutLast, Reason::kMalformed},
        Mutation{"ProofTrailingByte", kThird, AddByte, Reason::kMalformed},
        Mutation{"ProofTrailingLine", kThird, AddLine, Reason::kMalformed},
        Mutation{"ProofCrlf", kThird, UseCrlf, Reason::kMalformed},
        Mutation{"ProofUnusedBits", kThird, SetUnusedBits, Reason::kMalformed},
        Mutation{"ProofPadding", kThird, LeaveOutPadding, Reason::kMalformed},
        Mutation{"ProofLeadingZero", kThird, LeadWithZero, Reason::kMalformed},
        Mutation{"ProofExtra", kThird, LeaveOutExtra, Reason::kMalformed},
        Mutation{"ProofPathShort", kThird, LeaveOutPathHash, Reason::kInclusion},
        Mutation{"ProofPathLong", kThird, DoublePathHash, Reason::kInclusion},
        Mutation{"ProofIndex", "events/00004.tlog-proof", LowerIndex, Reason::kInclusion},
        Mutation{"ProofSignature", kThird, LeaveOutSignature, Reason::kMalformed},
        Mutation{"ProofSigner", kThird, NameAnotherSigner, Reason::kSignature},
        Mutation{"ProofSize", kThird, ChangeSize, Reason::kSignature},
        Mutation{"ProofOrigin", kThird, ChangeOrigin, Reason::kSignature},
        Mutation{"ProofRoot", kThird, ChangeRoot, Reason::kSignature},
        Mutation{"ProofExtension", kThird, AddExtension, Reason::kMalformed},
        Mutation{"CheckpointEmpty", "checkpoint", Empty, Reason::kMalformed},
        Mutation{"CheckpointSize", "checkpoint", ChangeSize, Reason::kSignature},
        Mutation{"CheckpointOrigin", "checkpoint", ChangeOrigin, Reason::kSignature},
        Mutation{"CheckpointExtension", "checkpoint", AddExtension, Reason::kMalformed},
        Mutation{"CheckpointSignature", "checkpoint", LeaveOutSignature, Reason::kMalformed},
        Mutation{"PolicyEmpty", "trust/policy.txt", Empty, Reason::kMalformed},
        Mutation{"PolicyKey", "trust/policy.txt", NameAnotherKey, Reason::kOtherKey},
        Mutation{"PolicyQuorum", "trust/policy.txt", AskForNobody, Reason::kMalformed},
        Mutation{"SumsEmpty", "SHA256SUMS", Empty, Reason::kMalformed},
        Mutation{"SumsCut", "SHA256SUMS", CutLast, Reason::kMalformed},
        Mutation{"SumsCrlf", "SHA256SUMS", UseCrlf, Reason::kMalformed},
        Mutation{"SumsUpperCase", "SHA256SUMS", UseUpperCase, Reason::kMalformed}),
    [](const auto& param) { return param.param.name; });

TEST(Verify, RefusesAFileWhoseLineIsNotInTheList) {
  ExportPack pack = MakeExport();
  LeaveOutFirstSum(pack.files["SHA256SUMS"]);

  const VerifyReport report = pack.Verify();

  EXPECT_THAT(report, Is(Verdict::kRed, Reason::kFileUnlisted));
  EXPECT_THAT(Lines(report), ElementsAre(StartsWith("README.txt: is not listed")));
}

TEST(Verify, NamesBothFilesWhoseSumsWereSwapped) {
  ExportPack pack = MakeExport();
  SwapFirstSums(pack.files["SHA256SUMS"]);

  EXPECT_THAT(Lines(pack.Verify()), ElementsAre(StartsWith("README.txt: is not the file"),
                                                StartsWith("checkpoint: is not the file")));
}

}  // namespace
}  // namespace cairn::verify
