"""Runs clang-tidy-14 as .clang-tidy says: `clang_tidy_test.py ROOT TARGETS_TSV [FILE...]`.

Without files it takes those below that carry most weight; deploy/lint gives it all. The commands are
those of the build, less what only g++ knows: its precompiled headers, so that a file which forgets an
include is found out here, and two of its warnings.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

import tree

CARRY_MOST_WEIGHT = [
    "eventstore/keys/envelope.cc",
    "eventstore/ledger/merkle.cc",
    "eventstore/sequencer.cc",
    "projections/record/evolve.cc",
    "services/access/token_verifier.cc",
]
ONLY_GCC = r" -(?:include \S*cmake_pch\.hxx|Winvalid-pch|Wno-restrict|W(?:no-)?error=maybe-uninitialized|Werror\S*)"


def each_alone(command):
    """The command of every file that `command` compiles, as cmake/joined_files.cmake joined them."""
    joined = pathlib.Path(command["file"])
    paths = re.findall(r'^#include "(.+)"$', joined.read_text(), flags=re.M) if joined.parent.name == "joined" else []
    for file in (str(tree.ROOT / path) for path in paths):
        yield command | {"command": command["command"].replace(command["file"], file), "file": file}
    if not paths:
        yield command


def write_commands(build, folder):
    """A compile_commands.json for clang in `folder`, made from the one of the build."""
    built = json.loads((build / "compile_commands.json").read_text())
    commands = [alone for command in built for alone in each_alone(command)]
    for command in commands:
        command["command"] = re.sub(ONLY_GCC, "", command["command"])
    folder.mkdir(exist_ok=True)
    (folder / "compile_commands.json").write_text(json.dumps(commands))


def faults_of(folder, path):
    checked = subprocess.run(["clang-tidy-14", "-p", folder, "--quiet", path], cwd=tree.ROOT, capture_output=True,
                             text=True)
    found = re.findall(r"^(\S+:\d+):\d+: (?:warning|error): (.*)$", checked.stdout, flags=re.M)
    faults = [f"{pathlib.Path(where).as_posix().removeprefix(f'{tree.ROOT}/')}: {sentence}" for where, sentence in found]
    return faults or ([f"{path}:1: {checked.stderr.strip()}"] if checked.returncode else [])


def main():
    build = pathlib.Path(sys.argv[2]).resolve().parent
    folder = build / "clang-tidy"
    write_commands(build, folder)
    paths = sys.argv[3:] or CARRY_MOST_WEIGHT
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda path: faults_of(folder, path), paths))
    faults = sorted({fault for result in results for fault in result})
    tree.report(faults, f"{len(paths)} files pass clang-tidy")


main()
