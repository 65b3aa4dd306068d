// Valid packs of every sort that the format knows, for the corpus of verifiers. Fictional contents.
#pragma once

#include <string>
#include <vector>

#include "tests/unit/clients/verify/forged_log.h"

namespace cairn {

struct CorpusPack {
  std::string name;
  ForgedLog log;  // what it was made from, for mutations below the signatures
  ExportPack pack;
};

std::vector<CorpusPack> CorpusPacks();

// A witness of the corpus: its key as a line of a policy, and its line under a note.
std::string CorpusWitnessVkey();
std::string Cosigned(const std::string& note, uint64_t time);

}  // namespace cairn
