"""Links in *.md lead somewhere, and a page or a file of the code that a comment or a page names exists.

A link to a line of code, [`Recorder::Decide`](../services/recording/recorder.cc#L40), says in backticks what
stands there; that text must be on that line. When lines have moved, `links_test.py ROOT --mend` puts the right
numbers in, wherever the text is on one line of the file alone.
"""
import re
import sys

import tree

NAMED_IN = (".cc", ".h", ".proto", ".py", ".cmake", "CMakeLists.txt")
LINK = re.compile(r"\[((?:`[^`\n]*`|[^\[\]`\n])*)\]\(([^)\s]+)\)")
LINE = re.compile(r"#L(\d+)$")
CODE = re.compile(r"(?<![\w/.*<>-])((?:[\w-]+/)*[\w-]+\.(?:h|cc|proto))\b")


def anchors(path):
    """The anchors that headings make: lower case, without punctuation, spaces as dashes."""
    headings = re.findall(r"^#+\s+(.*?)\s*$", tree.text(path), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", heading)).lower().replace(" ", "-")
            for heading in headings}


def target_of(path, link):
    """The linked path below the root, or None when it leaves the project."""
    resolved = (tree.ROOT / path).parent.joinpath(link).resolve()
    return resolved.relative_to(tree.ROOT).as_posix() if resolved.is_relative_to(tree.ROOT) else None


def lines_with(target, shown):
    """The numbers of the lines of a file that hold what a link shows in backticks; None if it shows nothing."""
    code = re.fullmatch(r"`([^`]+)`", shown)
    if code is None:
        return None
    return [number for number, line in enumerate(tree.text(target).splitlines(), 1) if code[1] in line]


def line_fault(target, shown, number):
    found = lines_with(target, shown)
    if found is None:
        return f"a link to a line shows in backticks what stands there: [`Name`]({target}#L{number})"
    if number in found:
        return None
    return (f"{shown} is not on line {number} of {target} but on {', '.join(map(str, found)) or 'none'}: "
            f"python3 tests/tidy/links_test.py . --mend")


def link_fault(path, shown, link):
    where, _, anchor = link.partition("#")
    target = path if not where else target_of(path, where)
    if target is None or not (tree.ROOT / target).exists():
        return f"dead link {link}"
    if anchor and target.endswith(".md"):
        return None if anchor in anchors(target) else f"{target} has no heading for #{anchor}"
    line = LINE.search(link)
    return line_fault(target, shown, int(line[1])) if line else None


def code_named(path):
    """Yields (line number, file) for what comments, and words in backticks of a page, name of the code."""
    for number, line in enumerate(tree.text(path).splitlines(), 1):
        if path.endswith(".md"):
            said = " ".join(re.findall(r"`[^`]+`", line))
        else:
            said = line.partition("//" if path.endswith((".cc", ".h", ".proto")) else "#")[2]
        for named in CODE.findall(said):
            yield number, named


def links(path):
    """Yields (line number, text shown, link) for every link of a page that stays in the project."""
    in_code = False
    for number, line in enumerate(tree.text(path).splitlines(), 1):
        in_code ^= line.startswith("```")
        for shown, link in [] if in_code else LINK.findall(line):
            if not re.match(r"[a-z]+:", link):
                yield number, shown, link


def mended(path, match):
    """The link with the number of the one line that holds what it shows; as it is, when there is no such line."""
    shown, link = match[1], match[2]
    line, target = LINE.search(link), target_of(path, link.partition("#")[0])
    if line is None or target is None or not (tree.ROOT / target).exists():
        return match[0]
    found = lines_with(target, shown) or []
    if len(found) != 1:
        return match[0]
    return f"[{shown}]({LINE.sub(f'#L{found[0]}', link)})"


def mend():
    for path in tree.files(".md"):
        text = tree.text(path)
        right = LINK.sub(lambda match: mended(path, match), text)
        if right != text:
            (tree.ROOT / path).write_text(right, encoding="utf-8")


if sys.argv[2:] == ["--mend"]:
    mend()
faults = []
count = 0
for path in tree.files(".md"):
    for number, shown, link in links(path):
        count += 1
        fault = link_fault(path, shown, link)
        if fault:
            faults.append(f"{path}:{number}: {fault}")
for path in tree.files(*NAMED_IN):
    for number, line in enumerate(tree.text(path).splitlines(), 1):
        for named in re.findall(r"(?<![\w/.*-])([\w./-]*\w\.md)\b", line):
            count += 1
            if not any((base / named).exists() for base in (tree.ROOT, (tree.ROOT / path).parent)):
                faults.append(f"{path}:{number}: names {named}, which does not exist")
code = tree.files(".h", ".cc", ".proto")
endings = {"/".join(path.split("/")[i:]) for path in code for i in range(path.count("/") + 1)}
for path in tree.files(".md", *NAMED_IN):
    for number, named in code_named(path):
        count += 1
        if named not in endings:
            faults.append(f"{path}:{number}: names {named}, which does not exist")
tree.report(faults, f"{count} links and named pages and files, none dead")
