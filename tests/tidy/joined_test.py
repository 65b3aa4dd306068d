"""No two files of a target give one name two meanings, for they are compiled as one: cmake/joined_files.cmake.

Looks at what files keep to themselves: functions, constants and types of anonymous namespaces. A function may be
overloaded from file to file, and an alias may be said twice. g++ finds the rest.
"""
import re

import cpp_text
import tree

# clang-format puts what stands in a namespace at the beginning of a line, and nothing else.
DECLARATION = re.compile(
    r"^(?=\S)(?:(?P<opens>namespace\s*(?P<of>[\w:]*) \{)"
    r"|(?P<closes>\})\s*$"
    r"|(?:template\s*<.*>\s+)?(?:struct|class|enum(?: class)?) (?P<type>\w+)[^;()]*\{"
    r"|using (?P<alias>\w+) = (?P<meaning>[^;]+);"
    r"|[\w:<>,*&\s]*?\b(?P<constant>k[A-Z]\w*)\s*(?:\[[^\]]*\])*\s*[={(;]"
    r"|(?!using |namespace |return )[\w:<>,*&\s\[\]]+?[\s*&](?P<function>\w+)\((?P<parameters>[^{;]*)\)[^{;()]*\{)",
    re.M | re.S)


def types_of(parameters):
    """What tells overloads apart: the parameters without their names and defaults."""
    parts = re.split(r",(?![^<]*>)", " ".join(parameters.split()))
    return ", ".join(re.sub(r"(?<=[\s&*>])\w+$", "", part.split("=")[0].strip()).strip() for part in parts)


def names(path):
    """Yields (namespace, name, meaning, line) of everything in anonymous namespaces."""
    text = cpp_text.code_only(tree.text(path))
    spaces = []
    for match in DECLARATION.finditer(text):
        if match["opens"]:
            spaces.append(match["of"])
        elif match["closes"]:
            if spaces and text[:match.start()].endswith("\n\n"):
                spaces.pop()
        elif "" in spaces:
            name = match["type"] or match["alias"] or match["constant"] or match["function"]
            meaning = match["meaning"] or ""
            if match["function"]:
                name += f"({types_of(match['parameters'])})"
            line = text.count("\n", 0, match.start(match.lastgroup)) + 1
            yield "::".join(filter(None, spaces)), name, meaning, line


faults = []
looked_at = 0
for target, properties in tree.targets().items():
    known = {}
    sources = [source for source in properties["sources"] if source.endswith(".cc")]
    for source in sources if len(sources) > 1 else []:
        looked_at += 1
        for space, name, meaning, line in names(source):
            before, before_meaning = known.setdefault((space, name), (source, meaning))
            if before != source and (not meaning or meaning != before_meaning):
                faults.append(f"{source}:{line}: {name} is in {before} too; both are compiled as one ({target})")
tree.report(faults, f"{looked_at} files, no name twice in a target")
