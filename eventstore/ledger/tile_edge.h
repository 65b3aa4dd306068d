// The edge of the tree: what lies right of its full tiles, and is therefore not stored. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "eventstore/ledger/hash.h"

namespace cairn {

// For every tile level the entries right of its full tiles, at most 255 each. kTileLevels of them.
using TileEdge = std::vector<std::vector<Hash>>;

// The root of the tree, hashed from its edge alone.
Hash RootOfEdge(const TileEdge& edge);

// A complete subtree whose entries are on the edge.
Hash NodeOfEdge(const TileEdge& edge, int node_level, uint64_t node_index);

}  // namespace cairn
