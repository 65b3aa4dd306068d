// The kept corpus of the fuzzer, replayed by every preset and mutated a little: what was found once
// stays found, and what the fuzzer checks is checked where there is no libFuzzer. For a longer
// look:
//   CAIRN_MUTATIONS=100000 ctest --preset asan -R EntryCorpus
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/fuzz/entry_history.h"
#include "tests/fuzz/entry_mutator.h"
#include "tests/support/test_data.h"

namespace cairn {
namespace {

constexpr int kMutations = 40;
constexpr int kMutationsInARow = 10;

std::vector<std::filesystem::path> Corpus() {
  std::vector<std::filesystem::path> files;
  const std::string folder = std::string(CAIRN_CORPUS_FOLDER) + "/entries";
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    files.push_back(file.path());
  }
  return files;
}

class EntryCorpus : public testing::TestWithParam<std::filesystem::path> {
 protected:
  static v1::RecordEntries Kept() {
    auto history = ReadHistory(ReadFile(GetParam()));
    EXPECT_TRUE(history.has_value()) << GetParam();
    return history.value_or(v1::RecordEntries());
  }
};

TEST_P(EntryCorpus, Stands) {
  const v1::RecordEntries kept = Kept();

  // A part of a longer history may name what is not in it.
  EXPECT_GT(2 * CheckHistory(kept), kept.entries().size());
}

TEST_P(EntryCorpus, StandsWhateverIsChangedInIt) {
  const char* more = std::getenv("CAIRN_MUTATIONS");
  const int mutations = more == nullptr ? kMutations : std::atoi(more);
  const v1::RecordEntries kept = Kept();
  v1::RecordEntries history;
  size_t accepted = 0;
  for (int seed = 0; seed < mutations; ++seed) {
    if (seed % kMutationsInARow == 0) history = kept;
    EntryMutator(seed).Mutate(history);
    accepted += CheckHistory(history);
  }
  EXPECT_GT(accepted, 0u) << "what the rules refuse as a whole tries nothing else";
}

INSTANTIATE_TEST_SUITE_P(Kept, EntryCorpus, testing::ValuesIn(Corpus()),
                         [](const auto& file) { return file.param.stem().string(); });

}  // namespace
}  // namespace cairn
