#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A guest whose screen changes all the time, in a terminal that takes 20 kB a second.

Verified: frames are left out, not queued; keys reach the guest while the terminal takes nothing at
all; and what is seen in the end is the last picture, soon.

Environment: ORIEL_TUI (the program), ORIEL_LIBEXEC_PATH, VNC_SERVER (tests/servers).
"""

import os
import pathlib
import re
import select
import subprocess
import sys
import tempfile
import time
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import tap  # noqa: E402
from pseudo import DEADLINE, FOOT, Pseudo  # noqa: E402

TUI = os.environ["ORIEL_TUI"]
COLUMNS, ROWS = 80, 24
SLICE = 0.05  # seconds
RATE = 20000  # bytes a second
FRAME = COLUMNS * ROWS * 41  # bytes that no frame has: two colours and a letter for each cell
PICTURES = 40


class Slow(Pseudo):
    """A pseudo terminal that is read no faster than RATE."""

    def pump(self, seconds=SLICE):
        end = time.monotonic() + seconds
        before = len(self.output)
        while time.monotonic() < end:
            if select.select([self.master], [], [], 0)[0]:
                try:
                    self.output += os.read(self.master, int(RATE * SLICE))
                except OSError:
                    break
                self.answer()
            time.sleep(SLICE)
        return len(self.output) - before


class Server:
    """The VNC server, which draws what it is told and says which keys it got."""

    def __init__(self, path):
        self.process = subprocess.Popen(
            [os.environ["VNC_SERVER"], "--unix", path, "--size", f"{COLUMNS * 8}x{ROWS * 16}"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.lines = []
        self.rest = b""
        self.wait(lambda line: line.startswith("READY"))

    def close(self):
        self.process.stdin.close()
        self.process.wait(DEADLINE)
        self.process.stdout.close()

    def wait(self, fits):
        """The next line that fits; those before it are forgotten."""
        end = time.monotonic() + DEADLINE
        while True:
            while self.lines:
                line = self.lines.pop(0)
                if fits(line):
                    return line
            if not select.select([self.process.stdout], [], [], max(end - time.monotonic(), 0))[0]:
                raise AssertionError("the server does not answer")
            *lines, self.rest = (self.rest + os.read(self.process.stdout.fileno(), 65536)).split(b"\n")
            self.lines += [line.decode() for line in lines]

    def draw(self, *rectangles):
        """Draws rectangles: x, y, width, height, colour."""
        orders = "".join(f"draw {x} {y} {w} {h} {c:06x}\n" for x, y, w, h, c in rectangles)
        self.process.stdin.write(orders.encode())
        self.process.stdin.flush()
        for _ in rectangles:
            self.wait(lambda line: line == "ok")


def motley(number):
    """A picture of which every cell is another colour than its neighbours, and than before."""
    return [(x * 16, y * 16, 16, 16, (number * 7919 + x * 104729 + y * 1299709) % 0xffffff)
            for x in range(COLUMNS // 2) for y in range(ROWS)]


class SlowTerminal(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="oriel-slow-")
        self.addCleanup(folder.cleanup)
        path = os.path.join(folder.name, "socket")
        self.server = Server(path)
        self.addCleanup(self.server.close)
        self.terminal = Slow([TUI, "--encoder=half", f"vnc+unix://{path}"], FOOT, COLUMNS, ROWS)
        self.addCleanup(self.terminal.__exit__)
        self.terminal.wait_output(rb"fps")

    def memory(self):
        """KiB that the program has of its own."""
        status = pathlib.Path(f"/proc/{self.terminal.process.pid}/status").read_text()
        return int(re.search(r"RssAnon:\s*(\d+)", status)[1])

    def test_pictures_are_left_out(self):
        memory = self.memory()
        for number in range(PICTURES):
            self.server.draw(*motley(number))
            self.terminal.pump(0.1)
        self.assertLess(self.memory() - memory, 10000)
        self.server.draw((0, 0, COLUMNS * 8, ROWS * 16, 0xfe0102))
        start = len(self.terminal.output)
        self.terminal.wait_output(rb"[34]8;2;254;1;2", start)
        # At most what was on its way, one that was begun before the last one came, and that.
        self.assertLess(len(self.terminal.output) - start, 3 * FRAME)
        self.assertLess(self.terminal.output.count(b"\x1b[?2026h"), PICTURES)

    def test_keys_while_nothing_is_taken(self):
        for number in range(8):
            self.server.draw(*motley(number))
        self.terminal.wait_output(rb"[34]8;2;")
        for number in range(8, 16):
            self.server.draw(*motley(number))
        for _ in range(3):  # the terminal takes no byte meanwhile
            self.terminal.send(b"\x1b[97u\x1b[97;1:3u")
            self.server.wait(lambda line: re.match(r"key \d+ 97 down", line))
            self.server.wait(lambda line: re.match(r"key \d+ 97 up", line))
        # And the menu is there as soon as the terminal is.
        start = len(self.terminal.output)
        self.terminal.send(b"\x1b[93;5u")
        self.terminal.wait_output(rb"Menu", start)
        self.assertLess(len(self.terminal.output) - start, 2 * FRAME)


if __name__ == "__main__":
    tap.main()
