#include "clients/verify/merkle.h"

#include <bit>

namespace cairn::verify {

Hash HashLeaf(std::string_view data) { return Sha256({std::string_view("\0", 1), data}); }

Hash HashNode(const Hash& left, const Hash& right) {
  return Sha256({"\x01", BytesOf(left), BytesOf(right)});
}

Hash RootOf(std::span<const Hash> leaves) {
  if (leaves.empty()) return Sha256({});
  if (leaves.size() == 1) return leaves.front();
  const size_t left = std::bit_floor(leaves.size() - 1);
  return HashNode(RootOf(leaves.first(left)), RootOf(leaves.subspan(left)));
}

std::optional<Hash> RootFromPath(const Hash& leaf, uint64_t index, uint64_t size,
                                 std::span<const Hash> path) {
  if (index >= size) return std::nullopt;
  uint64_t node = index;
  uint64_t last = size - 1;  // of the same level as `node`
  Hash root = leaf;
  for (const Hash& sibling : path) {
    if (last == 0) return std::nullopt;
    if ((node & 1) == 1 || node == last) {
      root = HashNode(sibling, root);
      // At the right edge, levels where the node has no sibling are skipped.
      for (; (node & 1) == 0 && node != 0; node >>= 1) last >>= 1;
    } else {
      root = HashNode(root, sibling);
    }
    node >>= 1;
    last >>= 1;
  }
  if (last != 0) return std::nullopt;
  return root;
}

bool IsConsistent(uint64_t size1, uint64_t size2, const Hash& root1, const Hash& root2,
                  std::span<const Hash> path) {
  if (size1 == 0 || size1 > size2) return false;
  if (size1 == size2) return path.empty() && root1 == root2;
  uint64_t node = size1 - 1;
  uint64_t last = size2 - 1;
  for (; (node & 1) == 1; node >>= 1) last >>= 1;
  // A complete subtree of the old tree begins the path, unless the old tree is that subtree.
  if (node != 0 && path.empty()) return false;
  Hash old_root = node == 0 ? root1 : path.front();
  Hash new_root = old_root;
  for (const Hash& sibling : path.subspan(node == 0 ? 0 : 1)) {
    if (last == 0) return false;
    if ((node & 1) == 1 || node == last) {
      old_root = HashNode(sibling, old_root);
      new_root = HashNode(sibling, new_root);
      for (; (node & 1) == 0 && node != 0; node >>= 1) last >>= 1;
    } else {
      new_root = HashNode(new_root, sibling);
    }
    node >>= 1;
    last >>= 1;
  }
  return last == 0 && old_root == root1 && new_root == root2;
}

}  // namespace cairn::verify
