#include "eventstore/ledger/tile_edge.h"

#include <optional>
#include <span>

#include "eventstore/ledger/merkle.h"
#include "eventstore/ledger/tiles.h"

namespace cairn {

Hash RootOfEdge(const TileEdge& edge) {
  // On every level, what is right of the level's entries counts as one more, incomplete entry.
  std::optional<Hash> root;
  for (std::vector<Hash> entries : edge) {
    if (root) entries.push_back(*root);
    if (!entries.empty()) root = MerkleRoot(entries);
  }
  return root.value_or(EmptyRoot());
}

Hash NodeOfEdge(const TileEdge& edge, int node_level, uint64_t node_index) {
  const TileSpan span = SpanOf(node_level, node_index);
  const std::span<const Hash> entries(edge[static_cast<size_t>(span.level)]);
  return MerkleRoot(entries.subspan(span.first, span.count));
}

}  // namespace cairn
