"""Signed notes, keys and checkpoints: section 9 of the format."""
import dataclasses

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from . import strict
from .merkle import sha256
from .strict import Malformed

LOG, WITNESS = 1, 4
_DASH = "\u2014 ".encode()
_SIGNATURES_MAX = 64


@dataclasses.dataclass(frozen=True)
class Key:
    """A public key; `vkey` is all of it as one line."""
    name: bytes
    key_id: bytes
    kind: int
    public: bytes
    vkey: bytes

    @staticmethod
    def parse(vkey):
        parts = vkey.split(b"+", 2)
        if len(parts) != 3 or not strict.is_key_name(parts[0]):
            raise Malformed("a key is written as name+id+base64")
        name, key_id, typed = parts[0], strict.from_hex(parts[1]), strict.from_base64(parts[2])
        if len(key_id) != 4 or len(typed) != 33:
            raise Malformed("a key has 8 hex digits and 33 bytes of base64")
        if typed[0] not in (LOG, WITNESS):
            raise Malformed("the key is of a type that is not known here")
        if sha256(name + b"\n" + typed)[:4] != key_id:
            raise Malformed("the key's id does not belong to its name and bytes")
        return Key(name, key_id, typed[0], typed[1:], vkey)

    def signed(self, text, signature):
        """Whether `signature`, without its key id, is this key's over `text`."""
        if self.kind == WITNESS:
            if len(signature) != 72:
                return False
            time = int.from_bytes(signature[:8], "big")
            text = b"cosignature/v1\ntime %d\n%s" % (time, text)
            signature = signature[8:]
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text)
        except (InvalidSignature, ValueError):
            return False
        return True


def _signature_line(line):
    if not line.startswith(_DASH):
        raise Malformed("a signature line does not begin with a dash and a space")
    name, space, encoded = line[len(_DASH):].partition(b" ")
    if not space or not strict.is_key_name(name):
        raise Malformed("a signature line has no proper name")
    data = strict.from_base64(encoded)
    if len(data) <= 4:
        raise Malformed("a signature is too short")
    return name, data[:4], data[4:]


@dataclasses.dataclass
class Note:
    text: bytes
    signatures: list  # of (name, key id, bytes)

    @staticmethod
    def parse(data):
        if not strict.is_note_text(data):
            raise Malformed("a signed note holds text that is not allowed in it")
        blank = data.rfind(b"\n\n")
        if blank < 0:
            raise Malformed("a signed note has no blank line before its signatures")
        signatures = []
        at = blank + 2
        while at < len(data):
            line, at = strict.take_line(data, at)
            if len(signatures) == _SIGNATURES_MAX:
                raise Malformed("a signed note has more than 64 signatures")
            signatures.append(_signature_line(line))
        if not signatures:
            raise Malformed("a signed note has no signature")
        return Note(data[:blank + 1], signatures)

    def signing(self, key):
        """None if no line names `key`; otherwise whether all that do are good."""
        lines = [s for s in self.signatures if s[0] == key.name and s[1] == key.key_id]
        return all(key.signed(self.text, line[2]) for line in lines) if lines else None


@dataclasses.dataclass(frozen=True)
class Checkpoint:
    origin: bytes
    size: int
    root: bytes

    @staticmethod
    def parse(text):
        lines = text.split(b"\n")
        if len(lines) != 4 or lines[3]:
            raise Malformed("a checkpoint has exactly three lines")
        if not strict.is_key_name(lines[0]):
            raise Malformed("the checkpoint's origin is no name of a key")
        return Checkpoint(lines[0], strict.decimal(lines[1]), strict.hash_from_base64(lines[2]))

    def is_demonstration(self):
        return self.origin.startswith(b"demo.")
