"""A file is named after what it holds: names that fit anything are not allowed."""
import re

import tree

BANNED = {"util", "utils", "helper", "helpers", "common", "manager", "misc", "stuff"}

faults = []
paths = tree.files()
for path in paths:
    words = set(re.split(r"[/_.\-]", path.lower()))
    for word in sorted(words & BANNED):
        faults.append(f"{path}:1: '{word}' in a name says nothing; name the thing it holds")
    if path.endswith((".cc", ".h", ".proto", ".py")) and not re.fullmatch(r"[a-z0-9_./-]+", path):
        faults.append(f"{path}:1: source names are lower case with underscores")
tree.report(faults, f"{len(paths)} names, each of a thing")
