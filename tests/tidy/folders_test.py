"""The house in docs/architecture.md has every folder, two floors deep, and says what each is for."""
import re

import tree

PAGE = "docs/architecture.md"
ROW = re.compile(r"( *)([\w-]+)/ +(\S.*)")


def folders():
    """Folders of the tree with a file of ours in them, `a` and `a/b`; hidden ones are no part of the house."""
    found = set()
    for path in tree.files():
        parts = path.split("/")[:-1]
        if parts and not any(part.startswith(".") for part in parts):
            found |= {parts[0], "/".join(parts[:2])}
    return found


def rows():
    """{folder: line number} of the rows in the house, whose second floor is indented."""
    found, ground = {}, ""
    in_house = False
    for number, line in enumerate(tree.text(PAGE).splitlines(), 1):
        if line.startswith("#"):
            in_house = line == "## The house"
        row = ROW.fullmatch(line) if in_house else None
        if row is None or len(row[1]) > 2:
            continue
        ground = ground if row[1] else row[2]
        found[f"{ground}/{row[2]}" if row[1] else ground] = number
    return found


said = rows()
there = folders()
faults = [f"{PAGE}:1: the house does not say what {folder}/ is for" for folder in sorted(there - set(said))]
faults += [f"{PAGE}:{said[folder]}: there is no folder {folder}/" for folder in sorted(set(said) - there)]
tree.report(faults, f"{len(there)} folders, each with its purpose")
