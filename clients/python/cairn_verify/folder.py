"""An export as a folder: sections 12 and 14 of the format."""
import hashlib
import os
import re
import stat

from . import strict
from .label import KindNames
from .note import LOG
from .policy import Policy
from .proof import (PROOF_BYTES_MAX, Checkpoints, Event, add_proved, check_event, describe_log)
from .record import check_record, removal_of
from .report import RED, Finding, Report, verdict_of
from .strict import Malformed

_SUMS, _CHECKPOINT = b"SHA256SUMS", b"checkpoint"
_POLICY, _SCHEMA = b"trust/policy.txt", b"schema.binpb"
_TEXTS = (b"README.txt", b"events.txt", b"timeline.txt")
_LISTS = (_SUMS, b"events.txt", b"timeline.txt")
_FILES_MAX = 200_000
_SMALL_MAX, _LARGE_MAX = 4 << 20, 64 << 20
_PROOF = re.compile(rb"events/([0-9]{5,19})\.tlog-proof")
_SUM_LINE = re.compile(rb"([0-9a-f]{64})  (.+)", re.S)
_BAD_IN_PATH = re.compile(rb"[\x00-\x1f\x7f\\]")
_DESKTOP = re.compile(rb"\.DS_Store|Thumbs\.db|desktop\.ini|\._.*", re.S)


class Unreadable(Exception):
    """There is no such folder, or it cannot be listed."""


class Folder:
    """The files of an export on disk, by their paths as bytes. Follows no links."""

    def __init__(self, path):
        self.path = os.fsencode(path)
        self.files, self.others = [], []
        try:
            self._list(b"")
        except OSError as error:
            raise Unreadable(f"{path} cannot be read: {error.strerror}") from error
        self.files.sort()
        self.others.sort()

    def _list(self, below):
        with os.scandir(os.path.join(self.path, below) if below else self.path) as entries:
            for entry in entries:
                name = below + entry.name
                mode = entry.stat(follow_symlinks=False).st_mode
                if stat.S_ISDIR(mode):
                    self._list(name + b"/")
                    continue
                (self.files if stat.S_ISREG(mode) else self.others).append(name)
                if len(self.files) + len(self.others) > _FILES_MAX:
                    raise Unreadable("the folder holds more than 200,000 files")

    def read(self, file, bytes_max):
        """The bytes of one of `files`, or None if there are more; OSError if it cannot be read."""
        with open(os.path.join(self.path, file), "rb") as stream:
            data = stream.read(bytes_max + 1)
        return data if len(data) <= bytes_max else None


def version_of(file):
    """The version in the name of a proof, or None; each version has one spelling."""
    match = _PROOF.fullmatch(file)
    if not match or b"events/%05d.tlog-proof" % int(match[1]) != file:
        return None
    version = int(match[1])
    return version if 0 < version <= strict.DECIMAL_MAX else None


def parse_sums(text):
    """{path: hash as hex} of SHA256SUMS."""
    if not text:
        raise Malformed("no file is listed")
    if not text.endswith(b"\n"):
        raise Malformed("the last line does not end")
    sums = {}
    for line in text[:-1].split(b"\n"):
        match = _SUM_LINE.fullmatch(line)
        if not match or not _is_relative(match[2]):
            raise Malformed("a line is not a hash, two spaces and a path")
        if match[2] in sums:
            raise Malformed("a line lists a file for the second time")
        sums[match[2]] = match[1]
    return sums


def _is_relative(path):
    if _BAD_IN_PATH.search(path) or path == _SUMS or not strict.is_utf8(path):
        return False
    return not any(part in (b"", b".", b"..") for part in path.split(b"/"))


def _is_of_an_export(file):
    return file in (_CHECKPOINT, _POLICY, _SCHEMA, *_TEXTS) or version_of(file) is not None


def _bytes_max(file):
    if version_of(file):
        return PROOF_BYTES_MAX
    return _LARGE_MAX if file in _LISTS or not _is_of_an_export(file) else _SMALL_MAX


