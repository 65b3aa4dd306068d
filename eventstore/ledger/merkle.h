// The Merkle tree of RFC 6962 section 2.1 over hashes that are already leaf hashes: roots, proofs
// and their verification. Pure; where the nodes come from is an argument.
//
// A node is named by (level, index): level 0 holds the leaf hashes, and node (l, i) covers the
// leaves [i << l, (i + 1) << l). Only complete subtrees have names, so a named node never changes.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/ledger/hash.h"

namespace cairn {

// Root of the tree without leaves: SHA-256 of nothing.
Hash EmptyRoot();

// Root over `leaf_hashes`, in order. Linear; used for small trees (field commitments, tiles).
Hash MerkleRoot(std::span<const Hash> leaf_hashes);

// The hash of a complete subtree, from wherever the nodes are kept. Errors are passed on.
using NodeReader = std::function<absl::StatusOr<Hash>(int level, uint64_t index)>;

// The compact range [0, size): the roots of the complete subtrees that a tree of `size` leaves is
// made of, the largest first. Enough to append and to know the root, and nothing more.
class Frontier {
 public:
  Frontier() = default;
  // The frontier of a tree that exists already.
  static absl::StatusOr<Frontier> From(uint64_t size, const NodeReader& nodes);

  // Constant amortised; at most 64 node hashes.
  void Append(const Hash& leaf_hash);

  uint64_t size() const { return size_; }
  // At most 64 node hashes.
  Hash root() const;
  // One hash for every one bit of size(), the highest bit first.
  const std::vector<Hash>& hashes() const { return hashes_; }

 private:
  uint64_t size_ = 0;
  std::vector<Hash> hashes_;
};

// Root of the first `size` leaves.
absl::StatusOr<Hash> RootFrom(uint64_t size, const NodeReader& nodes);

// PATH(index, D[size]): from the leaf's sibling up. kInvalidArgument unless index < size.
absl::StatusOr<std::vector<Hash>> InclusionPath(uint64_t index, uint64_t size,
                                                const NodeReader& nodes);

// PROOF(size1, D[size2]). kInvalidArgument unless 0 < size1 <= size2: the empty tree is consistent
// with everything and needs no proof.
absl::StatusOr<std::vector<Hash>> ConsistencyPath(uint64_t size1, uint64_t size2,
                                                  const NodeReader& nodes);

// RFC 9162 section 2.1.3.2. A path that is too long or too short is false.
bool VerifyInclusion(uint64_t index, uint64_t size, const Hash& leaf_hash,
                     std::span<const Hash> path, const Hash& root);

// RFC 9162 section 2.1.4.2. False for size1 == 0: see ConsistencyPath. For size1 == size2 the roots
// must be equal and the path empty.
bool VerifyConsistency(uint64_t size1, uint64_t size2, const Hash& root1, const Hash& root2,
                       std::span<const Hash> path);

}  // namespace cairn
