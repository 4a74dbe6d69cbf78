#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Servers that die, freeze, hurry and dawdle, and lines that break: whoever looks at a console is
told what happened, and sees it again at the next try after it can be seen.

Environment: as of served.py.
"""

import pathlib
import signal
import sys
import time
import unittest

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "support"), str(TESTS / "sdl")]
import served  # noqa: E402
import tap  # noqa: E402
from chaos import LONG, Line, wait_for  # noqa: E402

ROUNDS = 15
PUSHES = 10
GREETED = 3  # seconds; for so long a server may still have words for who has just come
SILENCE = 8  # seconds, after which one does not answer


class Servers:
    def test_killed(self):
        watcher = self.look()
        watcher.wait("state shown")
        self.end_server()
        watcher.wait("failed .*(lost|ended|closed|connection)")
        watcher.wait("state ended .*trying again in 1 s")
        watcher.wait("failed .*nothing listens there")
        returned = self.serve()
        self.check_soon(returned, watcher.wait("state shown"))
        self.type_key(watcher)

    def test_long_outage(self):
        """Who has counted down for long sees the server when it is there, whatever is left; and it
        is connected to by nobody who goes away again."""
        line = Line(self.path)
        self.addCleanup(line.cut)
        watchers = [self.look(uri=f"{self.protocol}://127.0.0.1:{line.port}")]
        if self.protocol != "spice":  # which shows itself to one at a time
            watchers.append(self.look())
        for watcher in watchers:
            watcher.wait("state shown")
        line.cut()
        self.end_server()
        for watcher in watchers:
            watcher.wait(f"state ended .*nothing listens there.*trying again in {LONG} s")
        returned = self.serve()
        line.mend()
        for watcher in watchers:
            shown = watcher.wait_early("state shown")
            print(f"# back {max(shown - returned, 0):.2f} s after the server", flush=True)
        self.assertFalse(self.server.says("gone"))
        for watcher in watchers:
            self.type_key(watcher)

    def test_rounds(self):
        """Nothing is left behind by sessions that ended."""
        watcher = self.look()
        watcher.wait("state shown")
        before = watcher.fds()
        for _ in range(ROUNDS):
            self.server.tell("drop")
            watcher.wait("failed")
            watcher.tell("now")
            watcher.wait("state shown")
        self.assertLessEqual(watcher.fds(), before + 4)
        wait_for(lambda: len(watcher.children()) == 1, "one session process is left")
        self.type_key(watcher)

    def test_frozen(self):
        """A server that stands still keeps the picture, and that is said; the keys wait for it, and
        none is stuck."""
        watcher = self.look()
        watcher.wait("state shown")
        time.sleep(GREETED)
        self.type_key(watcher)
        self.server.lines.clear()
        for orders in (["key 0x1e down", "key 0x1e up"], ["point 100 100"]):
            self.server.process.send_signal(signal.SIGSTOP)
            for order in orders:
                watcher.tell(order)
            watcher.wait("state shown the server of .* does not answer")
            self.server.process.send_signal(signal.SIGCONT)
            watcher.wait("state shown connected to")
        wait_for(lambda: self.keys() >= 2, "the keys arrive")
        self.type_key(watcher)
        self.assertFalse(watcher.says("failed"))

    def test_quiet(self):
        """A server of which nothing comes after a key is there all the same."""
        watcher = self.look()
        watcher.wait("state shown")
        time.sleep(GREETED)
        self.type_key(watcher)
        time.sleep(SILENCE + 2)
        wait_for(lambda: "does not answer" not in watcher.last_state(),
                 "the server answers, or does so again")

    def test_suspended(self):
        """The viewer stands still while its server goes and comes, with a key down, and while it
        counts down: the picture is back by itself, and nothing is pressed."""
        watcher = self.look()
        watcher.wait("state shown")
        watcher.tell("key 0x1e down")
        wait_for(lambda: self.keys() >= 1, "a key is down")
        watcher.stop()
        self.end_server()
        self.serve()
        returned = watcher.resume()
        watcher.wait("failed")
        self.check_soon(returned, watcher.wait("state shown"))
        self.type_key(watcher)
        self.end_server()
        watcher.wait("state ended .*trying again")
        watcher.stop()
        self.serve()
        returned = watcher.resume()
        self.check_soon(returned, watcher.wait("state shown"))
        self.type_key(watcher)

    def test_broken_line(self):
        line = Line(self.path)
        self.addCleanup(line.cut)
        watcher = self.look(uri=f"{self.protocol}://127.0.0.1:{line.port}")
        watcher.wait("state shown")
        watcher.tell("key 0x1e down")
        wait_for(lambda: self.keys() >= 1, "a key is down")
        line.cut()
        watcher.wait("failed")
        line.mend()
        returned = time.monotonic()
        self.check_soon(returned, watcher.wait("state shown"))
        self.type_key(watcher)

    def test_storm(self):
        """The guest changes its mode as fast as it can; the last one is what is shown."""
        watcher = self.look()
        watcher.wait("state shown")
        for number in range(100):
            self.server.tell(f"resize {320 + number * 8} {200 + number * 4}")
            watcher.tell(f"key 0x1e {'up' if number % 2 else 'down'}")
        self.server.tell("resize 808 606")
        watcher.wait("size 808x606")
        self.assertFalse(watcher.says("failed"))
        self.type_key(watcher)

    def test_slow(self):
        """What is typed is not behind what is shown."""
        line = Line(self.path, rate=256 * 1024)
        self.addCleanup(line.cut)
        watcher = self.look(uri=f"{self.protocol}://127.0.0.1:{line.port}")
        watcher.wait("state shown")
        self.type_key(watcher)
        self.assertFalse(watcher.says("failed"))


class Vnc(Servers, served.Vnc, unittest.TestCase):
    def test_now(self):
        """Nobody has to wait for the countdown."""
        self.end_server()
        watcher = self.look()
        watcher.wait("trying again in 2 s")
        self.serve()
        watcher.tell("now")
        watcher.wait("state shown")

    def test_refusing(self):
        """A server that takes connections, and shows nothing, is left alone while it is counted."""
        line = Line(self.path)
        self.addCleanup(line.cut)
        self.end_server()
        watcher = self.look(uri=f"vnc://127.0.0.1:{line.port}")
        watcher.wait(f"state ended .*trying again in {LONG} s")
        taken = line.taken
        watcher.wait("state ended .*trying again in 1 s")
        self.assertEqual(line.taken, taken)
        self.serve()
        watcher.wait("state shown")

    def test_frozen_at_first(self):
        self.server.process.send_signal(signal.SIGSTOP)
        watcher = self.look()
        watcher.wait("state connecting .* s so far")
        watcher.wait("failed .*did not .*within")
        self.server.process.send_signal(signal.SIGCONT)
        returned = time.monotonic()
        self.check_soon(returned, watcher.wait("state shown"))
        self.type_key(watcher)


class Spice(Servers, served.Spice, unittest.TestCase):
    def test_pushed_out(self):
        """A server shows itself to one at a time. Whoever is pushed out, on whichever channel, was not
        refused, and comes back."""
        watchers = [self.look(), self.look()]
        for _ in range(PUSHES):
            for watcher in watchers:
                watcher.wait("state shown")
                watcher.tell("now")
        self.assertFalse([watcher for watcher in watchers if watcher.says("login")])

    def test_silent_line(self):
        """A connection that is taken, and leads nowhere."""
        line = Line(self.path)
        self.addCleanup(line.cut)
        line.hold()
        watcher = self.look(uri=f"{self.protocol}://127.0.0.1:{line.port}")
        watcher.wait("failed .*did not .*within")
        line.cut()
        watcher.wait("failed .*nothing listens there")
        line.mend()
        returned = time.monotonic()
        self.check_soon(returned, watcher.wait("state shown"))
        self.type_key(watcher)


if __name__ == "__main__":
    tap.main()
