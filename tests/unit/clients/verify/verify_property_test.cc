// No flipped bit is ever green: neither one that a disk flips, nor one that a forger flips who then
// writes SHA256SUMS anew.
#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "clients/verify/verify.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/clients/verify/export_pack.h"
#include "tests/unit/clients/verify/report_matchers.h"

namespace cairn::verify {
namespace {

// An export on disk of which single files are replaced and put back.
class WrittenExport {
 public:
  WrittenExport() : pack_(MakeExport()) { WriteFiles(pack_.files, folder_.path()); }

  const std::map<std::string, std::string>& files() const { return pack_.files; }
  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& [name, content] : pack_.files) names.push_back(name);
    return names;
  }

  // The report once one bit of a file is another. `forge`: SHA256SUMS is written anew.
  VerifyReport Flipped(const std::string& file, size_t bit, bool forge) {
    ExportPack damaged = pack_;
    std::string& content = damaged.files.at(file);
    content[bit / 8] = static_cast<char>(content[bit / 8] ^ (1 << (bit % 8)));
    if (forge) damaged.Sum();
    Write(damaged, file);
    VerifyReport report = Verify(folder_.path(), {.vkey = pack_.vkey}).value();
    Write(pack_, file);
    return report;
  }

 private:
  void Write(const ExportPack& pack, const std::string& file) {
    WriteFiles({{file, pack.files.at(file)}, {"SHA256SUMS", pack.files.at("SHA256SUMS")}},
               folder_.path());
  }

  const TempFolder folder_;
  const ExportPack pack_;
};

WrittenExport& Export() {
  static WrittenExport written;
  return written;
}

size_t DrawBit(const std::string& file) {
  return *rc::gen::inRange<size_t>(0, Export().files().at(file).size() * 8);
}

// Whether a finding speaks of the file, or of SHA256SUMS itself.
bool Names(const VerifyReport& report, const std::string& file) {
  return std::any_of(report.findings.begin(), report.findings.end(),
                     [&](const Finding& finding) { return finding.file == file; });
}

RC_GTEST_PROP(VerifyProperty, AnyFlippedBitIsRefusedAndItsFileNamed, ()) {
  for (int i = 0; i < 5; ++i) {
    const std::string file = *rc::gen::elementOf(Export().names());

    const VerifyReport report = Export().Flipped(file, DrawBit(file), /*forge=*/false);

    RC_ASSERT(report.verdict == Verdict::kRed);
    RC_ASSERT(file == "SHA256SUMS" || Names(report, file));
  }
}

RC_GTEST_PROP(VerifyProperty, AnyFlippedBitOfAProofIsRefusedThoughTheSumsAreForged, ()) {
  for (int i = 0; i < 5; ++i) {
    const uint64_t version = *rc::gen::inRange<uint64_t>(1, kLastVersion + 1);
    const std::string file = ProofPathOf(version);

    const VerifyReport report = Export().Flipped(file, DrawBit(file), /*forge=*/true);

    RC_ASSERT(report.verdict == Verdict::kRed);
    RC_ASSERT(report.damaged == 1u);
    RC_ASSERT(report.findings.front().version == version);
    RC_ASSERT(report.events.size() == kLastVersion - 1);
  }
}

RC_GTEST_PROP(VerifyProperty, AnyFlippedBitOfTheCheckpointIsRefusedThoughTheSumsAreForged, ()) {
  const VerifyReport report = Export().Flipped("checkpoint", DrawBit("checkpoint"), /*forge=*/true);

  RC_ASSERT(report.verdict == Verdict::kRed);
  RC_ASSERT(Names(report, "checkpoint"));
}

// Every byte of what is short, with one bit each.
TEST(VerifyProperty, EveryByteOfTheShortFilesCounts) {
  for (const char* file : {"SHA256SUMS", "checkpoint", "trust/policy.txt", "README.txt"}) {
    for (size_t at = 0; at < Export().files().at(file).size(); ++at) {
      EXPECT_THAT(Export().Flipped(file, at * 8 + at % 8, /*forge=*/false).verdict, Verdict::kRed)
          << file << " byte " << at;
    }
  }
}

// Every line of a proof is of another kind: magic, disclosure, index, path, checkpoint, signature.
TEST(VerifyProperty, EveryFifthByteOfAProofCounts) {
  const std::string file = ProofPathOf(2);
  for (size_t at = 0; at < Export().files().at(file).size(); at += 5) {
    EXPECT_THAT(Export().Flipped(file, at * 8 + at / 5 % 8, /*forge=*/true).verdict, Verdict::kRed)
        << "byte " << at;
  }
}

// Any bytes at all are parsed to an end.
RC_GTEST_PROP(VerifyProperty, RandomFilesAreRefused, (const std::string& bytes)) {
  const TempFolder folder;
  WriteFiles({{ProofPathOf(1), bytes},
              {"checkpoint", bytes},
              {"SHA256SUMS", bytes},
              {"trust/policy.txt", bytes},
              {"schema.binpb", bytes}},
             folder.path());

  RC_ASSERT(Verify(folder.path(), {}).value().verdict == Verdict::kRed);
}

}  // namespace
}  // namespace cairn::verify
