"""What must not stand in the project: work left undone, tests that wait, the place where it was written."""
import re

import tree

EVERYWHERE = {
    r"\bTODO\b|\bFIXME\b|\bXXX\b": "finish it or write it down as a decision",
    r"(?<![\w.$}])/(?:home|root|Users|work|tmp)/[\w.]+/": "a path of one machine",
    r'"resolved":\s*"http': "a lock file names packages by hash, not by host",
    r"(?i)\b(?:lorem ipsum|foo bar)\b": "examples are about children's support, and fictional",
}
IN_TESTS = {
    r"\bsleep_for\b|\bsleep_until\b|\busleep\b|\bSleepFor\b": "tests wait for a fact, never for time",
    r"\bDISABLED_|\bGTEST_SKIP\b": "a test that does not run proves nothing",
}
IN_CPP = {
    r"\bcatch\s*\(\.\.\.\)\s*\{\s*\}": "an exception is swallowed",
    r"\busing namespace std\b": "name what is used",
    r"\bassert\s*\(": "CAIRN_CHECK holds in release too",
}
TEXT = (".cc", ".h", ".proto", ".py", ".cmake", ".txt", ".md", ".json", ".yaml", ".yml", ".sh", ".service")


def faults_of(path, rules):
    for number, line in enumerate(tree.text(path).splitlines(), 1):
        for pattern, sentence in rules.items():
            found = re.search(pattern, line)
            if found:
                yield f"{path}:{number}: '{found[0]}': {sentence}"


def programs():
    """Files without a suffix whose first line says what runs them."""
    for path in tree.files():
        if "." not in path.rsplit("/", 1)[-1] and (tree.ROOT / path).read_bytes()[:2] == b"#!":
            yield path


faults = []
looked_at = [path for path in tree.files(*TEXT) if path != "tests/tidy/words_test.py"] + list(programs())
for path in looked_at:
    faults += faults_of(path, EVERYWHERE)
for path in tree.cpp_files():
    faults += faults_of(path, IN_CPP)
    if path.startswith("tests/"):
        faults += faults_of(path, IN_TESTS)
tree.report(faults, f"{len(looked_at)} files, no such words")
