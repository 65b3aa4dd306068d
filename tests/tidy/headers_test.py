"""A header is a manual: it opens with what it is for, then `#pragma once`; a .cc includes its own first."""
import re

import tree

faults = []
headers = 0
for path in tree.cpp_files():
    text = tree.text(path)
    if path.endswith(".h"):
        headers += 1
        if not text.startswith("//"):
            faults.append(f"{path}:1: say first what the header is for")
        if not re.match(r"(?://[^\n]*\n)+#pragma once\n", text):
            faults.append(f"{path}:1: `#pragma once` follows the opening comment")
        continue
    own = path.removesuffix(".cc") + ".h"
    first = re.search(r'^#include [<"]([^">]+)[">]', text, flags=re.M)
    if (tree.ROOT / own).exists() and (not first or first[1] != own):
        faults.append(f"{path}:1: include {own} first, so that it is proved to stand alone")
tree.report(faults, f"{headers} headers, each opens with its purpose")
