"""Runs clang-tidy-14 as .clang-tidy says: `clang_tidy.py ROOT TARGETS_TSV FILE...` or
`clang_tidy.py ROOT TARGETS_TSV --joined FOLDER...`.

The first reads every file alone, so that one which forgets an include is found out here. The second
reads what lies in the folders as the build has joined it: most of the work is done in the headers that
neighbours have in common, and is done once. It does not see what is wrong with an include, or with a
`using` that nobody needs.

The commands are those of the build, less what only g++ knows: its precompiled headers, and two of its
warnings.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

import tree

ONLY_GCC = r" -(?:include \S*cmake_pch\.hxx|Winvalid-pch|Wno-restrict|W(?:no-)?error=maybe-uninitialized|Werror\S*)"

# What is joined includes .cc, and clang-tidy asks of the first file alone whether a `using` is used.
NOT_OF_JOINED = "-bugprone-suspicious-include,-misc-unused-using-decls,-misc-unused-alias-decls"


def joined_in(file):
    """The files that `file` is made of, as cmake/joined_files.cmake joined them; itself if it is not joined."""
    if file.parent.name != "joined":
        return [str(file)]
    return [str(tree.ROOT / path) for path in re.findall(r'^#include "(.+)"$', file.read_text(), flags=re.M)]


def commands_of(build):
    """{file: command} of all that is compiled, joined and alone, and what each joined file is made of."""
    commands, made_of = {}, {}
    for built in json.loads((build / "compile_commands.json").read_text()):
        built["command"] = re.sub(ONLY_GCC, "", built["command"])
        made_of[built["file"]] = joined_in(pathlib.Path(built["file"]))
        for file in {built["file"], *made_of[built["file"]]}:
            commands[file] = built | {"command": built["command"].replace(built["file"], file), "file": file}
    return commands, made_of


def faults_of(folder, file):
    without = NOT_OF_JOINED if pathlib.Path(file).parent.name == "joined" else ""
    checked = subprocess.run(["clang-tidy-14", "-p", folder, "--quiet", f"--checks={without}", file],
                             cwd=tree.ROOT, capture_output=True, text=True)
    found = re.findall(r"^(\S+:\d+):\d+: (?:warning|error): (.*)$", checked.stdout, flags=re.M)
    faults = [f"{where.removeprefix(f'{tree.ROOT}/')}: {sentence}" for where, sentence in found]
    return faults or ([f"{file}:1: {checked.stderr.strip()}"] if checked.returncode else [])


def main():
    build = pathlib.Path(sys.argv[2]).resolve().parent
    folder = build / "clang-tidy"
    commands, made_of = commands_of(build)
    folder.mkdir(exist_ok=True)
    (folder / "compile_commands.json").write_text(json.dumps(list(commands.values())))
    if sys.argv[3] == "--joined":
        wanted = tuple(f"{tree.ROOT}/{path}/" for path in sys.argv[4:])
        files = [file for file, parts in made_of.items() if parts[0].startswith(wanted)]
        files.sort(key=lambda file: -len(made_of[file]))  # the longest first, or one would be left at the end
    else:
        files = [str(tree.ROOT / path) for path in sys.argv[3:]]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda file: faults_of(folder, file), files))
    faults = sorted({fault for result in results for fault in result})
    count = sum(len(made_of.get(file, [file])) for file in files)
    tree.report(faults, f"{count} files pass clang-tidy")


main()
