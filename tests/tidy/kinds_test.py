"""The kinds of an entry that clients/python knows by number are those of the contract."""
import json
import re

import tree

CONTRACT = "proto/cairn/v1/entry.proto"
KNOWN = "clients/python/cairn_verify/kinds.json"

oneof = re.search(r"^  oneof kind \{\n(.*?)^  \}\n", tree.text(CONTRACT), flags=re.M | re.S)
kinds = {number: name for name, number in re.findall(r"^    (\w+) \w+ = (\d+);$", oneof[1], flags=re.M)}
known = json.loads(tree.text(KNOWN))
faults = [f"{KNOWN}:1: {number} is {known.get(number, 'missing')}; in {CONTRACT} it is {kinds.get(number, 'missing')}"
          for number in sorted(kinds.keys() | known.keys(), key=int) if kinds.get(number) != known.get(number)]
tree.report(faults, f"{len(kinds)} kinds, each known by its number")
