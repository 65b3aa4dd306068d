// The tree as it is stored: tiles of 256 hashes (c2sp.org/tlog-tiles). Only full tiles are stored,
// each is written once, and what lies right of them, the edge, is at most 255 hashes a level.
//
//   key   = level:u8 index:u64                  space `tiles`
//   value = hash*256                            8,192 bytes
//
// Entry e of tile (level, index) is the node (8 * level, 256 * index + e) of the tree: a leaf hash
// at level 0, above that the root of the full tile (level - 1, 256 * index + e). Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/ledger/hash.h"

namespace cairn {

inline constexpr int kTileHeight = 8;
inline constexpr size_t kTileWidth = size_t{1} << kTileHeight;
inline constexpr size_t kTileBytes = kTileWidth * sizeof(Hash);
// Levels that a tree of 2^64 leaves has.
inline constexpr int kTileLevels = 8;

// Where in the tiles a node of the tree is: it is the root of `count` entries from `first` on.
struct TileSpan {
  int level;
  uint64_t index;
  size_t first;
  size_t count;
};
TileSpan SpanOf(int node_level, uint64_t node_index);

// Entries of a level in a tree of `size` leaves; of them, those in full tiles and those on the
// edge.
uint64_t TileEntries(int level, uint64_t size);
uint64_t FullTiles(int level, uint64_t size);
size_t EdgeWidth(int level, uint64_t size);

std::string TileKey(int level, uint64_t index);

// `hashes` must be 256.
std::string EncodeTile(std::span<const Hash> hashes);
// DATA_DAMAGED unless `bytes` are 8,192.
absl::StatusOr<std::vector<Hash>> DecodeTile(std::string_view bytes);

}  // namespace cairn
