"""Unit tests lie as their subjects lie: tests/unit/a/b/c_test.cc tests a/b/c.h.

A folder of tests is a folder of the source. A test that is named after a file of its room (eventstore, projections,
services, clients) lies in the folder of that file; what is named after no file is a test of its folder as a whole.
"""
import pathlib
import re

import tree

TESTS = "tests/unit/"
SUFFIXES = (".cc", ".h", ".cmake")

faults = []
subjects = {}  # (room, stem): folders
for path in tree.files(*SUFFIXES):
    if not path.startswith("tests/"):
        file = pathlib.PurePosixPath(path)
        subjects.setdefault((file.parts[0], file.stem), set()).add(file.parent.as_posix())

tests = [path for path in tree.files("_test.cc", "_test.py") if path.startswith(TESTS)]
for path in tests:
    test = pathlib.PurePosixPath(path.removeprefix(TESTS))
    folder = test.parent.as_posix()
    if not (tree.ROOT / folder).is_dir():
        faults.append(f"{path}:1: there is no folder {folder}/ of which this could be a test")
    found = subjects.get((test.parts[0], re.sub("_test$", "", test.stem)), {folder})
    if folder not in found:
        faults.append(f"{path}:1: what it tests is in {', '.join(sorted(found))}/")
tree.report(faults, f"{len(tests)} unit tests, each where its subject is")
