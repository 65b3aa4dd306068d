"""What the shown fields say about an entry, as far as a report needs it: section 12 of the format.

kinds.json names the kinds of the contract by field number; a test compares it with the contract.
"""
import dataclasses
import json
import pathlib

from . import disclosure as shown_fields
from .moment import describe_occurred
from .strict import Malformed, decimal, printable

_ENTRY = b"1."
_OCCURRED, _SOURCE_ID, _CORRECTS = b"1.1", b"1.8.2", b"1.11"
_EXPORTED, _EXPORTED_TO = b"1.263", b"1.263.1"
_WIDTH_MAX = 40
_KNOWN = {int(number): name.encode() for number, name in json.loads(
    (pathlib.Path(__file__).parent / "kinds.json").read_text()).items()}


@dataclasses.dataclass
class Label:
    kind: str = ""
    source_id: str = ""
    occurred: str = ""
    exported_to: int | None = None

    def text(self):
        return " ".join(part for part in (self.kind, self.source_id) if part)


class KindNames:
    def __init__(self):
        self.names = dict(_KNOWN)

    def add(self, schema):
        """Adds the kinds of a schema; Malformed if it describes none, or renames one."""
        named, others = _schema_kinds(schema)
        fault = None
        for kinds in (named, others):
            for number, name in sorted(kinds.items()):
                known = self.names.setdefault(number, name)
                if known != name and fault is None:
                    fault = Malformed(
                        f"it calls a kind of entry {printable(name, _WIDTH_MAX)} that is called "
                        f"{printable(known, _WIDTH_MAX)}")
        if fault:
            raise fault


def label_of(fields, kinds):
    """The label of an entry by its shown fields."""
    by_path = {(field.path, field.kind): field.value for field in fields}
    label = Label(kind=printable(_kind_of(fields, by_path, kinds), _WIDTH_MAX))
    source = by_path.get((_SOURCE_ID, shown_fields.TEXT))
    if source is not None:
        label.source_id = printable(source, _WIDTH_MAX)
    occurred = by_path.get((_OCCURRED, shown_fields.TIME))
    if occurred is not None:
        label.occurred = describe_occurred(occurred)
    exported = (_EXPORTED, shown_fields.MESSAGE) in by_path
    corrects = (_CORRECTS, shown_fields.MESSAGE) in by_path
    to_version = by_path.get((_EXPORTED_TO, shown_fields.INTEGER))
    if exported and not corrects and to_version is not None:
        label.exported_to = int.from_bytes(to_version, "big", signed=True)
    return label


def _kind_of(fields, by_path, kinds):
    if (_CORRECTS, shown_fields.MESSAGE) in by_path:
        return b"EntryCorrected"
    for field in fields:
        if field.kind != shown_fields.MESSAGE or not field.path.startswith(_ENTRY):
            continue
        try:
            number = decimal(field.path[len(_ENTRY):])
        except Malformed:
            continue
        if number in kinds.names:
            return kinds.names[number]
    return b""


def _varint(data, at):
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(data):
            break
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value & (1 << 64) - 1, at
    raise Malformed("it does not describe the entries of a record")


def _message(data):
    """(numbers, runs) of one protobuf message: the last number, and all runs, of each field."""
    numbers, runs, at = {}, {}, 0
    while at < len(data):
        tag, at = _varint(data, at)
        field, wire = tag >> 3, tag & 7
        if field == 0 or wire not in (0, 1, 2, 5):
            raise Malformed("it does not describe the entries of a record")
        if wire == 0:
            numbers[field], at = _varint(data, at)
            continue
        size = {1: 8, 5: 4}.get(wire)
        if size is None:
            size, at = _varint(data, at)
        if size > len(data) - at:
            raise Malformed("it does not describe the entries of a record")
        if wire == 2:
            runs.setdefault(field, []).append(data[at:at + size])
        at += size
    return numbers, runs


def _schema_kinds(schema):
    for file in _message(schema)[1].get(1, []):
        runs = _message(file)[1]
        if runs.get(2, [b""])[-1] != b"cairn.v1":
            continue
        for message in runs.get(4, []):
            entry = _message(message)[1]
            if entry.get(1, [b""])[-1] == b"Entry":
                return _entry_kinds(entry)
    raise Malformed("it does not describe the entries of a record")


def _entry_kinds(entry):
    is_kind = [_message(oneof)[1].get(1, [b""])[-1] == b"kind" for oneof in entry.get(8, [])]
    named, others = {}, {}
    for field in entry.get(2, []):
        numbers, runs = _message(field)
        oneof, number = numbers.get(9), numbers.get(3)
        if oneof is None or number is None or oneof >= len(is_kind) or not is_kind[oneof]:
            continue
        name = runs.get(6, [b""])[-1].rpartition(b".")[2]
        if named.setdefault(number, name) != name:
            others.setdefault(number, name)
    return named, others
