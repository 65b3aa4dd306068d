#include "eventstore/ledger/tile_export.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/ledger/checkpoint.h"
#include "eventstore/ledger/leaf.h"
#include "eventstore/ledger/note.h"
#include "eventstore/ledger/stored_nodes.h"
#include "eventstore/ledger/tile_edge.h"
#include "eventstore/ledger/tiles.h"

namespace cairn {
namespace {

std::string FilePath(std::string_view folder, uint64_t index, size_t width) {
  std::string path = absl::StrFormat("tile/%s/%s", folder, TileIndexPath(index));
  if (width < kTileWidth) absl::StrAppendFormat(&path, ".p/%d", width);
  return path;
}

std::string TileBytes(const std::vector<Hash>& hashes) {
  std::string bytes;
  bytes.reserve(hashes.size() * sizeof(Hash));
  for (const Hash& hash : hashes) bytes += HashBytes(hash);
  return bytes;
}

// Walks the leaves from left to right and writes every file as soon as its last entry is known.
class TileWalk {
 public:
  TileWalk(const Storage& storage, const TileSink& sink) : storage_(storage), sink_(sink) {}

  // The leaves [from, to), of one bundle.
  absl::Status AddBundle(uint64_t from, uint64_t to) {
    CAIRN_ASSIGN_OR_RETURN(const std::string bundle, ReadBundle(from, to));
    CAIRN_RETURN_IF_ERROR(Write(FilePath("entries", from / kTileWidth, to - from), bundle));
    for (size_t at = 0; at < bundle.size(); at += kEntryBytes) {
      CAIRN_RETURN_IF_ERROR(AddEntry(HashLeaf(bundle.substr(at + sizeof(uint16_t), Leaf::kSize))));
    }
    return absl::OkStatus();
  }

  // What lies right of the full tiles, and then the checkpoint if the tree is the one it signs.
  absl::Status Finish(const Hash& root, std::string_view checkpoint) {
    if (RootOfEdge(edge_) != root) return DamagedTree({{"of", "root"}});
    for (int level = 0; level < kTileLevels; ++level) {
      const std::vector<Hash>& entries = edge_[static_cast<size_t>(level)];
      if (entries.empty()) continue;
      CAIRN_RETURN_IF_ERROR(
          Write(FilePath(std::to_string(level), tiles_[static_cast<size_t>(level)], entries.size()),
                TileBytes(entries)));
    }
    return Write("checkpoint", checkpoint);
  }

 private:
  static constexpr size_t kEntryBytes = sizeof(uint16_t) + Leaf::kSize;

  absl::StatusOr<std::string> ReadBundle(uint64_t from, uint64_t to) const {
    std::string bundle;
    bundle.reserve((to - from) * kEntryBytes);
    uint64_t next = from;
    // The position of a leaf is its index + 1.
    const ScanRange range{.from = U64Key(from + 1), .to_exclusive = U64Key(to + 1)};
    CAIRN_RETURN_IF_ERROR(
        storage_.Scan(Space::kLeaves, range, [&](std::string_view key, std::string_view leaf) {
          if (key != U64Key(next + 1)) return false;
          if (!Leaf::Decode(leaf).ok()) return false;
          AppendU16(bundle, Leaf::kSize);
          bundle += leaf;
          ++next;
          return true;
        }));
    if (next != to) return DamagedTree({{"position", absl::StrFormat("%d", next + 1)}});
    return bundle;
  }

  // A level that fills up is compared with its stored tile, written, and moves up.
  absl::Status AddEntry(Hash entry) {
    for (size_t level = 0; level < edge_.size(); ++level) {
      edge_[level].push_back(entry);
      if (edge_[level].size() < kTileWidth) return absl::OkStatus();
      const uint64_t index = tiles_[level]++;
      CAIRN_ASSIGN_OR_RETURN(const std::vector<Hash> stored,
                             ReadTile(storage_, static_cast<int>(level), index));
      if (stored != edge_[level]) {
        return DamagedTree({{"tile", absl::StrFormat("%d/%d", level, index)}});
      }
      CAIRN_RETURN_IF_ERROR(
          Write(FilePath(std::to_string(level), index, kTileWidth), TileBytes(stored)));
      entry = MerkleRoot(stored);
      edge_[level].clear();
    }
    CAIRN_CHECK_UNREACHABLE();  // 2^64 leaves
  }

  absl::Status Write(const std::string& path, std::string_view bytes) const {
    return sink_(path, bytes) ? absl::OkStatus() : absl::CancelledError("the reader has gone");
  }

  const Storage& storage_;
  const TileSink& sink_;
  TileEdge edge_ = TileEdge(kTileLevels);
  std::vector<uint64_t> tiles_ = std::vector<uint64_t>(kTileLevels);  // full so far, by level
};

}  // namespace

std::string TileIndexPath(uint64_t index) {
  std::string path = absl::StrFormat("%03d", index % 1000);
  for (uint64_t rest = index / 1000; rest > 0; rest /= 1000) {
    path = absl::StrFormat("x%03d/", rest % 1000) + path;
  }
  return path;
}

absl::Status ExportTiles(const Ledger& ledger, std::string_view checkpoint, const TileSink& sink) {
  CAIRN_ASSIGN_OR_RETURN(const Note note, ParseNote(checkpoint));
  CAIRN_ASSIGN_OR_RETURN(const Checkpoint head, Checkpoint::Parse(note.text));
  CAIRN_RETURN_IF_ERROR(ledger.Root(head.size).status());  // refuses a size that is ahead
  TileWalk walk(ledger.storage(), sink);
  for (uint64_t from = 0; from < head.size; from += kTileWidth) {
    CAIRN_RETURN_IF_ERROR(walk.AddBundle(from, std::min(from + kTileWidth, head.size)));
  }
  return walk.Finish(head.root, checkpoint);
}

}  // namespace cairn
