# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs unittest cases and reports them as TAP, so that meson counts each of them."""

import sys
import unittest


class TapResult(unittest.TestResult):
    def __init__(self, total):
        super().__init__()
        self.number = 0
        self.broken = set()  # cases of which a subtest failed: each is reported once
        print(f"1..{total}", flush=True)

    def report(self, outcome, test, directive="", details=""):
        self.number += 1
        print(f"{outcome} {self.number} {test.id().removeprefix('__main__.')}{directive}")
        for line in details.splitlines():
            print("#", line)
        sys.stdout.flush()

    def addSuccess(self, test):
        super().addSuccess(test)
        if test.id() not in self.broken:
            self.report("ok", test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.report("not ok", test, details=self.failures[-1][1])

    def addError(self, test, err):
        super().addError(test, err)
        self.report("not ok", test, details=self.errors[-1][1])

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None and test.id() not in self.broken:
            self.broken.add(test.id())
            self.report("not ok", test, details=self._exc_info_to_string(err, subtest))

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.report("ok", test, directive=f" # SKIP {reason}")


def main():
    """Runs all cases of the calling script, or those that it is given as `Class.test_case`; ends it
    with the status that meson expects."""
    script, names = sys.modules["__main__"], sys.argv[1:]
    loader = unittest.defaultTestLoader
    suite = loader.loadTestsFromNames(names, script) if names else loader.loadTestsFromModule(script)
    result = TapResult(suite.countTestCases())
    suite.run(result)
    sys.exit(0 if result.wasSuccessful() else 1)
