"""The events of one record beside each other: section 12 (steps 6 to 8) of the format."""
from . import leaf as leaves
from .moment import utc_time
from .report import Finding


def removal_of(event, events):
    """What the first proved removal after `event` says of its content, or None."""
    if event.leaf.kind != leaves.EVENT:
        return None
    for other in events:
        if not other.proved or other.erasure is None or other.version <= event.version:
            continue
        if other.erasure.target in (b"", event.leaf.event_id):
            return {"version": other.version, "recorded_at_us": other.leaf.recorded_at_us,
                    "authority": other.erasure.authority}
    return None


def check_record(events, missing, report):
    """Adds what `events`, all proofs by version, contradict; says whether nothing is missing."""
    proved = [event for event in events if event.proved]
    sound = len(proved) == len(events)
    for before, after in zip(proved, proved[1:]):
        contradiction = _contradiction(before, after)
        if contradiction:
            report.findings.append(after.finding("chain", contradiction))
            sound = False
    whole = _add_gaps(events, missing, report)
    for event in proved:
        findings = [_removal(event, proved, whole and sound), _content(event, proved)]
        report.findings += [finding for finding in findings if finding]
        sound = sound and not any(f and f.reason == "chain" for f in findings)
    ends = bool(events) and _ends_export(events[-1])
    if events and events[-1].proved and not ends:
        report.findings.append(events[-1].finding(
            "partial", "partial: the last event is not that of the export itself, so later events "
            "may be missing"))
    return whole and ends and sound


def _contradiction(before, after):
    if after.leaf.record != before.leaf.record:
        return "the event belongs to another record than those before it"
    if after.index <= before.index:
        return f"the event stands in the log before version {before.version}"
    if after.leaf.recorded_at_us < before.leaf.recorded_at_us:
        return f"the event was recorded earlier than version {before.version}"
    if before.erases_record():
        return (f"the event was recorded after version {before.version}, which erased the "
                "record")
    if after.version == before.version + 1 and after.leaf.previous_leaf_hash != before.leaf_hash:
        return (f"the event does not follow on version {before.version} of this record, but on "
                "another event")
    return None


def _add_gaps(events, missing, report):
    whole, expected = True, 1
    for event in events:
        if event.version > expected:
            whole = False
            _add_gap(expected, event.version - 1, missing, report)
        expected = event.version + 1
    return whole


def _add_gap(first, last, missing, report):
    """One finding, without the versions at either end whose absence is reported already."""
    while first <= last and first in missing:
        first += 1
    while last >= first and last in missing:
        last -= 1
    if first > last:
        return
    what = f"version {first} is" if first == last else f"versions {first} to {last} are"
    report.findings.append(Finding("partial", f"partial: {what} not in the folder"))


def _removal(event, proved, all_proved):
    """What a removal says; `all_proved` if every version from 1 to the last is."""
    if event.erasure is None:
        return None
    target = event.erasure.target
    named = next((other for other in proved if other.leaf.kind == leaves.EVENT
                  and other.leaf.event_id == target), None) if target else None
    before = named is not None and named.version < event.version
    if target and not before and (all_proved or named is not None):
        return event.finding("chain", "the removal is of an event that the record does not have "
                             "before it")
    what = "the content of an event that is not in this folder"
    if not target:
        what = "the content of the whole record"
    elif named is not None:
        what = f"the content of version {named.version}"
    return event.finding(
        "removed", f"{what} existed and was lawfully removed on "
        f"{utc_time(event.leaf.recorded_at_us)}, ground {event.erasure.authority}")


def _content(event, proved):
    if not event.leaf_alone or removal_of(event, proved):
        return None
    return event.finding("content_missing", "the event existed, but its content is not here, and "
                         "no removal in this folder says why")


def _ends_export(event):
    """Whether nothing can be missing after it: an export's own event, or an erased record."""
    if not event.proved:
        return False
    return event.erases_record() or event.label.exported_to == event.version - 1
