"""Reading so strictly that every value has one spelling: section 1 of the format.

What is not well formed raises Malformed with a plain sentence.
"""
import base64
import re

DECIMAL_MAX = (1 << 63) - 1

_BASE64 = re.compile(rb"[A-Za-z0-9+/]*={0,2}")
_DECIMAL = re.compile(rb"0|[1-9][0-9]*")
_HEX = re.compile(rb"(?:[0-9a-f]{2})*")
_CONTROLS = re.compile(rb"[\x00-\x09\x0b-\x1f]")
# Unicode's White_Space, without the controls that a note cannot hold.
_SPACES = frozenset(
    "\n\x20\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))))


class Malformed(Exception):
    """Bytes that the format does not allow."""


def decimal(text):
    if not _DECIMAL.fullmatch(text) or len(text) > 19 or int(text) > DECIMAL_MAX:
        raise Malformed("this is no decimal number")
    return int(text)


def from_base64(text):
    if len(text) % 4 == 0 and _BASE64.fullmatch(text):
        data = base64.b64decode(text)
        if base64.b64encode(data) == text:
            return data
    raise Malformed("this is no canonical base64")


def hash_from_base64(text):
    data = from_base64(text)
    if len(data) != 32:
        raise Malformed("this is no hash")
    return data


def from_hex(text):
    if not _HEX.fullmatch(text):
        raise Malformed("this is not lower-case hexadecimal")
    return bytes.fromhex(text.decode())


def is_utf8(data):
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_note_text(data):
    return not _CONTROLS.search(data) and is_utf8(data)


def is_key_name(name):
    if not name or not is_note_text(name):
        return False
    return not any(point == "+" or point in _SPACES for point in name.decode("utf-8"))


def take_line(data, at):
    """The line that begins at `at`, and where the next one does."""
    end = data.find(b"\n", at)
    if end < 0:
        raise Malformed("a line does not end")
    return data[at:end], end + 1


class Reader:
    """Big-endian integers and runs of bytes, from left to right."""

    def __init__(self, data):
        self.data = data
        self.at = 0

    def take(self, count):
        end = self.at + count
        if end > len(self.data):
            raise Malformed("the bytes are cut short")
        run = self.data[self.at:end]
        self.at = end
        return run

    def unsigned(self, width):
        return int.from_bytes(self.take(width), "big")

    def signed(self, width):
        return int.from_bytes(self.take(width), "big", signed=True)

    def end(self):
        if self.at != len(self.data):
            raise Malformed("bytes follow the end")


def _steers(point):
    """Controls, line separators, invisible characters and those that change direction."""
    return (point < 0x20 or 0x7F <= point <= 0x9F or point in (0xAD, 0x61C, 0xFEFF)
            or 0x200B <= point <= 0x200F or 0x2028 <= point <= 0x202E
            or 0x2060 <= point <= 0x206F or 0xE0000 <= point <= 0xE007F)


def _code_points(data):
    """Code points, or None for each byte that begins none."""
    at = 0
    while at < len(data):
        for size in (1, 2, 3, 4):
            try:
                point = data[at:at + size].decode("utf-8")
            except UnicodeDecodeError:
                continue
            if len(point) == 1:
                yield point
                at += size
                break
        else:
            yield None
            at += 1


def printable(data, width_max):
    """`data` on one line, fit for a terminal."""
    text = ""
    for width, point in enumerate(_code_points(data)):
        if width == width_max:
            return text + "~"
        text += "?" if point is None or _steers(ord(point)) else point
    return text
