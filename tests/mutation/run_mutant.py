"""Runs `run_mutant.py PROGRAM MUTANT FILTER`: the tests of FILTER pass in PROGRAM and fail in MUTANT.

MUTANT is PROGRAM with one fault of eventstore/mutation.h built in. It must fail as a test fails: with
exit code 1 and the name of a test. A mutant that crashes or hangs tells nobody what is wrong.
"""
import re
import subprocess
import sys

TIMEOUT_S = 280


def run(program, tests):
    result = subprocess.run([program, f"--gtest_filter={tests}", "--gtest_color=no"], text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=TIMEOUT_S,
                            check=False)
    ran = re.search(r"\[==========\] (\d+) tests? from \d+ test suites? ran", result.stdout)
    failed = re.findall(r"^\[  FAILED  \] (\S+?),? .*\(\d+ ms\)$", result.stdout, re.MULTILINE)
    return result.returncode, int(ran.group(1)) if ran else 0, failed, result.stdout


def main():
    program, mutant, tests = sys.argv[1:]
    code, ran, _, output = run(program, tests)
    if code != 0 or ran == 0:
        sys.exit(f"{output[-4000:]}\nWithout the fault, {ran} tests ran and the exit code was {code}.")
    code, _, failed, output = run(mutant, tests)
    if code != 1 or not failed:
        sys.exit(f"{output[-4000:]}\nThe fault was not noticed: exit code {code}, failed: {failed}")
    print(f"Of {ran} tests, these noticed the fault: {', '.join(failed)}")


main()
