#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A program that crashes, or that does not end when it is told to, fails the case that started it."""

import contextlib
import io
import pathlib
import sys
import unittest
import unittest.mock

import screen

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tui"))
import tap  # noqa: E402
from pseudo import Pseudo  # noqa: E402

SIGNALS = ("SEGV", "ABRT", "TRAP", "FPE", "BUS")


class NoScreen:
    def environment(self):
        return {}


class Script(screen.Viewer):
    """A shell in the place of a viewer."""

    def __init__(self, text):
        super().__init__(NoScreen(), text)

    def command(self):
        return ["/bin/sh", "-c"]


class Crashes(unittest.TestCase):
    def setUp(self):
        self.said = io.StringIO()

    def run_script(self, text):
        with contextlib.redirect_stdout(self.said), Script(text) as viewer:
            viewer.exit_code()

    def stop_script(self, text):
        """It is told to end after it has written a line."""
        with contextlib.redirect_stdout(self.said), \
                Script(f"{text}; echo >&2; while :; do :; done") as viewer:
            viewer.process.stderr.readline()

    def test_crash(self):
        for name in SIGNALS:
            with self.subTest(name), self.assertRaisesRegex(AssertionError, f"by SIG{name}"):
                self.run_script(f"kill -{name} $$")

    def test_last_words(self):
        """What it said is told."""
        with self.assertRaises(AssertionError):
            self.run_script("echo broken >&2; kill -SEGV $$")
        self.assertIn("# broken", self.said.getvalue())

    def test_crash_of_child(self):
        """As a compositor tells of the program in it."""
        with self.assertRaisesRegex(AssertionError, "by SIGSEGV"):
            self.run_script("sh -c 'kill -SEGV $$'; exit $?")

    def test_crash_at_end(self):
        with self.assertRaisesRegex(AssertionError, "by SIGSEGV"):
            self.stop_script("trap 'kill -SEGV $$' TERM")

    def test_no_end(self):
        with unittest.mock.patch.object(screen, "TIMEOUT", 0.1), \
                self.assertRaisesRegex(AssertionError, "did not end"):
            self.stop_script("trap '' TERM")

    def test_no_crash(self):
        """Statuses are no signals, and those that end a program on purpose are no crashes."""
        for text in ("exit 0", "exit 11", "exit 255", "kill -TERM $$", "kill -KILL $$"):
            with self.subTest(text):
                self.run_script(text)
        self.stop_script(":")

    def test_terminal(self):
        for name in SIGNALS:
            with self.subTest(name), self.assertRaisesRegex(AssertionError, f"by SIG{name}"), \
                    Pseudo(["/bin/sh", "-c", f"kill -{name} $$"]) as terminal:
                terminal.wait_end()


if __name__ == "__main__":
    tap.main()
