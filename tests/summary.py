#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Counts the tests of meson's JSON logs; the last line is `N passed, N failed[, N skipped]`.

Usage: summary.py LOG...

A test that speaks TAP counts as the cases it reports, any other as one. A TAP test that ends badly
though none of its cases failed (a crash, a timeout, a wrong plan) adds one failure. The exit status
is 0 when something passed, nothing failed and every log is there.
"""

import json
import re
import sys

CASE = re.compile(r"^(not )?ok\b(.*)$")
DIRECTIVE = re.compile(r"#\s*(SKIP|TODO)\b", re.IGNORECASE)


def count(test):
    """Returns how many cases of one test passed, failed and were skipped."""
    passed = failed = skipped = 0
    for line in (test.get("stdout") or "").splitlines():
        case = CASE.match(line)
        if case is None:
            continue
        if DIRECTIVE.search(case[2]):
            skipped += 1
        elif case[1]:
            failed += 1
        else:
            passed += 1
    good = test["result"] in ("OK", "EXPECTEDFAIL")
    if test["result"] == "SKIP":
        return 0, 0, max(skipped, 1)
    if passed + failed + skipped == 0:
        return (1, 0, 0) if good else (0, 1, 0)
    if not good and failed == 0:
        failed = 1
    return passed, failed, skipped


def report(log, test):
    """Says what failed: the cases that did, with their diagnostics, else the end of the output."""
    print(f"failed: {log}: {test['name']} ({test['result']})")
    lines = (test.get("stdout") or "").splitlines()
    shown, inside = [], False
    for line in lines:
        inside = line.startswith("not ok") or (inside and line.startswith("#"))
        if inside or line.startswith("Bail out!"):
            shown.append(line)
    for line in shown[:100] or lines[-40:]:
        print("  ", line)


def main(logs):
    totals = [0, 0, 0]
    for log in logs:
        try:
            with open(log, encoding="utf-8") as lines:
                tests = [json.loads(line) for line in lines]
        except OSError as error:
            print(f"failed: {log}: no results ({error.strerror})")
            totals[1] += 1
            continue
        for test in tests:
            counts = count(test)
            totals = [a + b for a, b in zip(totals, counts)]
            if counts[1]:
                report(log, test)
    passed, failed, skipped = totals
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
