# SPDX-License-Identifier: LGPL-2.1-or-later
"""A pseudo terminal with a program in it, that answers like the terminals that are named."""

import fcntl
import os
import pty
import pathlib
import re
import select
import struct
import subprocess
import sys
import termios
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from crash import find_crash  # noqa: E402

DEADLINE = 60

# What terminals answer to which question.
XTERM = [
    (rb"\x1b\[>0q", b"\x1bP>|XTerm(379)\x1b\\"),
    (rb"\x1b\[\?2026\$p", b"\x1b[?2026;0$y"),
    (rb"\x1b\[\?1016\$p", b"\x1b[?1016;2$y"),
    (rb"\x1b\[\?4m", b"\x1b[>4;0m"),
    (rb"\x1bP\$qm\x1b\\", b"\x1bP1$r48:2::1:2:3m\x1b\\"),
    (rb"\x1b\[5n", b"\x1b[0n"),
    (rb"\x1b\[c", b"\x1b[?64;1;2c"),
]
FOOT = [
    (rb"\x1b\[>0q", b"\x1bP>|foot(1.13.1)\x1b\\"),
    (rb"\x1b\[\?u", b"\x1b[?0u"),
    (rb"\x1b\[\?2026\$p", b"\x1b[?2026;2$y"),
    (rb"\x1b\[\?1016\$p", b"\x1b[?1016;2$y"),
    (rb"\x1bP\$qm\x1b\\", b"\x1bP1$r48:2::1:2:3m\x1b\\"),
    (rb"\x1b\[5n", b"\x1b[0n"),
    (rb"\x1b\[c", b"\x1b[?62;22c"),
]
SILENT = []


class Pseudo:
    """Runs @command; everything it writes is in `output`."""

    def __init__(self, command, answers=FOOT, columns=80, rows=24, cell=(8, 16), env=None):
        self.answers = answers
        self.output = b""
        self.asked = 0  # of the output, that has been answered
        self.held = False  # answers wait
        self.may_crash = False  # it is told to
        self.master, slave = pty.openpty()
        size = struct.pack("HHHH", rows, columns, columns * cell[0], rows * cell[1])
        fcntl.ioctl(slave, termios.TIOCSWINSZ, size)
        self.slave = slave
        self.found = self.modes()
        clean = {k: v for k, v in os.environ.items()
                 if k not in ("TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR", "COLORTERM")}
        clean.update(LC_ALL="C.UTF-8", TERM="xterm-256color")
        clean.update(env or {})
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=clean, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)
        os.close(self.slave)
        crash = find_crash(self.process.returncode)
        if crash and not self.may_crash:
            raise AssertionError(f"the program crashed by {crash}: {self.output[-2000:]!r}")

    def modes(self):
        return termios.tcgetattr(self.slave)

    def resize(self, columns, rows):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, data):
        os.write(self.master, data)

    def answer(self):
        """Answers, in order, what was asked."""
        while not self.held:
            first = None
            for pattern, reply in self.answers:
                match = re.compile(pattern).search(self.output, self.asked)
                if match and (first is None or match.end() < first[0].end()):
                    first = (match, reply)
            if first is None:
                return
            self.asked = first[0].end()
            self.send(first[1])

    def pump(self, seconds=0.1):
        """Reads what comes in that time; how many bytes."""
        before = len(self.output)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if select.select([self.master], [], [], max(end - time.monotonic(), 0))[0]:
                try:
                    self.output += os.read(self.master, 65536)
                except OSError:
                    break
                self.answer()
        return len(self.output) - before

    def wait_output(self, pattern, start=0):
        end = time.monotonic() + DEADLINE
        while not re.compile(pattern, re.S).search(self.output, start):
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {pattern}: {self.output[-2000:]!r}")
            self.pump(0.05)

    def wait_end(self):
        """The status of the program."""
        end = time.monotonic() + DEADLINE
        while self.process.poll() is None:
            if time.monotonic() > end:
                raise AssertionError("it does not end")
            self.pump(0.05)
        self.pump(0.05)
        return self.process.returncode

    def switches(self):
        """How often the program has been woken up."""
        status = open(f"/proc/{self.process.pid}/status", encoding="ascii").read()
        return int(re.search(r"^voluntary_ctxt_switches:\s*(\d+)", status, re.M).group(1))
