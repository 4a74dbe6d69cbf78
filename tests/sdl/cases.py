# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs functions as test cases, and reports them as TAP."""

import contextlib
import sys
import traceback

from screen import Screen


def find_cases(namespace, chosen=()):
    """The functions test_NAME of a script, by name; all, or those of these names."""
    cases = {name[5:]: case for name, case in namespace.items() if name.startswith("test_")}
    return {name: case for name, case in cases.items() if not chosen or name in chosen}


def run_cases(cases, *arguments):
    """Calls each case, given as (name, function), with these arguments; one that returns a text is
    skipped for that reason. Whether all succeeded. The plan comes last: who ends early has none."""
    number, succeeded = 0, True
    for number, (name, case) in enumerate(cases, 1):
        try:
            reason = case(*arguments)
            print(f"ok {number} {name}" + (f" # SKIP {reason}" if reason else ""), flush=True)
        except Exception:
            succeeded = False
            print(f"not ok {number} {name}")
            print("#", traceback.format_exc().rstrip().replace("\n", "\n# "), flush=True)
    print(f"1..{number}")
    return succeeded


def run_on_screen(cases, *arguments):
    """The same on a private X server, which is the first argument of each; ends the program."""
    with contextlib.closing(Screen()) as screen:
        sys.exit(not run_cases(cases.items(), screen, *arguments))
