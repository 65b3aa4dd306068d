"""The contract obeys buf's STANDARD rules, and every element of it has a comment."""
import platform
import subprocess
import sys

import tree

FOLDER = tree.ROOT / "tests/tidy/buf"
MACHINE = {"x86_64": "x64", "aarch64": "aarch64"}.get(platform.machine())
BUF = FOLDER / f"node_modules/@bufbuild/buf-linux-{MACHINE}/bin/buf"

if not BUF.exists():
    installed = subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=FOLDER, capture_output=True, text=True)
    if not BUF.exists():
        print(installed.stderr)
        sys.exit("tests/tidy/buf:1: buf is not installed: run `npm ci` in this folder")
lint = subprocess.run([BUF, "lint", "--config", "tests/tidy/buf/buf.yaml"], cwd=tree.ROOT, capture_output=True,
                      text=True)
faults = (lint.stdout + lint.stderr).splitlines()
tree.report(faults, f"{len(tree.files('.proto'))} files of the contract keep its rules")
