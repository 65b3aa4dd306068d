"""What the checks of this folder share: the files of the project, and how a check reports.

Every check is a program: `check.py ROOT [TARGETS_TSV]`. It prints one line a fault, each beginning
with `file:line:`, and exits 1; or one sentence saying what it looked at, and exits 0.
"""
import os
import pathlib
import sys

ROOT = pathlib.Path(sys.argv[1]).resolve()

_NOT_OURS = {".git", "build", "node_modules", ".cairn-demo", "__pycache__"}
SOURCE_FOLDERS = ("eventstore", "projections", "services", "clients", "tests")


def files(*suffixes):
    """Paths below ROOT, as strings with `/`, sorted; all files when no suffix is given."""
    found = []
    for folder, subfolders, names in os.walk(ROOT):
        subfolders[:] = [name for name in subfolders if name not in _NOT_OURS]
        for name in names:
            if not suffixes or name.endswith(suffixes):
                found.append((pathlib.Path(folder) / name).relative_to(ROOT).as_posix())
    return sorted(found)


def cpp_files():
    """Hand-written C++: what is generated lies in build/ and is not ours."""
    return [path for path in files(".cc", ".h") if path.startswith(SOURCE_FOLDERS)]


def text(path):
    return (ROOT / path).read_text(encoding="utf-8")


def targets():
    """{name: target} from targets.tsv, the list that CMake writes of what it really builds."""
    result = {}
    for line in pathlib.Path(sys.argv[2]).read_text().splitlines():
        name, kind, folder, sources, deps, labels, pch = line.split("\t")
        result[name] = {
            "kind": kind,
            "folder": folder,
            "sources": sources.split(),
            "deps": [dep.removeprefix("cairn::") for dep in deps.split() if dep.startswith("cairn::")],
            "labels": labels.split(),
            "pch": f"pch_{pch}" if pch else None,
        }
    return result


def report(faults, all_is_well):
    print("\n".join(faults) or all_is_well)
    sys.exit(1 if faults else 0)
