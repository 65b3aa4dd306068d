"""What a verification found: the table of section 12 of the format. Names are stable."""
import dataclasses

from .label import Label

GREEN, AMBER, RED = "GREEN", "AMBER", "RED"
# In the order of the table: of several findings with one verdict, the first class names the report.
_RED = ("two_roots", "chain", "inclusion", "fields", "signature", "other_key", "malformed",
        "file_changed", "file_unlisted", "file_missing", "unreadable")
_AMBER = ("demonstration", "content_missing", "checkpoints_differ", "partial", "key_came_along",
          "not_witnessed", "not_proved")
_VERDICTS = {**dict.fromkeys(_RED, RED), **dict.fromkeys(_AMBER, AMBER), "removed": GREEN}
_ORDER = {reason: place for place, reason in enumerate(_RED + _AMBER)}
_WEIGHT = {RED: 0, AMBER: 1, GREEN: 2}


def verdict_of(reason):
    return _VERDICTS[reason]


@dataclasses.dataclass
class Finding:
    reason: str
    sentence: str
    file: str = ""
    version: int = 0
    label: str = ""

    def as_json(self):
        parts = {"verdict": verdict_of(self.reason), "reason": self.reason, "file": self.file,
                 "version": self.version, "label": self.label, "sentence": self.sentence}
        return {name: part for name, part in parts.items() if part}

    def line(self):
        line = f"{self.file}: " if self.file else ""
        if self.version:
            line += f"version {self.version}" + (f" ({self.label}): " if self.label else ": ")
        return line + self.sentence


@dataclasses.dataclass
class ProvedEvent:
    version: int
    position: int
    recorded_at_us: int
    leaf_kind: int
    label: Label
    removed: dict | None = None

    def as_json(self):
        json = {"version": self.version, "position": self.position,
                "recorded_at_us": self.recorded_at_us, "leaf_kind": self.leaf_kind}
        parts = {"kind": self.label.kind, "source_id": self.label.source_id,
                 "occurred": self.label.occurred, "removed": self.removed}
        return json | {name: part for name, part in parts.items() if part}


@dataclasses.dataclass
class Report:
    verdict: str = GREEN
    reason: str = "proved"
    demonstration: bool = False
    complete: bool = False
    origin: str = ""
    tree_size: int = 0
    root: str = ""
    vkey: str = ""
    record: str = ""
    proofs: int = 0
    damaged: int = 0
    findings: list = dataclasses.field(default_factory=list)
    events: list = dataclasses.field(default_factory=list)

    def finish(self):
        """Puts the findings into their order, and settles verdict and reason."""
        self.findings.sort(key=lambda f: (f.reason != "demonstration",
                                          _WEIGHT[verdict_of(f.reason)], f.version))
        worst = [f.reason for f in self.findings if verdict_of(f.reason) != GREEN]
        if worst:
            self.reason = min(worst, key=_ORDER.get)
            self.verdict = verdict_of(self.reason)
        return self

    def as_json(self):
        return {"verdict": self.verdict, "reason": self.reason,
                "demonstration": self.demonstration, "complete": self.complete,
                "origin": self.origin, "tree_size": self.tree_size, "root": self.root,
                "vkey": self.vkey, "record": self.record, "proofs": self.proofs,
                "proved": len(self.events), "damaged": self.damaged,
                "findings": [finding.as_json() for finding in self.findings],
                "events": [event.as_json() for event in self.events]}
