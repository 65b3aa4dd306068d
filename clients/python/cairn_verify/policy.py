"""What a reader trusts (c2sp.org/tlog-policy): section 14 of the format."""
import re

from . import strict
from .note import LOG, WITNESS, Key
from .strict import Malformed

_NAMES_MAX = 64
_CONTROLS = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]")


class Policy:
    def __init__(self):
        self.logs = []
        self.members = {}  # name: a Key, or (needed, names) of a group
        self.grouped = set()
        self.quorum = None

    @staticmethod
    def of_log(key):
        if key.kind != LOG:
            raise Malformed("the key is a witness's, not a log's")
        policy = Policy()
        policy.logs.append(key)
        policy.quorum = b"none"
        return policy

    @staticmethod
    def parse(text):
        if _CONTROLS.search(text):
            raise Malformed("the policy holds a control character")
        if text and not text.endswith(b"\n"):
            raise Malformed("the policy's last line does not end")
        policy = Policy()
        for line in text.split(b"\n"):
            items = [item for item in re.split(rb"[ \t]+", line) if item]
            if items and not items[0].startswith(b"#"):
                policy._add(items)
        if policy.quorum is None:
            raise Malformed("the policy has no quorum line")
        return policy

    def witnesses(self):
        return [key for key in self.members.values() if isinstance(key, Key)]

    def is_quorum(self, cosigned):
        return self.quorum == b"none" or self._met(self.quorum, cosigned)

    def _met(self, name, cosigned):
        member = self.members[name]
        if isinstance(member, Key):
            return member in cosigned
        needed, names = member
        return sum(self._met(inner, cosigned) for inner in names) >= needed

    def _add(self, items):
        word, count = items[0], len(items)
        if word == b"log" and count in (2, 3):
            self._add_log(items[1])
        elif word == b"witness" and count in (3, 4):
            self._add_witness(items[1], items[2])
        elif word == b"group" and count >= 4:
            self._add_group(items[1], items[2], items[3:])
        elif word == b"quorum" and count == 2:
            self._set_quorum(items[1])
        else:
            raise Malformed("the policy has a line that says nothing known")

    def _add_log(self, vkey):
        key = _key_of(vkey, LOG)
        if any(log.public == key.public for log in self.logs):
            raise Malformed("the policy names a log twice")
        if len(self.logs) == _NAMES_MAX:
            raise Malformed("the policy has more than 64 logs")
        self.logs.append(key)

    def _add_witness(self, name, vkey):
        self._check_new(name)
        key = _key_of(vkey, WITNESS)
        if any(witness.public == key.public for witness in self.witnesses()):
            raise Malformed("the policy names a witness twice")
        self.members[name] = key

    def _add_group(self, name, threshold, names):
        self._check_new(name)
        for member in names:
            if member not in self.members or member in self.grouped:
                raise Malformed("a group has a member that is not known, or grouped twice")
            self.grouped.add(member)
        words = {b"all": len(names), b"any": 1}
        needed = words[threshold] if threshold in words else strict.decimal(threshold)
        if not 1 <= needed <= len(names):
            raise Malformed("a group has no proper threshold")
        self.members[name] = (needed, names)

    def _set_quorum(self, name):
        if self.quorum is not None:
            raise Malformed("the policy has two quorum lines")
        if name != b"none" and name not in self.members:
            raise Malformed("the policy's quorum is not known")
        self.quorum = name

    def _check_new(self, name):
        if name == b"none" or name in self.members:
            raise Malformed("the policy defines a name twice")
        if len(self.members) == _NAMES_MAX:
            raise Malformed("the policy has more than 64 witnesses and groups")


def _key_of(vkey, kind):
    key = Key.parse(vkey)
    if key.kind != kind:
        raise Malformed("a key is not of the type it stands for")
    return key
