#include "eventstore/scrub/tree_scrub.h"

#include <algorithm>
#include <memory>
#include <string>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/ledger/leaf.h"
#include "eventstore/ledger/ledger.h"
#include "eventstore/ledger/stored_nodes.h"
#include "eventstore/ledger/tiles.h"

namespace cairn {
namespace {

std::string PositionName(Position position) { return absl::StrFormat("position %d", position); }

std::string TileName(int level, uint64_t index) {
  return absl::StrFormat("tile %d/%d", level, index);
}

}  // namespace

absl::StatusOr<bool> TreeScrub::Leaves() {
  const ScrubCursor& cursor = run_.cursor();
  next_ = cursor.key.empty() ? 1 : ByteReader(cursor.key).U64();
  std::string from = U64Key(next_);
  for (;;) {
    CAIRN_ASSIGN_OR_RETURN(const ScrubPage page,
                           run_.ReadPage(Space::kLeaves, from, U64Key(cursor.size + 1)));
    uint64_t bytes = 0;
    for (const auto& [key, value] : page.rows) {
      bytes += key.size() + value.size();
      CAIRN_RETURN_IF_ERROR(AddLeaf(key, value));
    }
    from = page.next;
    if (page.last) {
      MissingUntil(cursor.size + 1);
      run_.EndPart(bytes);
      return true;
    }
    run_.cursor().key = U64Key(next_ - tile_.size());  // where the tile begins
    if (!run_.Pace(bytes)) return false;
  }
}

// Leaves that should have come before `position` and did not.
void TreeScrub::MissingUntil(Position position) {
  if (next_ >= position) return;
  const Position last = position - 1;
  run_.Report(
      Space::kLeaves,
      next_ == last ? PositionName(next_) : absl::StrFormat("positions %d to %d", next_, last),
      "The leaf is not there.", next_);
  // Whatever tile they were in cannot be compared.
  next_ = position;
  const size_t in_tile = static_cast<size_t>((position - 1) % kTileWidth);
  tile_.assign(in_tile, Hash{});
  tile_is_whole_ = in_tile == 0;
}

absl::Status TreeScrub::AddLeaf(std::string_view key, std::string_view value) {
  ByteReader reader(key);
  const Position position = reader.U64();
  if (!reader.AtEnd() || position < next_) {
    run_.Report(Space::kLeaves, "row " + ToHex(key), "This key is none of a leaf.");
    return absl::OkStatus();
  }
  MissingUntil(position);
  const absl::StatusOr<Leaf> leaf = Leaf::Decode(value);
  if (!leaf.ok()) {
    run_.Report(Space::kLeaves, PositionName(position), "These bytes are no leaf.", position);
    tile_is_whole_ = false;
  } else if (leaf->recorded_at_us < recorded_at_us_) {
    run_.Report(Space::kLeaves, PositionName(position),
                "Its time is before that of the leaf below.", position);
  }
  if (leaf.ok()) recorded_at_us_ = leaf->recorded_at_us;
  tile_.push_back(HashLeaf(value));
  next_ = position + 1;
  return tile_.size() == kTileWidth ? EndTile() : absl::OkStatus();
}

absl::Status TreeScrub::EndTile() {
  const uint64_t index = (next_ - 1) / kTileWidth - 1;
  const absl::StatusOr<std::vector<Hash>> stored = ReadTile(run_.storage(), 0, index);
  CAIRN_RETURN_IF_ERROR(
      run_.ReportIfDamage(stored.status(), Space::kTiles, TileName(0, index), next_ - kTileWidth));
  if (stored.ok() && tile_is_whole_ && *stored != tile_) {
    for (size_t i = 0; i < kTileWidth; ++i) {
      if ((*stored)[i] == tile_[i]) continue;
      const Position position = index * kTileWidth + i + 1;
      run_.Report(Space::kLeaves, PositionName(position),
                  absl::StrFormat("The leaf and its entry in %s do not agree.", TileName(0, index)),
                  position);
    }
  }
  tile_.clear();
  tile_is_whole_ = true;
  return absl::OkStatus();
}

absl::StatusOr<bool> TreeScrub::Tiles() {
  if (run_.cursor().key.empty()) {
    CAIRN_RETURN_IF_ERROR(CheckHigherTiles());
    CAIRN_RETURN_IF_ERROR(CheckRoot());
  }
  std::string from = run_.cursor().key;
  for (;;) {
    CAIRN_ASSIGN_OR_RETURN(const ScrubPage page, run_.ReadPage(Space::kTiles, from));
    CAIRN_RETURN_IF_ERROR(CheckSurplusTiles(page));
    if (page.last) {
      run_.EndPart(page.rows.size() * kTileBytes);
      return true;
    }
    run_.cursor().key = from = page.next;
    if (!run_.Pace(page.rows.size() * kTileBytes)) return false;
  }
}

absl::Status TreeScrub::CheckHigherTiles() {
  const uint64_t size = run_.cursor().size;
  for (int level = 1; level < kTileLevels; ++level) {
    for (uint64_t index = 0; index < FullTiles(level, size); ++index) {
      const absl::StatusOr<std::vector<Hash>> stored = ReadTile(run_.storage(), level, index);
      CAIRN_RETURN_IF_ERROR(
          run_.ReportIfDamage(stored.status(), Space::kTiles, TileName(level, index)));
      const absl::StatusOr<std::vector<Hash>> computed =
          RecomputeEntries(run_.storage(), level, index * kTileWidth, (index + 1) * kTileWidth);
      if (!computed.ok() && !IsDamage(computed.status())) return computed.status();
      if (!stored.ok() || !computed.ok()) continue;  // reported with the tile below
      if (*stored == *computed) continue;
      run_.Report(Space::kTiles, TileName(level, index),
                  "Its entries are not the roots of the tiles below it.");
    }
  }
  return absl::OkStatus();
}

// The edge is rebuilt from the stored leaves and tiles, and must give the root.
absl::Status TreeScrub::CheckRoot() {
  const ScrubCursor& cursor = run_.cursor();
  const absl::StatusOr<std::unique_ptr<Ledger>> ledger = Ledger::Load(run_.storage(), cursor.size);
  if (!ledger.ok() && !IsDamage(ledger.status())) return ledger.status();
  if (ledger.ok() && (*ledger)->root() == cursor.root) return absl::OkStatus();
  run_.Report(Space::kLeaves, absl::StrFormat("positions 1 to %d", cursor.size),
              "The stored leaves and tiles do not give the root of the log.");
  return absl::OkStatus();
}

absl::Status TreeScrub::CheckSurplusTiles(const ScrubPage& page) {
  // The head of now: tiles of what was appended meanwhile are no surplus.
  CAIRN_ASSIGN_OR_RETURN(const uint64_t size, run_.storage().Head());
  for (const auto& [key, value] : page.rows) {
    ByteReader reader(key);
    const int level = reader.U8();
    const uint64_t index = reader.U64();
    const bool known = reader.AtEnd() && level < kTileLevels && index < FullTiles(level, size);
    if (known && value.size() == kTileBytes) continue;
    run_.Report(Space::kTiles, "row " + ToHex(key),
                "No full tile of the log has this key and size.");
  }
  return absl::OkStatus();
}

}  // namespace cairn
