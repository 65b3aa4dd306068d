"""The command: see --help. Ends with 0 for GREEN and AMBER, 4 for RED, 2 when it was misused."""
import argparse
import json
import os
import pathlib
import sys

if __package__ in (None, ""):  # run as a folder: python3 clients/python/cairn_verify
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
    __package__ = "cairn_verify"

from .folder import Folder, Unreadable, verify_folder  # noqa: E402
from .moment import utc_time  # noqa: E402
from .note import Key  # noqa: E402
from .proof import PROOF_BYTES_MAX, verify_proof  # noqa: E402
from .report import AMBER, GREEN, RED, verdict_of  # noqa: E402
from .strict import Malformed  # noqa: E402

_PROVED, _MISUSED, _REFUSED = 0, 2, 4
_HEADLINES = {GREEN: "GREEN: proved.", AMBER: "AMBER: proved, with something that must be said.",
              RED: "RED: refused."}
_HEADINGS = {RED: "damaged or contradictory:", AMBER: "must be said:", GREEN: "also:"}
_CONTROL = {2: "(lawful removal)", 4: "(key change)", 5: "(access log)", 6: "(succession)"}


class Misused(Exception):
    """The command cannot be carried out as it was given."""


def verify(path, vkey):
    """The report on a folder or a single proof file."""
    key = None
    try:
        key = Key.parse(vkey.encode()) if vkey else None
        if not os.path.isfile(path):
            return verify_folder(Folder(path), key)
    except (Malformed, Unreadable) as fault:
        raise Misused(str(fault)) from fault
    if key is None:
        raise Misused("A single proof is checked against a key: give one.")
    data = pathlib.Path(path).read_bytes()
    if len(data) > PROOF_BYTES_MAX:
        raise Misused(f"is larger than {PROOF_BYTES_MAX} bytes")
    try:
        return verify_proof(path, data, key)
    except Malformed as fault:
        raise Misused(str(fault)) from fault


def as_text(report):
    lines = []
    if report.demonstration:
        lines.append("DEMONSTRATION: the times in this log were set by a simulation. They prove "
                     "nothing about when anything was recorded.")
    lines.append(_HEADLINES[report.verdict])
    for verdict, heading in _HEADINGS.items():
        said = [finding.line() for finding in report.findings
                if verdict_of(finding.reason) == verdict and finding.reason != "demonstration"]
        lines += ["", heading, *("  " + line for line in said)] if said else []
    lines += ["", f"log     {report.origin}",
              f"tree    {report.tree_size} leaves, root {report.root}",
              f"key     {report.vkey}", f"record  {report.record}",
              f"events  {len(report.events)} proved of {report.proofs}"
              + ("; none is missing" if report.complete else ""), ""]
    for event in report.events:
        what = _CONTROL.get(event.leaf_kind) or event.label.text() or "(not shown)"
        if event.removed:
            what += f" (removed, see version {event.removed['version']})"
        lines.append(f"{event.version:6d}  {utc_time(event.recorded_at_us)}  {what:28s}  "
                     f"{event.label.occurred}".rstrip())
    return "\n".join(lines)


def serve_batch():
    """One line of JSON for each line `<vkey or ->TAB<path>` of standard input, until it ends."""
    for line in sys.stdin:
        vkey, _, path = line.rstrip("\n").partition("\t")
        try:
            result = verify(path, "" if vkey == "-" else vkey).as_json()
        except Misused as fault:
            result = {"misused": str(fault)}
        print(json.dumps(result, ensure_ascii=False), flush=True)
    return _PROVED


def main():
    parser = argparse.ArgumentParser(
        prog="cairn_verify", description="Checks an export of a record, or one proof, offline.")
    parser.add_argument("path", nargs="?", help="the folder, or a .tlog-proof file")
    parser.add_argument("--vkey", default="", help="the log's key, from somewhere you trust")
    parser.add_argument("--json", action="store_true", help="the report as one JSON object")
    parser.add_argument("--batch", action="store_true",
                        help="check each `<vkey or ->TAB<path>` line of standard input")
    options = parser.parse_args()
    if options.batch:
        return serve_batch()
    if options.path is None:
        parser.error("a path is needed")
    try:
        report = verify(options.path, options.vkey)
    except Misused as fault:
        print(fault, file=sys.stderr)
        return _MISUSED
    print(json.dumps(report.as_json(), ensure_ascii=False) if options.json else as_text(report))
    return _REFUSED if report.verdict == RED else _PROVED


if __name__ == "__main__":
    sys.exit(main())
