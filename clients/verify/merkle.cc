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

}  // namespace cairn::verify
