"""C++ is formatted as .clang-format says. To repair: clang-format-14 -i <file>."""
import re
import subprocess

import tree

FILES_A_CALL = 100

faults = []
paths = tree.cpp_files()
for first in range(0, len(paths), FILES_A_CALL):
    checked = subprocess.run(
        ["clang-format-14", "--dry-run", "--ferror-limit=1", *paths[first:first + FILES_A_CALL]],
        cwd=tree.ROOT, capture_output=True, text=True)
    faults += [re.sub(r":\d+: warning: .*", ": clang-format-14 -i it", line)
               for line in checked.stderr.splitlines() if "[-Wclang-format-violations]" in line]
tree.report(faults, f"{len(paths)} files formatted")
