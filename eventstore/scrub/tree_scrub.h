// The parts of a scrub that look at the tree: leaves, tiles and the root. One thread.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/ledger/hash.h"
#include "eventstore/scrub/scrub_run.h"

namespace cairn {

class TreeScrub {
 public:
  explicit TreeScrub(ScrubRun& run) : run_(run) {}

  // Each goes on from the run's cursor. False: the run was stopped, and the cursor says where.
  absl::StatusOr<bool> Leaves();
  absl::StatusOr<bool> Tiles();

 private:
  absl::Status AddLeaf(std::string_view key, std::string_view value);
  void MissingUntil(Position position);
  absl::Status EndTile();
  absl::Status CheckHigherTiles();
  absl::Status CheckSurplusTiles(const ScrubPage& page);
  absl::Status CheckRoot();

  ScrubRun& run_;
  Position next_ = 1;           // the leaf that should come next
  std::vector<Hash> tile_;      // of the tile that next_ is in
  bool tile_is_whole_ = true;   // no leaf of it is missing or malformed
  int64_t recorded_at_us_ = 0;  // of the leaf before next_
};

}  // namespace cairn
