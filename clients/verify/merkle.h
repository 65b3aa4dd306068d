// The Merkle tree of RFC 6962 section 2.1: docs/ledger_format.md section 7. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "clients/verify/sha256.h"

namespace cairn::verify {

// H(0x00 ‖ data).
Hash HashLeaf(std::string_view data);
// H(0x01 ‖ left ‖ right).
Hash HashNode(const Hash& left, const Hash& right);

// The root over leaf hashes in their order.
Hash RootOf(std::span<const Hash> leaves);

// The root that an inclusion path leads to, as in RFC 9162 section 2.1.3.2. Nothing if `index` is
// not below `size`, or if the path has a hash too many or too few.
std::optional<Hash> RootFromPath(const Hash& leaf, uint64_t index, uint64_t size,
                                 std::span<const Hash> path);

// Whether `path` shows that a tree of `size1` leaves and `root1` grew into one of `size2` and
// `root2`, as in RFC 9162 section 2.1.4.2. False for `size1` 0, which proves nothing, and for a
// path with a hash too many or too few.
bool IsConsistent(uint64_t size1, uint64_t size2, const Hash& root1, const Hash& root2,
                  std::span<const Hash> path);

}  // namespace cairn::verify
