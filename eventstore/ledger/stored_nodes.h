// Nodes of the tree recomputed from what is stored below them: leaf hashes from leaves, tile roots
// from tiles. Every error is DATA_DAMAGED or the storage's own. Thread-safe, as Storage is.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/base/errors.h"
#include "eventstore/ledger/hash.h"
#include "eventstore/storage/storage.h"

namespace cairn {

// DATA_DAMAGED: nodes that are stored are not those of the leaves.
absl::Status DamagedTree(const ErrorMetadata& metadata);

// The hashes of the leaves with the indexes [from, to), each one decoded and hashed.
absl::StatusOr<std::vector<Hash>> ReadLeafHashes(const Storage& storage, uint64_t from,
                                                 uint64_t to);

// The 256 hashes of a full tile.
absl::StatusOr<std::vector<Hash>> ReadTile(const Storage& storage, int level, uint64_t index);

// The entries [from, to) of a tile level from what is stored below it: leaf hashes at level 0, the
// roots of the full tiles of level - 1 above that.
absl::StatusOr<std::vector<Hash>> RecomputeEntries(const Storage& storage, int level, uint64_t from,
                                                   uint64_t to);

}  // namespace cairn
