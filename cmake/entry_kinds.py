"""Lists the kinds of an entry for C++: entry_kinds.py ENTRY.proto KINDS.h

KINDS.h is one macro, CAIRN_FOR_EACH_KIND(KIND), which writes KIND(RecordOpened, record_opened) for each
field of the oneof `kind`, in the order of the contract. What is not understood there is said as
`ENTRY.proto:line: ...`, and exits 1.
"""
import re
import sys

source, header = sys.argv[1:]
kinds, inside = [], False
for number, line in enumerate(open(source, encoding="utf-8"), 1):
    text = line.partition("//")[0].strip()
    if not inside or not text:
        inside = inside or text == "oneof kind {"
        continue
    if text == "}":
        break
    kind = re.fullmatch(r"(\w+) (\w+) = \d+( \[[^\]]*\])?;", text)
    if not kind:
        sys.exit(f"{source}:{number}: a kind stands in one line: Message field = number [options];")
    kinds.append(f"  KIND({kind[1]}, {kind[2]})")
if not kinds:
    sys.exit(f"{source}:1: there is no `oneof kind`")
with open(header, "w", encoding="utf-8") as out:
    out.write("// Made of entry.proto by cmake/entry_kinds.py.\n#pragma once\n\n#define CAIRN_FOR_EACH_KIND(KIND) \\\n")
    out.write(" \\\n".join(kinds) + "\n")
