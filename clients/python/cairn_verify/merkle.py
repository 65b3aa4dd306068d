"""The Merkle tree of RFC 6962 section 2.1: section 7 of the format."""
import hashlib


def sha256(data):
    return hashlib.sha256(data).digest()


def hash_leaf(data):
    return hashlib.sha256(b"\0" + data).digest()


def hash_node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(hashes):
    """The root over leaf hashes, level by level; the last of an odd level moves up as it is."""
    if not hashes:
        return sha256(b"")
    while len(hashes) > 1:
        above = [hash_node(hashes[i], hashes[i + 1]) for i in range(0, len(hashes) - 1, 2)]
        if len(hashes) % 2:
            above.append(hashes[-1])
        hashes = above
    return hashes[0]


def root_from_path(leaf, index, size, path):
    """The root that an inclusion path leads to (RFC 9162 section 2.1.3.2), or None."""
    if index >= size:
        return None
    node, last, root = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if node & 1 or node == last:
            root = hash_node(sibling, root)
            while not node & 1 and node:
                node >>= 1
                last >>= 1
        else:
            root = hash_node(root, sibling)
        node >>= 1
        last >>= 1
    return root if last == 0 else None


def is_consistent(size1, size2, root1, root2, path):
    """Whether the tree of `size1` grew into that of `size2` (RFC 9162 section 2.1.4.2)."""
    if size1 == 0 or size1 > size2:
        return False
    if size1 == size2:
        return not path and root1 == root2
    path = list(path)
    if size1 & (size1 - 1) == 0:  # the old tree is one complete subtree of the new one
        path.insert(0, root1)
    if not path:
        return False
    node, last = size1 - 1, size2 - 1
    while node & 1:
        node >>= 1
        last >>= 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old, new = hash_node(sibling, old), hash_node(sibling, new)
            while not node & 1 and node:
                node >>= 1
                last >>= 1
        else:
            new = hash_node(new, sibling)
        node >>= 1
        last >>= 1
    return last == 0 and old == root1 and new == root2
