// Trees of numbered leaves for tests of proofs. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "eventstore/base/encoding.h"
#include "eventstore/ledger/hash.h"
#include "eventstore/ledger/merkle.h"

namespace cairn {

// The leaf hashes of leaf 0, 1, ... count - 1; all different.
inline std::vector<Hash> NumberedLeafHashes(uint64_t count) {
  std::vector<Hash> hashes;
  for (uint64_t i = 0; i < count; ++i) hashes.push_back(HashLeaf(U64Key(i)));
  return hashes;
}

// Nodes of the tree over `leaf_hashes`, which must outlive the reader.
inline NodeReader NodesOf(const std::vector<Hash>& leaf_hashes) {
  return [&leaf_hashes](int level, uint64_t index) -> absl::StatusOr<Hash> {
    const size_t width = size_t{1} << level;
    return MerkleRoot(std::span<const Hash>(leaf_hashes).subspan(index * width, width));
  };
}

}  // namespace cairn
