"""What a proof shows of its leaf: sections 3, 4 and 11 of the format."""
import dataclasses
import functools
import re

from . import leaf as leaves
from .merkle import hash_leaf, root_of, sha256
from .moment import describe_occurred
from .strict import DECIMAL_MAX, Malformed, Reader, is_utf8

TEXT, INTEGER, BOOLEAN, TIME, BYTES, CODE, MESSAGE = 1, 2, 3, 4, 5, 6, 8
_FIELD_COUNTS = frozenset(1 << n for n in range(3, 13))
_HIDDEN, _SHOWN = 0, 1
_ELEMENT = rb"[1-9][0-9]*(?:/(?:0|[1-9][0-9]*))?"
_PATH = re.compile(_ELEMENT + rb"(?:\." + _ELEMENT + rb")*")


@functools.lru_cache(maxsize=4096)
def _is_path(path):
    if len(path) > 255 or not _PATH.fullmatch(path):
        return False
    return all(int(number) <= DECIMAL_MAX for number in re.split(rb"[./]", path))


def _is_value(kind, value):
    if kind == TEXT:
        return is_utf8(value)
    if kind in (INTEGER, CODE):
        return len(value) == 8 and (kind == INTEGER or any(value))
    if kind == BOOLEAN:
        return value in (b"\0", b"\1")
    if kind == TIME:
        return _is_time(value)
    return kind == BYTES or (kind == MESSAGE and not value)


def _is_time(value):
    try:
        describe_occurred(value)
    except Malformed:
        return False
    return True


@dataclasses.dataclass
class Field:
    path: bytes
    kind: int
    value: bytes
    hash: bytes


def _take_field(reader):
    """A shown field; Malformed also when only its meaning is wrong, and then all of it was taken."""
    salt = reader.take(32)
    begin = reader.at
    path = reader.take(reader.unsigned(2))
    kind = reader.unsigned(1)
    value = reader.take(reader.unsigned(4))
    body = reader.data[begin:reader.at]
    if not _is_path(path):
        raise Malformed("a shown field has no proper path")
    if not _is_value(kind, value):
        raise Malformed("the value of a shown field does not fit its type")
    return Field(path, kind, value, hash_leaf(b"CAIRNFD1" + salt + body))


@dataclasses.dataclass
class Disclosure:
    leaf: leaves.Leaf
    leaf_hash: bytes
    leaf_alone: bool = False  # of an event: nothing is shown of it
    hashes: list = dataclasses.field(default_factory=list)  # of an event: hidden and shown
    shown: list = dataclasses.field(default_factory=list)  # ascending by path
    body: bytes = b""  # of other leaves

    @staticmethod
    def parse(data):
        reader = Reader(data)
        if reader.take(8) != b"CAIRNDS1":
            raise Malformed("the disclosure has another magic")
        if reader.unsigned(2) != leaves.BYTES:
            raise Malformed("the disclosure's leaf is not 160 bytes long")
        leaf_bytes = reader.take(leaves.BYTES)
        disclosure = Disclosure(leaves.Leaf.parse(leaf_bytes), hash_leaf(leaf_bytes))
        count = reader.unsigned(2)
        if disclosure.leaf.kind in leaves.WITH_FIELDS:
            disclosure._take_fields(reader, count)
        elif count:
            raise Malformed("a leaf without fields shows some")
        else:
            disclosure.body = reader.take(reader.unsigned(4))
        reader.end()
        return disclosure

    def _take_fields(self, reader, count):
        self.leaf_alone = count == 0
        if count and count not in _FIELD_COUNTS:
            raise Malformed("the number of fields is no power of two from 8 to 4096")
        for _ in range(count):
            form = reader.unsigned(1)
            if form == _HIDDEN:
                self.hashes.append(reader.take(32))
                continue
            if form != _SHOWN:
                raise Malformed("a field is neither hidden nor shown")
            field = _take_field(reader)
            if self.shown and field.path <= self.shown[-1].path:
                raise Malformed("the paths of the shown fields do not ascend")
            self.hashes.append(field.hash)
            self.shown.append(field)

    def matches_leaf(self):
        if self.leaf_alone:
            return True
        if self.leaf.kind in leaves.WITH_FIELDS:
            return root_of(self.hashes) == self.leaf.fields_root
        return sha256(self.body) == self.leaf.content_hash


def readable(data):
    """The shown fields of a damaged disclosure that can still be read: enough to name the event."""
    reader = Reader(data)
    fields = []
    try:
        reader.take(8 + 2 + leaves.BYTES + 2)
        while True:
            if reader.unsigned(1) == _HIDDEN:
                reader.take(32)
                continue
            begin = reader.at
            try:
                field = _take_field(reader)
            except Malformed:
                if reader.at == begin or not _ends_where_it_says(reader, begin):
                    break
                continue
            if not fields or fields[-1].path < field.path:
                fields.append(field)
    except Malformed:
        pass
    return fields


def _ends_where_it_says(reader, begin):
    """Whether the field that begins at `begin` is whole, whatever it says; moves past it."""
    again = Reader(reader.data)
    again.at = begin
    try:
        again.take(32)
        again.take(again.unsigned(2) + 1)
        again.take(again.unsigned(4))
    except Malformed:
        return False
    reader.at = again.at
    return True
