#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""oriel-tui in pseudo terminals: it takes them, keeps pace with them, and gives them back.

Verified: the modes of the terminal are the same before and after each way out; the bytes that undo
what was done are written; a frame waits for the terminal; an idle guest costs nothing.
"""

import os
import re
import signal
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import tap  # noqa: E402
from pseudo import FOOT, SILENT, XTERM, Pseudo  # noqa: E402

TUI = os.environ["ORIEL_TUI"]
STATUS = rb"fps"  # the status line of a guest that is shown
SYNC = b"\x1b[5n"


class Case(unittest.TestCase):
    def start(self, *words, answers=FOOT, **more):
        terminal = Pseudo([TUI, *(words or ("test://",))], answers, **more)
        self.addCleanup(terminal.__exit__)
        return terminal

    def check_given_back(self, terminal):
        self.assertEqual(terminal.modes(), terminal.found)
        tail = terminal.output[terminal.output.rindex(b"\x1b[?1049l") - 200:]
        for undone in (b"\x1b[?1003l", b"\x1b[?1006l", b"\x1b[?2004l", b"\x1b[?1004l",
                       b"\x1b[?25h", b"\x1b[?1049l"):
            self.assertIn(undone, tail)


class WaysOut(Case):
    def test_key(self):
        for answers in (FOOT, XTERM, SILENT):
            with self.subTest(answers=answers[:1]):
                terminal = self.start(answers=answers)
                terminal.wait_output(STATUS)
                terminal.send(b"\x1b[93;5u" if answers is FOOT else b"\x1d")
                terminal.wait_output(rb"Menu")
                terminal.send(b"\x1b[113u" if answers is FOOT else b"q")
                self.assertEqual(terminal.wait_end(), 0)
                self.check_given_back(terminal)

    def test_signals(self):
        for number, status in ((signal.SIGTERM, 0), (signal.SIGHUP, 0), (signal.SIGINT, 0),
                               (signal.SIGSEGV, -signal.SIGSEGV), (signal.SIGABRT, -signal.SIGABRT),
                               (signal.SIGBUS, -signal.SIGBUS)):
            with self.subTest(signal=number):
                terminal = self.start()
                terminal.wait_output(STATUS)
                terminal.may_crash = status < 0
                terminal.process.send_signal(number)
                self.assertEqual(terminal.wait_end(), status)
                self.check_given_back(terminal)

    def test_signal_while_answers_wait(self):
        terminal = self.start()
        terminal.held = True
        terminal.wait_output(rb"\x1b\[c")
        terminal.process.send_signal(signal.SIGTERM)
        terminal.wait_end()
        self.check_given_back(terminal)

    def test_kitty_keyboard_is_undone(self):
        terminal = self.start()
        terminal.wait_output(STATUS)
        self.assertIn(b"\x1b[>1u", terminal.output)
        self.assertIn(b"\x1b[=31;1u", terminal.output)
        terminal.process.terminate()
        terminal.wait_end()
        self.assertIn(b"\x1b[<u", terminal.output)

    def test_guest_that_is_not_there(self):
        terminal = self.start("vnc+unix:///nowhere/at/all")
        terminal.wait_output(rb"Cannot connect")
        terminal.send(b"\x1b[113u")
        self.assertNotEqual(terminal.wait_end(), 0)
        self.check_given_back(terminal)
        self.assertIn(b"oriel: ", terminal.output[terminal.output.rindex(b"\x1b[?1049l"):])

    def test_name_that_is_no_guest(self):
        terminal = self.start("-c", "test:///default", "nobody")
        self.assertNotEqual(terminal.wait_end(), 0)
        self.check_given_back(terminal)
        self.assertIn(b"oriel: ", terminal.output[terminal.output.rindex(b"\x1b[?1049l"):])


class NoTerminal(Case):
    def test_kinds_that_show_nothing(self):
        terminal = self.start(env={"TERM": "dumb"})
        self.assertEqual(terminal.wait_end(), 1)
        self.assertIn(b"'dumb'", terminal.output)
        self.assertNotIn(b"\x1b", terminal.output)

    def test_old_kinds(self):
        for kind in ("linux", "vt100", "vt220"):
            with self.subTest(kind=kind):
                terminal = self.start(answers=[(rb"\x1b\[5n", b"\x1b[0n"),
                                               (rb"\x1b\[c", b"\x1b[?6c")],
                                      env={"TERM": kind, "LC_ALL": "C"})
                terminal.wait_output(STATUS)
                asked = terminal.output.split(b"\x1b[c")[0]
                self.assertNotIn(b"\x1bP", asked)
                self.assertNotIn(b"\x1b_", asked)
                self.assertTrue(terminal.output.isascii())
                self.assertNotIn(b"48;2", terminal.output)


class Pace(Case):
    def test_a_frame_waits_for_the_terminal(self):
        """While an answer is due no frame is drawn, whatever the guest draws; one more at the most,
        where the terminal takes its time, as it may under load."""
        terminal = self.start()
        terminal.wait_output(STATUS)
        terminal.held = True
        shown = len(terminal.output)
        terminal.send(b"\x1b[97u\x1b[97;1:3u")  # the guest shows which keys are pressed
        terminal.wait_output(re.escape(SYNC), shown)
        shown = len(terminal.output)
        for _ in range(20):
            terminal.send(b"\x1b[98u\x1b[98;1:3u")
            terminal.pump(0.05)
        self.assertLessEqual(terminal.output[shown:].count(b"\x1b[?2026h"), 1)
        shown = len(terminal.output)
        terminal.held = False
        terminal.answer()
        terminal.wait_output(rb"\x1b\[\?2026h", shown)

    def test_idle(self):
        terminal = self.start()
        terminal.wait_output(STATUS)
        # The figures of the status line are told once more when the picture has come to rest.
        for _ in range(40):
            if terminal.pump(2) == 0:
                break
        switches = terminal.switches()
        self.assertEqual(terminal.pump(3), 0)
        self.assertEqual(terminal.switches(), switches)

    def test_synchronized(self):
        terminal = self.start()
        terminal.wait_output(STATUS)
        self.assertEqual(terminal.output.count(b"\x1b[?2026h"),
                         terminal.output.count(b"\x1b[?2026l"))
        self.assertGreater(terminal.output.count(b"\x1b[?2026h"), 0)


class Sizes(Case):
    def test_storm(self):
        terminal = self.start()
        terminal.wait_output(STATUS)
        for columns, rows in ((1, 1), (500, 200), (2, 1), (1, 200), (40, 10), (80, 24), (3, 3),
                              (200, 2), (1, 1), (120, 36)):
            terminal.resize(columns, rows)
            terminal.pump(0.1)
        start = len(terminal.output)
        terminal.resize(100, 30)
        terminal.wait_output(STATUS, start)
        self.assertIsNone(terminal.process.poll())


if __name__ == "__main__":
    tap.main()
