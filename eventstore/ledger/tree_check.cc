#include "eventstore/ledger/tree_check.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/ledger/merkle.h"
#include "eventstore/ledger/stored_nodes.h"
#include "eventstore/ledger/tile_edge.h"
#include "eventstore/ledger/tiles.h"

namespace cairn {
namespace {

// Adds `entry` to its level; a level that fills up is compared with its tile and moves up.
absl::Status AddEntry(const Storage& storage, Hash entry, std::vector<uint64_t>& tiles,
                      TileEdge& edge) {
  for (int level = 0; level < kTileLevels; ++level) {
    const auto at = static_cast<size_t>(level);
    edge[at].push_back(entry);
    if (edge[at].size() < kTileWidth) return absl::OkStatus();
    const uint64_t index = tiles[at]++;
    CAIRN_ASSIGN_OR_RETURN(const std::vector<Hash> stored, ReadTile(storage, level, index));
    if (stored != edge[at]) return DamagedTree({{"tile", absl::StrFormat("%d/%d", level, index)}});
    entry = MerkleRoot(stored);
    edge[at].clear();
  }
  CAIRN_CHECK_UNREACHABLE();  // 2^64 leaves
}

}  // namespace

absl::Status CheckTree(const Storage& storage, uint64_t size, const Hash& root) {
  std::vector<uint64_t> tiles(kTileLevels);  // full so far, by level
  TileEdge edge(kTileLevels);
  for (uint64_t from = 0; from < size; from += kTileWidth) {
    const uint64_t to = std::min(from + kTileWidth, size);
    CAIRN_ASSIGN_OR_RETURN(const std::vector<Hash> leaf_hashes, ReadLeafHashes(storage, from, to));
    for (const Hash& leaf_hash : leaf_hashes) {
      CAIRN_RETURN_IF_ERROR(AddEntry(storage, leaf_hash, tiles, edge));
    }
  }
  if (RootOfEdge(edge) != root) return DamagedTree({{"size", absl::StrFormat("%d", size)}});
  return absl::OkStatus();
}

}  // namespace cairn
