#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Whatever ends oriel-tui or stops it, and whatever it shows, the terminal is as it was before.

The guest's screen, the picker and the serial console, in a pseudo terminal each.

It runs as a job of a shell, which is what stops and continues programs.

Environment: ORIEL_TUI (the program), ORIEL_LIBEXEC_PATH.
"""

import os
import pathlib
import signal
import sys
import tempfile
import time
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import tap  # noqa: E402
from pseudo import DEADLINE, FOOT, Pseudo  # noqa: E402

TUI = os.environ["ORIEL_TUI"]
UNDONE = (b"\x1b[?1003l", b"\x1b[?1006l", b"\x1b[?2004l", b"\x1b[?1004l", b"\x1b[?25h", b"\x1b[<u",
          b"\x1b[?1049l")
# The shell waits for a line when the job has stopped, and continues it then.
SHELL = ("/bin/sh", "-mc", '"$@"; read line; fg', "sh")
LEADER, Q, CTRL_Z = b"\x1b[93;5u", b"\x1b[113u", b"\x1b[122;5u"


class Pages:
    """The cases of every page: words of its command line, what shows it is there, how to leave."""

    words = ()
    shown = b""
    keys = ()

    def start(self):
        folder = tempfile.TemporaryDirectory(prefix="oriel-tui-")
        self.addCleanup(folder.cleanup)
        terminal = Pseudo([*SHELL, TUI, *self.words], FOOT, env={"XDG_CONFIG_HOME": folder.name})
        self.addCleanup(terminal.__exit__)
        terminal.wait_output(self.shown)
        return terminal

    @staticmethod
    def job(terminal):
        """The program."""
        shell = terminal.process.pid
        path = pathlib.Path(f"/proc/{shell}/task/{shell}/children")
        return int(path.read_text().split()[0])

    def end(self, terminal, number):
        """Sends it a signal; when it has ended, so does the shell."""
        os.kill(self.job(terminal), number)
        self.wait_ended(terminal)

    def wait_ended(self, terminal):
        """The shell, which has the terminal back, is told to go on: there is no job to continue."""
        path = pathlib.Path(f"/proc/{terminal.process.pid}/task/{terminal.process.pid}/children")
        self.wait(terminal, lambda: not path.read_text().split(), "it does not end")
        terminal.send(b"\n")
        terminal.wait_end()

    def check_given_back(self, terminal):
        self.assertEqual(terminal.modes(), terminal.found)
        tail = terminal.output[terminal.output.rindex(b"\x1b[?1049l") - 300:]
        for undone in UNDONE:
            self.assertIn(undone, tail)

    def test_key(self):
        terminal = self.start()
        for key, answer in self.keys:
            start = len(terminal.output)
            terminal.send(key)
            if answer:
                terminal.wait_output(answer, start)
        self.wait_ended(terminal)
        self.check_given_back(terminal)

    def test_signals(self):
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGSEGV,
                       signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGILL):
            with self.subTest(signal=number):
                terminal = self.start()
                self.end(terminal, number)
                self.check_given_back(terminal)

    @staticmethod
    def wait(terminal, condition, complaint):
        end = time.monotonic() + DEADLINE
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(complaint)
            terminal.pump(0.05)
        terminal.pump(0.05)

    def check_stopped_and_continued(self, terminal):
        path = pathlib.Path(f"/proc/{self.job(terminal)}/stat")
        self.wait(terminal, lambda: path.read_text().rpartition(")")[2].split()[0] == "T",
                  "it does not stop")
        self.check_given_back(terminal)
        start = len(terminal.output)
        terminal.send(b"\n")
        terminal.wait_output(self.shown, start)
        self.assertNotEqual(terminal.modes(), terminal.found)
        os.kill(self.job(terminal), signal.SIGTERM)
        terminal.wait_end()
        self.check_given_back(terminal)

    def test_stopped_and_continued(self):
        terminal = self.start()
        os.kill(self.job(terminal), signal.SIGTSTP)
        self.check_stopped_and_continued(terminal)


class Screen(Pages, unittest.TestCase):
    words = ("test://",)
    shown = rb"fps"
    keys = ((LEADER, rb"Menu"), (Q, None))


class Picker(Pages, unittest.TestCase):
    words = ("--picker", "-c", "test:///default")
    shown = rb"1 running"
    keys = ((Q, None),)

    def test_stopped_by_key(self):
        terminal = self.start()
        terminal.send(CTRL_Z)
        self.check_stopped_and_continued(terminal)


class Console(Pages, unittest.TestCase):
    words = ("--text-console", "-c", "test:///default", "test")
    shown = rb"console.*menu"
    keys = ((LEADER, rb"Menu"), (Q, None))


if __name__ == "__main__":
    tap.main()
