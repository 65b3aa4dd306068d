#include "eventstore/ledger/stored_nodes.h"

#include <optional>
#include <string>
#include <string_view>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/ledger/leaf.h"
#include "eventstore/ledger/merkle.h"
#include "eventstore/ledger/tiles.h"

namespace cairn {
namespace {

absl::Status DamagedLeaf(uint64_t index) {
  return Refusal(v1::ERROR_REASON_DATA_DAMAGED, "A stored leaf is missing or malformed.",
                 {{"position", absl::StrFormat("%d", index + 1)}});
}

absl::Status DamagedTile(int level, uint64_t index) {
  return Refusal(v1::ERROR_REASON_DATA_DAMAGED, "A stored tile is missing or malformed.",
                 {{"tile", absl::StrFormat("%d/%d", level, index)}});
}

}  // namespace

absl::Status DamagedTree(const ErrorMetadata& metadata) {
  return Refusal(v1::ERROR_REASON_DATA_DAMAGED, "The stored tree is not that of its leaves.",
                 metadata);
}

absl::StatusOr<std::vector<Hash>> ReadLeafHashes(const Storage& storage, uint64_t from,
                                                 uint64_t to) {
  std::vector<Hash> hashes;
  if (from == to) return hashes;
  hashes.reserve(to - from);
  bool malformed = false;
  // The position of a leaf is its index + 1.
  const ScanRange range{.from = U64Key(from + 1), .to_exclusive = U64Key(to + 1)};
  CAIRN_RETURN_IF_ERROR(
      storage.Scan(Space::kLeaves, range, [&](std::string_view key, std::string_view value) {
        malformed = key != U64Key(from + hashes.size() + 1) || !Leaf::Decode(value).ok();
        if (!malformed) hashes.push_back(HashLeaf(value));
        return !malformed;
      }));
  if (malformed || hashes.size() != to - from) return DamagedLeaf(from + hashes.size());
  return hashes;
}

absl::StatusOr<std::vector<Hash>> ReadTile(const Storage& storage, int level, uint64_t index) {
  CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> bytes,
                         storage.Get(Space::kTiles, TileKey(level, index)));
  if (!bytes) return DamagedTile(level, index);
  absl::StatusOr<std::vector<Hash>> hashes = DecodeTile(*bytes);
  if (!hashes.ok()) return DamagedTile(level, index);
  return hashes;
}

absl::StatusOr<std::vector<Hash>> RecomputeEntries(const Storage& storage, int level, uint64_t from,
                                                   uint64_t to) {
  if (level == 0) return ReadLeafHashes(storage, from, to);
  std::vector<Hash> roots;
  roots.reserve(to - from);
  for (uint64_t index = from; index < to; ++index) {
    CAIRN_ASSIGN_OR_RETURN(const std::vector<Hash> tile, ReadTile(storage, level - 1, index));
    roots.push_back(MerkleRoot(tile));
  }
  return roots;
}

}  // namespace cairn
