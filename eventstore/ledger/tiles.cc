#include "eventstore/ledger/tiles.h"

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"

namespace cairn {

TileSpan SpanOf(int node_level, uint64_t node_index) {
  const int height = node_level % kTileHeight;
  const uint64_t first = node_index << height;
  return {.level = node_level / kTileHeight,
          .index = first / kTileWidth,
          .first = first % kTileWidth,
          .count = size_t{1} << height};
}

uint64_t TileEntries(int level, uint64_t size) {
  CAIRN_CHECK(0 <= level && level < kTileLevels);
  return size >> (kTileHeight * level);
}

uint64_t FullTiles(int level, uint64_t size) { return TileEntries(level, size) / kTileWidth; }

size_t EdgeWidth(int level, uint64_t size) { return TileEntries(level, size) % kTileWidth; }

std::string TileKey(int level, uint64_t index) {
  std::string key;
  AppendU8(key, static_cast<uint8_t>(level));
  AppendU64(key, index);
  return key;
}

std::string EncodeTile(std::span<const Hash> hashes) {
  CAIRN_CHECK(hashes.size() == kTileWidth);
  std::string bytes;
  bytes.reserve(kTileBytes);
  for (const Hash& hash : hashes) bytes += HashBytes(hash);
  return bytes;
}

absl::StatusOr<std::vector<Hash>> DecodeTile(std::string_view bytes) {
  if (bytes.size() != kTileBytes) {
    return Refusal(v1::ERROR_REASON_DATA_DAMAGED, "A stored tile has not 8,192 bytes.");
  }
  std::vector<Hash> hashes;
  hashes.reserve(kTileWidth);
  for (size_t at = 0; at < bytes.size(); at += sizeof(Hash)) {
    hashes.push_back(*HashFrom(bytes.substr(at, sizeof(Hash))));
  }
  return hashes;
}

}  // namespace cairn
