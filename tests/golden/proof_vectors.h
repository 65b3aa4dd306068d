// The vectors of tests/data/vectors/proof_vectors.json, made anew: what proofs, redacted
// disclosures, control leaves, growth and tiles of the log of ledger_vectors.json look like. Pure.
#pragma once

#include "tests/golden/ledger_vectors.h"

namespace cairn {

Json MakeProofVectors();

}  // namespace cairn