class _FolderCheck:
    def __init__(self, folder, key):
        self.folder, self.key = folder, key
        self.files = frozenset(folder.files)
        self.report = Report()
        self.sums = None
        self.hashes = {}  # of the files taken so far, as hex
        self.refused = set()  # files with a red finding
        self.kinds = KindNames()
        self.events = []
        self.said = set()  # notes that are known not to be witnessed

    def run(self):
        for other in self.folder.others:
            self.refuse(other, "unreadable", "is a link or no ordinary file, and was not followed")
        self.read_sums()
        self.checkpoints = Checkpoints(self.choose_policy())
        self.read_schema()
        self.check_events()
        self.check_checkpoints()
        self.check_history()
        self.check_files()
        return self.report.finish()

    def say(self, finding, file):
        if verdict_of(finding.reason) == RED:
            self.refused.add(file)
        self.report.findings.append(finding)

    def refuse(self, file, reason, sentence):
        name = strict.printable(file, 120)
        self.say(Finding(reason, sentence, name, version_of(file) or 0), file)

    def take(self, file, bytes_max):
        """The bytes of a file, of which the sum is remembered, or None with a finding."""
        if file not in self.files:
            self.refuse(file, "file_missing", "is not in the folder")
            return None
        try:
            data = self.folder.read(file, bytes_max)
        except OSError:
            self.refuse(file, "unreadable", "cannot be read")
            return None
        if data is None:
            self.refuse(file, "unreadable", f"is larger than {bytes_max} bytes")
            return None
        self.hashes[file] = hashlib.sha256(data).hexdigest().encode()
        return data

    def read_sums(self):
        text = self.take(_SUMS, _LARGE_MAX)
        if text is None:
            return
        try:
            self.sums = parse_sums(text)
        except Malformed as fault:
            self.refuse(_SUMS, "malformed", str(fault))

    def choose_policy(self):
        trusted = Policy.of_log(self.key) if self.key else None
        text = self.take(_POLICY, _SMALL_MAX)
        if text is not None:
            try:
                claimed = Policy.parse(text)
            except Malformed as fault:
                self.refuse(_POLICY, "malformed", str(fault))
            else:
                trusted = trusted or self.use_claimed(claimed)
                if self.key and self.key not in claimed.logs:
                    self.refuse(_POLICY, "other_key",
                                "the folder names another key than the one given")
        if trusted and trusted.logs:
            self.report.vkey = trusted.logs[0].vkey.decode()
        return trusted

    def use_claimed(self, claimed):
        self.say(Finding("key_came_along", "the key came with the folder; compare it with one from "
                         "elsewhere, because whoever can make a folder can make a key",
                         _POLICY.decode()), _POLICY)
        return claimed

    def read_schema(self):
        if _SCHEMA not in self.files:
            return
        schema = self.take(_SCHEMA, _SMALL_MAX)
        if schema is None:
            return
        try:
            self.kinds.add(schema)
        except Malformed as fault:
            self.say(Finding("not_proved", str(fault), _SCHEMA.decode()), _SCHEMA)

    def check_events(self):
        self.note = self.take(_CHECKPOINT, _SMALL_MAX)
        for file in self.folder.files:
            version = version_of(file)
            if version is None:
                continue
            event = Event(file.decode(), version)
            self.events.append(event)
            self.report.proofs += 1
            data = self.take(file, PROOF_BYTES_MAX)
            if data is not None:
                check_event(event, data, self.note, self.kinds, self.checkpoints)
            if event.fault:
                self.say(event.finding(event.fault.reason, event.fault.sentence), file)
            self.report.damaged += data is None or event.fault is not None
        if not self.events:
            self.refuse(b"", "file_missing", "there is no proof of an event in this folder")
        self.events.sort(key=lambda event: event.version)

    def check_checkpoints(self):
        own = self.checkpoints.check(self.note) if self.note is not None else None
        if own and own.fault:
            self.refuse(_CHECKPOINT, own.fault.reason, own.fault.sentence)
        reference = own if own and own.is_trusted() else None
        if reference:
            self.check_witnessed(reference, _CHECKPOINT.decode())
        for event in self.events:
            if not event.proved:
                continue
            self.check_witnessed(event.note, event.file)
            reference = reference or event.note
            self.check_one_history(event, reference.checkpoint)
        reference = reference or own
        if reference and reference.checkpoint:
            describe_log(reference.checkpoint, self.report)

    def check_witnessed(self, note, file):
        if id(note) in self.said or note.witnessed:
            return
        self.said.add(id(note))
        self.report.findings.append(Finding("not_witnessed", "not independently witnessed", file))

    def check_one_history(self, event, reference):
        other = event.note.checkpoint
        if other == reference:
            return
        if other.origin != reference.origin:
            reason, sentence = "other_key", "the event is in another log than the rest"
        elif other.size == reference.size:
            reason = "two_roots"
            sentence = "the log has signed two different histories of the same length"
        else:
            reason = "checkpoints_differ"
            sentence = (f"its checkpoint is of {other.size} leaves and that of the others of "
                        f"{reference.size}; nothing here shows that both are of one history")
        self.say(event.finding(reason, sentence), event.file.encode())

    def check_history(self):
        listed = (file for file in self.sums or () if file not in self.files)
        missing = {version_of(file) for file in listed} - {None}
        before = len(self.report.findings)
        complete = check_record(self.events, missing, self.report)
        for finding in self.report.findings[before:]:
            if verdict_of(finding.reason) == RED:
                self.refused.add(finding.file.encode())
        self.report.complete = complete and not missing
        for event in self.events:
            if event.proved:
                add_proved(event, removal_of(event, self.events), self.report)

    def check_files(self):
        if self.sums is None:
            return
        for file in sorted(self.sums):
            if file not in self.files and file not in self.refused:
                self.refuse(file, "file_missing", "is listed in SHA256SUMS and is not in the folder")
        for file in self.folder.files:
            if file != _SUMS:
                self.check_sum(file)

    def check_sum(self, file):
        name = strict.printable(file, 120)
        if file not in self.sums:
            if _DESKTOP.fullmatch(file.rpartition(b"/")[2]):
                self.say(Finding("not_proved", "is not part of the export; a desktop put it there",
                                 name), file)
            else:
                self.refuse(file, "file_unlisted",
                            "is not listed in SHA256SUMS: it is no part of the export")
            return
        if file not in self.hashes and (file in self.refused
                                        or self.take(file, _bytes_max(file)) is None):
            return
        if self.hashes[file] != self.sums[file] and file not in self.refused:
            self.refuse(file, "file_changed", "is not the file that SHA256SUMS lists")
        if not _is_of_an_export(file):
            self.say(Finding("not_proved", "is listed, but no file of an export is called so; "
                             "nothing here proves what it says", name), file)


def verify_folder(folder, key=None):
    """The report on a Folder. `key` is what the reader trusts; without it the folder's own is used."""
    if key is not None and key.kind != LOG:
        raise Malformed("the key is a witness's, not a log's")
    return _FolderCheck(folder, key).run()
