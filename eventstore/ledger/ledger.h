// The tree over Storage: what the log's sequencer extends and every proof is read from.
//
// Invariants:
//   I1  size() leaves of space `leaves` (positions 1..size()) are the leaves of the tree.
//   I2  Exactly the full tiles of size() are stored; a stored tile is never written again.
//   I3  No tile is written unless all its entries were recomputed from what is stored below it, and
//       no root leaves Extend unless two computations agree on it: one hashed wrong bit would be in
//       every later root for ever.
//
// One thread calls Extend and Apply, in turn; every other method is thread-safe and may run beside
// them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/base/mutex.h"
#include "eventstore/ledger/merkle.h"
#include "eventstore/ledger/tile_edge.h"
#include "eventstore/storage/storage.h"

namespace cairn {

// A head that is computed and not yet committed.
struct Extension {
  uint64_t first = 0;  // the size it extends
  uint64_t size = 0;
  Hash root{};
  Frontier frontier;
  TileEdge edge;
};

class Ledger {
 public:
  // Reads the edge of a tree of `size` leaves: at most 255 leaves and 255 tiles a level. `storage`
  // must outlive the ledger. DATA_DAMAGED if a row is missing or malformed. The caller compares
  // root() with the root it has kept.
  static absl::StatusOr<std::unique_ptr<Ledger>> Load(const Storage& storage, uint64_t size);

  uint64_t size() const;
  Hash root() const;
  // Where its leaves and tiles are.
  const Storage& storage() const { return storage_; }

  // Computes the head after `leaf_hashes` and adds the tiles that become full to `batch`. Changes
  // nothing in the ledger. DATA_DAMAGED, with the batch to be thrown away, if I3 does not hold.
  absl::StatusOr<Extension> Extend(std::span<const Hash> leaf_hashes, Batch& batch) const;
  // Makes `extension` the head, once its batch is committed together with its leaves.
  void Apply(Extension extension);

  // Of any size up to size(); POSITION_AHEAD above it. kInvalidArgument as in merkle.h.
  // DATA_DAMAGED if a stored tile is missing or malformed, and for a consistency proof that does
  // not hold because one is damaged.
  absl::StatusOr<Hash> Root(uint64_t size) const;
  absl::StatusOr<std::vector<Hash>> Inclusion(uint64_t index, uint64_t size) const;
  absl::StatusOr<std::vector<Hash>> Consistency(uint64_t size1, uint64_t size2) const;

 private:
  class ProofNodes;

  explicit Ledger(const Storage& storage) : storage_(storage) {}

  absl::Status CheckCommitted(uint64_t wanted) const;
  // Nothing if the node is in a full tile, and so in storage.
  std::optional<Hash> EdgeNode(int level, uint64_t index) const;

  const Storage& storage_;
  mutable Mutex mutex_;
  Frontier frontier_ ABSL_GUARDED_BY(mutex_);
  TileEdge edge_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace cairn
