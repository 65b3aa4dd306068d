"""clients/python reads the published vectors: python_vectors_test.py ROOT."""
import base64
import hashlib
import hmac
import json
import pathlib
import sys
import unittest

ROOT = pathlib.Path(sys.argv.pop())
sys.path.insert(0, str(ROOT / "clients/python"))

from cairn_verify import leaf as leaves  # noqa: E402
from cairn_verify import merkle  # noqa: E402
from cairn_verify.disclosure import Disclosure  # noqa: E402
from cairn_verify.note import Checkpoint, Key, Note  # noqa: E402
from cairn_verify.proof import parse_proof, verify_proof  # noqa: E402


def vectors(name):
    return json.loads((ROOT / "tests/data/vectors" / name).read_text())


LEDGER = vectors("ledger_vectors.json")
PROOFS = vectors("proof_vectors.json")
PUBLISHED = vectors("published_vectors.json")


def hashes(texts):
    return [bytes.fromhex(text) for text in texts]


class LedgerVectors(unittest.TestCase):
    def test_salts_come_from_the_salt_key(self):
        for event in LEDGER["events"]:
            for field in event["fields"]:
                salt = hmac.digest(bytes.fromhex(event["salt_key"]), field["path"].encode(), "sha256")
                self.assertEqual(salt.hex(), field["salt"])

    def test_leaves_have_their_hashes_and_bind_their_envelopes(self):
        for event in LEDGER["events"]:
            data = bytes.fromhex(event["leaf"])
            leaf = leaves.Leaf.parse(data)
            self.assertEqual(merkle.hash_leaf(data).hex(), event["leaf_hash"])
            self.assertEqual(leaf.content_hash, merkle.sha256(bytes.fromhex(event["envelope"])))
            self.assertEqual(leaf.version, event["version"])

    def test_trees_have_their_roots_and_paths(self):
        leaf_hashes = hashes(event["leaf_hash"] for event in LEDGER["events"])
        for tree in LEDGER["trees"]:
            root, size = bytes.fromhex(tree["root"]), tree["size"]
            self.assertEqual(merkle.root_of(leaf_hashes[:size]), root)
            for index, path in enumerate(tree["inclusion_paths"]):
                found = merkle.root_from_path(leaf_hashes[index], index, size, hashes(path))
                self.assertEqual(found, root)


class ProofVectors(unittest.TestCase):
    def test_redactions_show_what_they_say_and_match(self):
        for redaction in PROOFS["redactions"]:
            shown = Disclosure.parse(bytes.fromhex(redaction["disclosure"]))
            self.assertEqual([f.path.decode() for f in shown.shown], redaction["shown"])
            self.assertTrue(shown.matches_leaf(), redaction["name"])

    def test_control_leaves_match_their_bodies(self):
        for control in PROOFS["control_leaves"]:
            shown = Disclosure.parse(bytes.fromhex(control["disclosure"]))
            self.assertEqual(shown.leaf.kind, control["kind"])
            self.assertEqual(shown.body.hex(), control["body"])
            self.assertTrue(shown.matches_leaf())

    def test_growth_is_proved(self):
        for growth in PROOFS["consistency"]:
            roots = hashes((growth["root1"], growth["root2"]))
            self.assertTrue(merkle.is_consistent(growth["size1"], growth["size2"], *roots,
                                                 hashes(growth["path"])))
            self.assertFalse(merkle.is_consistent(growth["size1"], growth["size2"], *roots,
                                                  hashes(growth["path"]) + [bytes(32)]))

    def test_proof_files_are_green_under_the_key(self):
        key = Key.parse(PROOFS["vkey"].encode())
        for index, file in enumerate(PROOFS["proof_files"]):
            data = file.encode()
            self.assertEqual(parse_proof(data)[1], index)
            self.assertEqual(verify_proof("proof", data, key).verdict, "GREEN")

    def test_tiles_are_those_of_their_leaves(self):
        tiles = PROOFS["tiles"]
        size, files = tiles["tree_size"], {}
        entries = [b"CAIRNLF1\1\0\0\1" + bytes(20) + (i + 1).to_bytes(8, "big") + bytes(120)
                   for i in range(size)]
        level, number = [merkle.hash_leaf(entry) for entry in entries], 0
        self.assertEqual(merkle.root_of(level).hex(), tiles["root"])
        for first in range(0, size, 256):
            bundle = entries[first:first + 256]
            files[self.path("entries", first // 256, len(bundle))] = b"".join(
                (160).to_bytes(2, "big") + entry for entry in bundle)
        while level:
            for first in range(0, len(level), 256):
                tile = level[first:first + 256]
                files[self.path(str(number), first // 256, len(tile))] = b"".join(tile)
            level = [merkle.root_of(level[first:first + 256])
                     for first in range(0, len(level) // 256 * 256, 256)]
            number += 1
        found = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
        expected = {path: file["sha256"] for path, file in tiles["files"].items()}
        del expected["checkpoint"]
        self.assertEqual(found, expected)

    @staticmethod
    def path(folder, index, width):
        partial = f".p/{width}" if width < 256 else ""
        return f"tile/{folder}/{index:03d}{partial}"


class PublishedVectors(unittest.TestCase):
    def test_proofs_of_others_are_judged_as_they_are_meant(self):
        decode = base64.b64decode
        for case in PUBLISHED["merkle"]["inclusion"]:
            root = merkle.root_from_path(decode(case["leaf_hash"]), case["index"], case["size"],
                                         [decode(each) for each in case["proof"]])
            self.assertEqual(root == decode(case["root"]), case["good"], case["source"])
        for case in PUBLISHED["merkle"]["consistency"]:
            good = merkle.is_consistent(case["size1"], case["size2"], decode(case["root1"]),
                                        decode(case["root2"]), [decode(p) for p in case["proof"]])
            self.assertEqual(good, case["good"], case["source"])

    def test_a_note_of_others_is_good(self):
        note = Note.parse(PUBLISHED["note"]["note"].encode())
        self.assertTrue(note.signing(Key.parse(PUBLISHED["note"]["vkey"].encode())))

    def test_the_checkpoint_is_good(self):
        note = Note.parse(PROOFS["checkpoint"].encode())
        self.assertTrue(note.signing(Key.parse(PROOFS["vkey"].encode())))
        self.assertEqual(Checkpoint.parse(note.text).size, 10)


if __name__ == "__main__":
    unittest.main()
