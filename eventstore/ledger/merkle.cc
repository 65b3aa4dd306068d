#include "eventstore/ledger/merkle.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "eventstore/base/status_macros.h"

namespace cairn {
namespace {

// The largest power of two below `count`, where RFC 6962 splits `count` > 1 leaves.
uint64_t SplitOf(uint64_t count) { return std::bit_floor(count - 1); }

// The roots of the complete subtrees that make up [begin, end), largest first. `begin` must be a
// multiple of the smallest power of two that is at least end - begin.
absl::StatusOr<std::vector<Hash>> Subtrees(uint64_t begin, uint64_t end, const NodeReader& nodes) {
  std::vector<Hash> subtrees;
  while (begin < end) {
    const uint64_t width = std::bit_floor(end - begin);
    const int level = std::countr_zero(width);
    CAIRN_ASSIGN_OR_RETURN(const Hash subtree, nodes(level, begin >> level));
    subtrees.push_back(subtree);
    begin += width;
  }
  return subtrees;
}

Hash FoldFromTheRight(std::span<const Hash> subtrees) {
  if (subtrees.empty()) return EmptyRoot();
  Hash root = subtrees.back();
  for (size_t i = subtrees.size() - 1; i > 0; --i) root = HashNode(subtrees[i - 1], root);
  return root;
}

absl::StatusOr<Hash> RangeRoot(uint64_t begin, uint64_t end, const NodeReader& nodes) {
  CAIRN_ASSIGN_OR_RETURN(const std::vector<Hash> subtrees, Subtrees(begin, end, nodes));
  return FoldFromTheRight(subtrees);
}

// Walks a proof from the leaves to the root: `node` is where the walk stands in its level and
// `last` is the rightmost node of that level. The names are fn and sn in RFC 9162.
struct Walk {
  uint64_t node;
  uint64_t last;

  bool FromTheLeft() const { return node % 2 == 1 || node == last; }
  void Up() {
    node >>= 1;
    last >>= 1;
  }
  // A node at the right border without a sibling is carried up until it has one.
  void SkipLevelsWithoutSibling() {
    while (node % 2 == 0 && node != 0) Up();
  }
};

}  // namespace

Hash EmptyRoot() { return Sha256({}); }

Hash MerkleRoot(std::span<const Hash> leaf_hashes) {
  std::array<Hash, 64> subtrees;  // complete ones over what was read, the largest first
  size_t count = 0;
  for (size_t i = 0; i < leaf_hashes.size(); ++i) {
    Hash subtree = leaf_hashes[i];
    for (size_t rest = i; rest % 2 == 1; rest >>= 1) subtree = HashNode(subtrees[--count], subtree);
    subtrees[count++] = subtree;
  }
  return FoldFromTheRight(std::span(subtrees).first(count));
}

absl::StatusOr<Frontier> Frontier::From(uint64_t size, const NodeReader& nodes) {
  Frontier frontier;
  CAIRN_ASSIGN_OR_RETURN(frontier.hashes_, Subtrees(0, size, nodes));
  frontier.size_ = size;
  return frontier;
}

void Frontier::Append(const Hash& leaf_hash) {
  Hash subtree = leaf_hash;
  for (uint64_t rest = size_; rest % 2 == 1; rest >>= 1) {
    subtree = HashNode(hashes_.back(), subtree);
    hashes_.pop_back();
  }
  hashes_.push_back(subtree);
  ++size_;
}

Hash Frontier::root() const { return FoldFromTheRight(hashes_); }

absl::StatusOr<Hash> RootFrom(uint64_t size, const NodeReader& nodes) {
  return RangeRoot(0, size, nodes);
}

absl::StatusOr<std::vector<Hash>> InclusionPath(uint64_t index, uint64_t size,
                                                const NodeReader& nodes) {
  if (index >= size) return absl::InvalidArgumentError("the index is not below the tree size");
  std::vector<Hash> path;
  uint64_t begin = 0;
  uint64_t end = size;
  while (end - begin > 1) {
    const uint64_t split = begin + SplitOf(end - begin);
    const bool left = index < split;
    CAIRN_ASSIGN_OR_RETURN(const Hash sibling,
                           left ? RangeRoot(split, end, nodes) : RangeRoot(begin, split, nodes));
    path.push_back(sibling);
    (left ? end : begin) = split;
  }
  std::reverse(path.begin(), path.end());
  return path;
}

absl::StatusOr<std::vector<Hash>> ConsistencyPath(uint64_t size1, uint64_t size2,
                                                  const NodeReader& nodes) {
  if (size1 == 0) return absl::InvalidArgumentError("the empty tree has no consistency proof");
  if (size1 > size2) return absl::InvalidArgumentError("the first tree is the larger one");
  std::vector<Hash> path;
  uint64_t begin = 0;
  uint64_t end = size2;
  while (end != size1) {
    const uint64_t split = begin + SplitOf(end - begin);
    const bool left = size1 <= split;
    CAIRN_ASSIGN_OR_RETURN(const Hash sibling,
                           left ? RangeRoot(split, end, nodes) : RangeRoot(begin, split, nodes));
    path.push_back(sibling);
    (left ? end : begin) = split;
  }
  if (begin != 0) {  // else the rest is the first tree itself, whose root the verifier has
    CAIRN_ASSIGN_OR_RETURN(const Hash rest, RangeRoot(begin, end, nodes));
    path.push_back(rest);
  }
  std::reverse(path.begin(), path.end());
  return path;
}

bool VerifyInclusion(uint64_t index, uint64_t size, const Hash& leaf_hash,
                     std::span<const Hash> path, const Hash& root) {
  if (index >= size) return false;
  Walk walk{.node = index, .last = size - 1};
  Hash hash = leaf_hash;
  for (const Hash& sibling : path) {
    if (walk.last == 0) return false;
    if (walk.FromTheLeft()) {
      hash = HashNode(sibling, hash);
      walk.SkipLevelsWithoutSibling();
    } else {
      hash = HashNode(hash, sibling);
    }
    walk.Up();
  }
  return walk.last == 0 && hash == root;
}

bool VerifyConsistency(uint64_t size1, uint64_t size2, const Hash& root1, const Hash& root2,
                       std::span<const Hash> path) {
  if (size1 == 0 || size1 > size2) return false;
  if (size1 == size2) return path.empty() && root1 == root2;
  const bool starts_at_root1 = std::has_single_bit(size1);
  if (path.empty()) return false;
  Walk walk{.node = size1 - 1, .last = size2 - 1};
  while (walk.node % 2 == 1) walk.Up();
  Hash hash1 = starts_at_root1 ? root1 : path.front();
  Hash hash2 = hash1;
  for (const Hash& sibling : path.subspan(starts_at_root1 ? 0 : 1)) {
    if (walk.last == 0) return false;
    if (walk.FromTheLeft()) {
      hash1 = HashNode(sibling, hash1);
      hash2 = HashNode(sibling, hash2);
      walk.SkipLevelsWithoutSibling();
    } else {
      hash2 = HashNode(hash2, sibling);
    }
    walk.Up();
  }
  return walk.last == 0 && hash1 == root1 && hash2 == root2;
}

}  // namespace cairn
