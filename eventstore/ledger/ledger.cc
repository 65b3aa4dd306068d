#include "eventstore/ledger/ledger.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/ledger/stored_nodes.h"
#include "eventstore/ledger/tiles.h"

namespace cairn {
namespace {

absl::Status Mismatch(std::string_view what) {
  return Refusal(v1::ERROR_REASON_DATA_DAMAGED,
                 "Two computations of the tree disagree; nothing was recorded.",
                 {{"of", std::string(what)}});
}

// Adds leaf hashes to an edge; a level that fills up becomes a tile of the batch.
class TileWriter {
 public:
  // `stored` is the size of the tree whose leaves and tiles are in `storage`.
  TileWriter(const Storage& storage, uint64_t stored, TileEdge& edge, Batch& batch)
      : storage_(storage), stored_(stored), size_(stored), edge_(edge), batch_(batch) {}

  absl::Status Append(const Hash& leaf_hash) {
    ++size_;
    Hash entry = leaf_hash;
    for (int level = 0; level < kTileLevels; ++level) {
      std::vector<Hash>& entries = edge_[static_cast<size_t>(level)];
      entries.push_back(entry);
      if (entries.size() < kTileWidth) return absl::OkStatus();
      const uint64_t index = FullTiles(level, size_) - 1;
      CAIRN_RETURN_IF_ERROR(CheckAgainstStored(level, index, entries));
      batch_.Put(Space::kTiles, TileKey(level, index), EncodeTile(entries));
      entry = MerkleRoot(entries);
      entries.clear();
    }
    CAIRN_CHECK_UNREACHABLE();  // 2^64 leaves
  }

 private:
  // I3: those entries that were there before this batch are computed anew.
  absl::Status CheckAgainstStored(int level, uint64_t index, const std::vector<Hash>& entries) {
    const uint64_t from = index * kTileWidth;
    const uint64_t to = std::max(from, TileEntries(level, stored_));
    CAIRN_ASSIGN_OR_RETURN(const std::vector<Hash> stored,
                           RecomputeEntries(storage_, level, from, to));
    if (std::equal(stored.begin(), stored.end(), entries.begin())) return absl::OkStatus();
    return Mismatch(absl::StrFormat("tile %d/%d", level, index));
  }

  const Storage& storage_;
  const uint64_t stored_;
  uint64_t size_;
  TileEdge& edge_;
  Batch& batch_;
};

}  // namespace

// Answers for the nodes of one proof and reads each tile only once.
class Ledger::ProofNodes {
 public:
  explicit ProofNodes(const Ledger& ledger) : ledger_(ledger) {}

  absl::StatusOr<Hash> Node(int level, uint64_t index) {
    const TileSpan span = SpanOf(level, index);
    if (std::optional<Hash> node = ledger_.EdgeNode(level, index)) return *node;
    const auto [tile, is_new] = tiles_.try_emplace({span.level, span.index});
    if (is_new) {
      CAIRN_ASSIGN_OR_RETURN(tile->second, ReadTile(ledger_.storage_, span.level, span.index));
    }
    return MerkleRoot(std::span<const Hash>(tile->second).subspan(span.first, span.count));
  }

  NodeReader reader() {
    return [this](int level, uint64_t index) { return Node(level, index); };
  }

 private:
  const Ledger& ledger_;
  std::map<std::pair<int, uint64_t>, std::vector<Hash>> tiles_;
};

absl::StatusOr<std::unique_ptr<Ledger>> Ledger::Load(const Storage& storage, uint64_t size) {
  std::unique_ptr<Ledger> ledger(new Ledger(storage));
  TileEdge edge(kTileLevels);
  for (int level = 0; level < kTileLevels; ++level) {
    const uint64_t end = TileEntries(level, size);
    CAIRN_ASSIGN_OR_RETURN(edge[static_cast<size_t>(level)],
                           RecomputeEntries(storage, level, end - EdgeWidth(level, size), end));
  }
  const NodeReader nodes = [&](int level, uint64_t index) {
    return NodeOfEdge(edge, level, index);
  };
  CAIRN_ASSIGN_OR_RETURN(Frontier frontier, Frontier::From(size, nodes));
  const MutexLock lock(ledger->mutex_);
  ledger->frontier_ = std::move(frontier);
  ledger->edge_ = std::move(edge);
  return ledger;
}

uint64_t Ledger::size() const {
  const MutexLock lock(mutex_);
  return frontier_.size();
}

Hash Ledger::root() const {
  const MutexLock lock(mutex_);
  return frontier_.root();
}

absl::StatusOr<Extension> Ledger::Extend(std::span<const Hash> leaf_hashes, Batch& batch) const {
  Extension next;
  {
    const MutexLock lock(mutex_);
    next.first = frontier_.size();
    next.frontier = frontier_;
    next.edge = edge_;
  }
  TileWriter writer(storage_, next.first, next.edge, batch);
  for (const Hash& leaf_hash : leaf_hashes) {
    next.frontier.Append(leaf_hash);
    CAIRN_RETURN_IF_ERROR(writer.Append(leaf_hash));
  }
  next.size = next.frontier.size();
  next.root = next.frontier.root();
  if (RootOfEdge(next.edge) != next.root) return Mismatch("root");
  return next;
}

void Ledger::Apply(Extension extension) {
  const MutexLock lock(mutex_);
  CAIRN_CHECK(extension.first == frontier_.size());
  frontier_ = std::move(extension.frontier);
  edge_ = std::move(extension.edge);
}

std::optional<Hash> Ledger::EdgeNode(int level, uint64_t index) const {
  const TileSpan span = SpanOf(level, index);
  const MutexLock lock(mutex_);
  if (span.index < FullTiles(span.level, frontier_.size())) return std::nullopt;
  return NodeOfEdge(edge_, level, index);
}

absl::Status Ledger::CheckCommitted(uint64_t wanted) const {
  const uint64_t have = size();
  if (wanted <= have) return absl::OkStatus();
  return Refusal(
      v1::ERROR_REASON_POSITION_AHEAD, "The log has not reached this position.",
      {{"position", absl::StrFormat("%d", wanted)}, {"head", absl::StrFormat("%d", have)}});
}

absl::StatusOr<Hash> Ledger::Root(uint64_t size) const {
  CAIRN_RETURN_IF_ERROR(CheckCommitted(size));
  return RootFrom(size, ProofNodes(*this).reader());
}

absl::StatusOr<std::vector<Hash>> Ledger::Inclusion(uint64_t index, uint64_t size) const {
  CAIRN_RETURN_IF_ERROR(CheckCommitted(size));
  return InclusionPath(index, size, ProofNodes(*this).reader());
}

absl::StatusOr<std::vector<Hash>> Ledger::Consistency(uint64_t size1, uint64_t size2) const {
  CAIRN_RETURN_IF_ERROR(CheckCommitted(size2));
  ProofNodes nodes(*this);
  CAIRN_ASSIGN_OR_RETURN(std::vector<Hash> path, ConsistencyPath(size1, size2, nodes.reader()));
  CAIRN_ASSIGN_OR_RETURN(const Hash root1, RootFrom(size1, nodes.reader()));
  CAIRN_ASSIGN_OR_RETURN(const Hash root2, RootFrom(size2, nodes.reader()));
  if (VerifyConsistency(size1, size2, root1, root2, path)) return path;
  return Refusal(v1::ERROR_REASON_DATA_DAMAGED,
                 "The stored tree does not prove what it should. Run a scrub.");
}

}  // namespace cairn
