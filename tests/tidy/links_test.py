"""Links in *.md lead somewhere, and a page that a comment names exists."""
import re

import tree

NAMED_IN = (".cc", ".h", ".proto", ".py", ".cmake", "CMakeLists.txt")


def anchors(path):
    """The anchors that headings make: lower case, without punctuation, spaces as dashes."""
    headings = re.findall(r"^#+\s+(.*?)\s*$", tree.text(path), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", heading)).lower().replace(" ", "-")
            for heading in headings}


def target_of(path, link):
    """The linked path below the root, or None when it leaves the project."""
    resolved = (tree.ROOT / path).parent.joinpath(link).resolve()
    return resolved.relative_to(tree.ROOT).as_posix() if resolved.is_relative_to(tree.ROOT) else None


def link_fault(path, link):
    where, _, anchor = link.partition("#")
    target = path if not where else target_of(path, where)
    if target is None or not (tree.ROOT / target).exists():
        return f"dead link {link}"
    if anchor and target.endswith(".md") and anchor not in anchors(target):
        return f"{target} has no heading for #{anchor}"
    return None


faults = []
count = 0
for path in tree.files(".md"):
    in_code = False
    for number, line in enumerate(tree.text(path).splitlines(), 1):
        in_code ^= line.startswith("```")
        for link in [] if in_code else re.findall(r"\]\(([^)\s]+)\)", line):
            if re.match(r"[a-z]+:", link):
                continue
            count += 1
            fault = link_fault(path, link)
            if fault:
                faults.append(f"{path}:{number}: {fault}")
for path in tree.files(*NAMED_IN):
    for number, line in enumerate(tree.text(path).splitlines(), 1):
        for named in re.findall(r"(?<![\w/.*-])([\w./-]*\w\.md)\b", line):
            count += 1
            if not any((base / named).exists() for base in (tree.ROOT, (tree.ROOT / path).parent)):
                faults.append(f"{path}:{number}: names {named}, which does not exist")
tree.report(faults, f"{count} links and named pages, none dead")
