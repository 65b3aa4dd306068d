// tests/data/vectors/proof_vectors.json: see ledger_vectors_test.cc for what a change of it means.
#include "tests/golden/proof_vectors.h"

#include <cstdlib>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/test_data.h"

namespace cairn {
namespace {

TEST(ProofVectors, AreWhatTheCodeMakes) {
  const std::string path = TestDataPath("vectors/proof_vectors.json");
  const std::string made = MakeProofVectors().dump(1) + "\n";
  if (std::getenv("CAIRN_UPDATE_GOLDEN") != nullptr) WriteFile(path, made);

  EXPECT_EQ(ReadFile(path), made);
}

}  // namespace
}  // namespace cairn
