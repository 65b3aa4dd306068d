// Two verifiers that share no code read the same packs, whole and damaged, and must say the same:
// verdict, class, every finding's file and class, every proved event. CAIRN_CORPUS_PACKS sets how
// many mutations are made, CAIRN_CORPUS_SEED where they begin.
#include <cstdlib>
#include <iostream>
#include <map>

#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"
#include "tests/verifiers/both_verifiers.h"
#include "tests/verifiers/mutations.h"

namespace cairn {
namespace {

// A sanitizer makes the one verifier slow that it can see, and finds its faults in fewer packs.
#ifdef __SANITIZE_ADDRESS__
constexpr uint64_t kPacks = 1'000;
#else
constexpr uint64_t kPacks = 10'000;
#endif

uint64_t NumberFrom(const char* variable, uint64_t otherwise) {
  const char* const value = std::getenv(variable);
  return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

TEST(Corpus, ValidPacksAreJudgedAlikeAndAsTheyShould) {
  const std::map<std::string, std::string> expected = {
      {"plain", "GREEN proved"},
      {"corrected", "GREEN proved"},
      {"redacted", "GREEN proved"},
      {"with removed entries", "GREEN proved"},
      {"erased", "GREEN proved"},
      {"partial", "AMBER partial"},
      {"demonstration", "AMBER demonstration"},
      {"second generation", "GREEN proved"},
      {"content missing", "AMBER content_missing"},
      {"witnessed", "AMBER key_came_along"},
      {"of two lengths", "AMBER checkpoints_differ"}};
  BothVerifiers both;
  for (const CorpusPack& base : CorpusPacks()) {
    const auto [cpp, python] = both.Ask(base.pack.files, base.pack.vkey);

    EXPECT_EQ(cpp, python) << base.name;
    EXPECT_EQ(cpp["verdict"].get<std::string>() + " " + cpp["reason"].get<std::string>(),
              expected.at(base.name));
  }
}

TEST(Corpus, MutationsAreJudgedAlike) {
  const uint64_t packs = NumberFrom("CAIRN_CORPUS_PACKS", kPacks);
  const uint64_t seed = NumberFrom("CAIRN_CORPUS_SEED", 1);
  std::cout << packs << " mutations from seed " << seed << "\n";
  const std::vector<CorpusPack> bases = CorpusPacks();
  BothVerifiers both;
  std::map<std::string, uint64_t> classes;
  for (uint64_t i = 0; i < packs; ++i) {
    Dice dice(seed + i);
    const MutatedPack pack = Mutate(bases[i % bases.size()], dice);
    const auto [cpp, python] = both.Ask(pack.files, pack.vkey);
    ++classes[cpp.value("reason", "misused")];
    ASSERT_EQ(cpp, python) << "seed " << seed + i << ": " << pack.what;
  }
  for (const auto& [name, count] : classes) std::cout << "  " << name << " " << count << "\n";
  EXPECT_GE(classes.size(), packs < 10'000 ? 5u : 18u) << "nearly every class is reached";
}

TEST(Corpus, SingleProofsAreJudgedAlike) {
  PythonVerifier python;
  for (const CorpusPack& base : CorpusPacks()) {
    const TempFolder folder;
    WriteFiles(base.pack.files, folder.path());
    const std::string path = folder / ProofPathOf(3);
    for (const std::string& key : {base.pack.vkey, OtherVkey(), CorpusWitnessVkey()}) {
      const Json answer = Json::parse(python.Verify(path, key), nullptr, false);
      EXPECT_EQ(Comparable(ByCpp(path, key)), Comparable(answer)) << base.name << " " << key;
    }
  }
}

}  // namespace
}  // namespace cairn
