"""Includes and links run one way: proto <- eventstore <- projections <- services; clients know proto.

1. Rooms. An include points into its own room or down, never up; clients include clients and the
   contract only, `clients/verify` not even other clients; nobody but a test includes a test, and
   nobody but the server itself and tests include services/server.
2. Links. A file includes only headers of its own target or of one its target reaches through DEPS.
3. Fences. A third-party library appears only where docs/architecture.md lets it.
4. Pure folders reach nothing that could read a clock, a disk or a network.
5. Precompiled headers. What is in one counts as included by every file of the targets that use it: they
   reach it through DEPS, and no target of the event store sees an entry.
"""
import re

import tree

ROOMS = ["proto", "eventstore", "projections", "services"]
FENCES = {
    "rocksdb/": ["eventstore/storage/", "tests/bench/", "tests/fault/",
                 "tests/support/counted_files", "tests/unit/eventstore/storage/rocksdb_settings_test.cc"],
    "openssl/": ["eventstore/ledger/", "eventstore/keys/", "services/access/", "clients/verify/",
                 "clients/cli/token", "tests/"],
    "grpcpp/": ["services/api/", "services/server/", "clients/cpp/", "clients/cli/", "tests/"],
    "libpq": ["tests/bench/postgres/"],
    "sqlite3": ["clients/feed_to_sqlite/", "tests/e2e/feed_consumer.cc",
                "tests/unit/clients/feed_to_sqlite/"],
}
PURE = {
    "projections/calendar/": ["projections/calendar/", "eventstore/base/", "cairn/v1/"],
    "projections/codes/": ["projections/calendar/", "projections/codes/", "cairn/v1/"],
    "projections/impact/": ["projections/", "eventstore/base/", "cairn/v1/"],
    "projections/record/": ["projections/", "eventstore/base/", "cairn/v1/", "eventstore/ledger/hash.h"],
    "services/rules/": ["services/rules/", "services/access/caller.h", "projections/", "eventstore/base/",
                        "eventstore/append_request.h", "cairn/v1/"],
}
NOT_IN_PURE_FOLDERS = {"fstream", "iostream", "thread", "mutex", "random", "filesystem", "unistd.h"}
CLOCK = re.compile(r"::now\(|\btime\((?:nullptr|0)\)|\bClock\b")
KNOWN_CONTRACT = ["eventstore/base/", "eventstore/keys/"]  # errors, and the types sealed as one field

TARGETS = tree.targets()
OWNER = {source: name for name, target in TARGETS.items() for source in target["sources"]}


def reach(name, seen=None):
    """Every target that `name` reaches through DEPS, itself included."""
    seen = set() if seen is None else seen
    if name in TARGETS and name not in seen:
        seen.add(name)
        for dep in TARGETS[name]["deps"]:
            reach(dep, seen)
    return seen


def room(path):
    return path.split("/", 1)[0]


def starts(path, prefixes):
    return any(path.startswith(prefix) for prefix in prefixes)


def room_faults(source, header):
    of, to = room(source), room(header)
    if of == "tests":
        return
    if to == "tests":
        yield "production code includes a test"
    if of in ROOMS and to in ROOMS and ROOMS.index(to) > ROOMS.index(of):
        yield f"{of} may not include {to}"
    if of in ROOMS and to == "clients":
        yield "the server includes a client"
    if of == "clients" and to in ("eventstore", "projections", "services"):
        yield f"clients know the contract alone, not {to}"
    if source.startswith("clients/verify/") and to == "clients" and not header.startswith("clients/verify/"):
        yield "the verifier shares code with nobody"
    if header.startswith("services/server/") and not source.startswith("services/server/"):
        yield "only the server itself includes services/server"


def fence_faults(source, header):
    for fence, allowed in FENCES.items():
        if header.startswith(fence) and not starts(source, allowed):
            yield f"<{header}> is allowed only in {', '.join(allowed)}"
    if header.startswith("cairn/v1/") and room(source) == "eventstore" and not starts(source, KNOWN_CONTRACT):
        yield "the event store knows no entry"
    for pure, allowed in PURE.items():
        if source.startswith(pure):
            ours = room(header) in (*ROOMS, "clients", "cairn")
            if (ours and not starts(header, allowed)) or header in NOT_IN_PURE_FOLDERS:
                yield f"{pure} is pure and may not include {header}"


def link_faults(source, header, reachable):
    if header in OWNER and OWNER[header] not in reachable:
        yield f"{header} belongs to cairn::{OWNER[header]}, which {OWNER[source]} does not name in DEPS"


def precompiled_faults(name, target):
    for dep in TARGETS[target["pch"]]["deps"] if target["pch"] else []:
        where = f"{target['folder']}/CMakeLists.txt:1: {name}, PCH {target['pch'].removeprefix('pch_')}:"
        if dep not in reach(name):
            yield f"{where} cairn::{dep} is in it, which {name} does not name in DEPS"
        if dep == "messages" and room(target["folder"]) == "eventstore":
            yield f"{where} the event store knows no entry"


faults = [fault for name, target in TARGETS.items() for fault in precompiled_faults(name, target)]
includes = 0
for source in tree.cpp_files():
    reachable = reach(OWNER.get(source))
    for number, line in enumerate(tree.text(source).splitlines(), 1):
        if starts(source, PURE) and CLOCK.search(line.partition("//")[0]):
            faults.append(f"{source}:{number}: a pure folder reads no clock; the caller gives the time")
        include = re.match(r'\s*#\s*include\s*[<"]([^">]+)[>"]', line)
        if not include:
            continue
        includes += 1
        found = [*room_faults(source, include[1]), *fence_faults(source, include[1])]
        if source in OWNER:
            found += link_faults(source, include[1], reachable)
        faults += [f"{source}:{number}: {fault}" for fault in found]
tree.report(faults, f"{includes} includes in {len(TARGETS)} targets: all run downhill")
