// Seeded damage to packs: what a disk, a forger with a text editor, and an operator with the log's
// own key could do to one.
#pragma once

#include <random>
#include <string>

#include "tests/verifiers/packs.h"

namespace cairn {

using Dice = std::mt19937_64;

struct MutatedPack {
  std::string what;  // in words, for a message
  std::map<std::string, std::string> files;
  std::string vkey;  // what the reader is told to trust; may be empty, or nonsense
};

// One pack with one to three faults. The same dice give the same pack.
MutatedPack Mutate(const CorpusPack& base, Dice& dice);

}  // namespace cairn
