"""One entry of the log as the tree sees it, and what control leaves say: section 6 of the format."""
import dataclasses
import struct

from .strict import Malformed

BYTES = 160
EVENT, ERASURE, KEY_CHANGE, ACCESS_BATCH, SUCCESSION = 1, 2, 4, 5, 6
_KINDS = (EVENT, ERASURE, KEY_CHANGE, ACCESS_BATCH, SUCCESSION)
WITH_FIELDS = (EVENT, ACCESS_BATCH)  # the others have a clear body
_LAYOUT = struct.Struct(">8sBBHI16sQq16s32s32s32s")
_ERASURE = struct.Struct(">8s16s16sBH16s")
_KEY_CHANGE = struct.Struct(">8sBII")
_SUCCESSION = struct.Struct(">8s16sIIQ32s")
_ZERO_ID, _ZERO_HASH = bytes(16), bytes(32)


@dataclasses.dataclass
class Leaf:
    kind: int
    record: bytes
    version: int
    recorded_at_us: int
    event_id: bytes
    previous_leaf_hash: bytes
    fields_root: bytes
    content_hash: bytes

    @staticmethod
    def parse(data):
        if len(data) != BYTES:
            raise Malformed("the leaf is not 160 bytes long")
        magic, kind, flags, suite, reserved, *rest = _LAYOUT.unpack(data)
        if magic != b"CAIRNLF1":
            raise Malformed("the leaf has another magic")
        if kind not in _KINDS:
            raise Malformed("the leaf is of a kind that is not known")
        if (flags, suite, reserved) != (0, 1, 0):
            raise Malformed("the leaf has a flag, a reserved bit, or another suite")
        leaf = Leaf(kind, *rest)
        leaf._check_zeros()
        return leaf

    def _check_zeros(self):
        if self.kind in (KEY_CHANGE, SUCCESSION) and self.record != _ZERO_ID:
            raise Malformed("a leaf of the log itself names a record")
        if self.version == 0:
            raise Malformed("the leaf has no version")
        if self.version == 1 and self.previous_leaf_hash != _ZERO_HASH:
            raise Malformed("the first leaf of a record names one before it")
        if self.kind not in WITH_FIELDS and self.fields_root != _ZERO_HASH:
            raise Malformed("a leaf without fields commits to some")


@dataclasses.dataclass
class Erasure:
    record: bytes
    target: bytes  # event id; empty when the whole record was erased
    authority: int

    @staticmethod
    def parse(body):
        if len(body) == _ERASURE.size:
            magic, record, target, scope, authority, _ = _ERASURE.unpack(body)
            if magic == b"CAIRNEB1" and scope == 1 and target == _ZERO_ID:
                return Erasure(record, b"", authority)
            if magic == b"CAIRNEB1" and scope == 2 and target != _ZERO_ID:
                return Erasure(record, target, authority)
        raise Malformed("the body of the erasure is not well formed")


def check_key_change(body):
    if len(body) == _KEY_CHANGE.size:
        magic, what, old_epoch, new_epoch = _KEY_CHANGE.unpack(body)
        if magic == b"CAIRNKB1" and what == 1 and new_epoch > old_epoch:
            return
    raise Malformed("the body of the key change is not well formed")


def check_succession(body):
    if len(body) == _SUCCESSION.size:
        magic, _, generation, previous, _, _ = _SUCCESSION.unpack(body)
        if magic == b"CAIRNSB1" and generation > previous:
            return
    raise Malformed("the body of the succession is not well formed")
