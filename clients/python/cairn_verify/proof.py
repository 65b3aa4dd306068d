"""Proof files, and one of them checked: sections 10 and 12 (steps 1 to 5) of the format."""
import dataclasses

from . import leaf as leaves
from . import strict
from .disclosure import Disclosure, readable
from .label import KindNames, Label, label_of
from .merkle import root_from_path
from .note import Checkpoint, Note
from .policy import Policy
from .report import Finding, ProvedEvent, Report
from .strict import Malformed

PROOF_BYTES_MAX = 4 << 20
_HEAD = b"c2sp.org/tlog-proof@v1"
_PATH_MAX = 63


class Refused(Exception):
    """Why something is refused: a class of the table, and a sentence."""

    def __init__(self, reason, sentence):
        super().__init__(sentence)
        self.reason, self.sentence = reason, sentence


def parse_proof(data):
    """(extra, index, path, checkpoint); extra is None without such a line."""
    if len(data) > PROOF_BYTES_MAX:
        raise Malformed("the proof is larger than 4 MiB")
    line, at = strict.take_line(data, 0)
    if line != _HEAD:
        raise Malformed("the first line is not that of a proof file")
    line, at = strict.take_line(data, at)
    extra = None
    if line.startswith(b"extra "):
        extra = strict.from_base64(line[6:])
        if not extra:
            raise Malformed("the extra line is empty")
        line, at = strict.take_line(data, at)
    if not line.startswith(b"index "):
        raise Malformed("the proof has no index line")
    index, path = strict.decimal(line[6:]), []
    while True:
        line, at = strict.take_line(data, at)
        if not line:
            return extra, index, path, data[at:]
        path.append(strict.hash_from_base64(line))
        if len(path) > _PATH_MAX:
            raise Malformed("the inclusion path has more than 63 hashes")


@dataclasses.dataclass
class CheckedNote:
    """A signed checkpoint, as far as it can be read, and why it is not to be believed."""
    checkpoint: Checkpoint | None = None
    fault: Refused | None = None
    witnessed: bool = False

    def is_trusted(self):
        return self.checkpoint is not None and self.fault is None


class Checkpoints:
    """Steps 1 to 3 for the checkpoints of an export, each note once."""

    def __init__(self, policy):
        self.policy = policy
        self.checked = {}

    def check(self, data):
        if data not in self.checked:
            self.checked[data] = self._check(data)
        return self.checked[data]

    def _check(self, data):
        checked = CheckedNote()
        try:
            note = Note.parse(data)
            checked.checkpoint = Checkpoint.parse(note.text)
            self._check_log(note, checked.checkpoint.origin)
            checked.witnessed = self._check_witnesses(note)
        except Malformed as fault:
            checked.fault = Refused("malformed", str(fault))
        except Refused as fault:
            checked.fault = fault
        return checked

    def _check_log(self, note, origin):
        if self.policy is None:
            raise Refused("other_key", "there is no key to check the checkpoint with")
        signings = [(log, note.signing(log)) for log in self.policy.logs]
        if any(signing is False for _, signing in signings):
            raise Refused("signature", "the log's signature on the checkpoint is not good")
        own = [signing for log, signing in signings if log.name == origin]
        if not own:
            raise Refused("other_key", "the checkpoint is of another log than the key")
        if not any(own):
            raise Refused("signature", "the checkpoint is not signed with the log's key")

    def _check_witnesses(self, note):
        cosigned = []
        for witness in self.policy.witnesses():
            signing = note.signing(witness)
            if signing is False:
                raise Refused("signature", "a witness's signature on the checkpoint is not good")
            if signing:
                cosigned.append(witness)
        return self.policy.is_quorum(cosigned)


@dataclasses.dataclass
class Event:
    """One proof and what became of it."""
    file: str
    version: int = 0
    fault: Refused | None = None
    proved: bool = False
    leaf: leaves.Leaf | None = None
    leaf_hash: bytes = b""
    leaf_alone: bool = False
    index: int = 0
    label: Label = dataclasses.field(default_factory=Label)
    erasure: leaves.Erasure | None = None
    note: CheckedNote | None = None

    def finding(self, reason, sentence):
        return Finding(reason, sentence, self.file, self.version, self.label.text())

    def erases_record(self):
        return self.proved and self.erasure is not None and not self.erasure.target


def check_event(event, data, shared_note, kinds, checkpoints):
    """Fills `event` from the proof in `data`. The faults of `shared_note` are reported elsewhere."""
    try:
        extra, event.index, path, note = parse_proof(data)
        _take_disclosure(event, extra, kinds)
        event.version = event.version or event.leaf.version
        if event.leaf.version != event.version:
            raise Refused("chain", f"the file holds version {event.leaf.version} of the record")
        event.note = checkpoints.check(note)
        if not event.note.is_trusted():
            if note != shared_note:
                raise event.note.fault
            return
        head = event.note.checkpoint
        if root_from_path(event.leaf_hash, event.index, head.size, path) != head.root:
            raise Refused("inclusion", "the event is not in the log: leaf, index and path do not "
                          "lead to the checkpoint")
        event.proved = True
    except Malformed as fault:
        event.fault = Refused("malformed", str(fault))
    except Refused as fault:
        event.fault = fault


def _take_disclosure(event, extra, kinds):
    if extra is None:
        raise Malformed("the proof shows no leaf")
    try:
        shown = Disclosure.parse(extra)
    except Malformed:
        event.label = label_of(readable(extra), kinds)
        raise
    event.leaf, event.leaf_hash, event.leaf_alone = shown.leaf, shown.leaf_hash, shown.leaf_alone
    event.label = label_of(shown.shown, kinds)
    if not shown.matches_leaf():
        raise Refused("fields", "the fields or the body do not match the leaf")
    if shown.leaf.kind == leaves.KEY_CHANGE:
        leaves.check_key_change(shown.body)
    if shown.leaf.kind == leaves.SUCCESSION:
        leaves.check_succession(shown.body)
    if shown.leaf.kind == leaves.ERASURE:
        event.erasure = leaves.Erasure.parse(shown.body)
        if event.erasure.record != shown.leaf.record:
            raise Refused("fields", "the erasure is of another record than its leaf")


def describe_log(checkpoint, report):
    report.origin = strict.printable(checkpoint.origin, 200)
    report.tree_size = checkpoint.size
    report.root = checkpoint.root.hex()
    report.demonstration = checkpoint.is_demonstration()
    if report.demonstration:
        report.findings.append(Finding(
            "demonstration", "a demonstration: the times in this log were set by a simulation and "
            "prove nothing about when anything was recorded"))


def add_proved(event, removed, report):
    report.record = report.record or event.leaf.record.hex()
    report.events.append(ProvedEvent(event.version, event.index + 1, event.leaf.recorded_at_us,
                                     event.leaf.kind, event.label, removed))


def verify_proof(name, data, key):
    """A proof that a client kept by itself, against a Key: steps 1 to 5 only."""
    report = Report(proofs=1, vkey=key.vkey.decode())
    event = Event(name)
    check_event(event, data, None, KindNames(), Checkpoints(Policy.of_log(key)))
    if event.fault:
        report.damaged = 1
        report.findings.append(event.finding(event.fault.reason, event.fault.sentence))
        return report.finish()
    describe_log(event.note.checkpoint, report)
    add_proved(event, None, report)
    if event.leaf_alone:
        report.findings.append(event.finding(
            "content_missing", "the event existed, but its content is not here, and a single proof "
            "cannot say why"))
    return report.finish()
