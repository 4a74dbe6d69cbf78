#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""`./run demo` to its end, interrupted and killed: what it shows, and that nothing is left.

The user of these tests has a session daemon of their own (tests/libvirt/private-libvirt.py), with a
guest that has nothing to do with the demo. Root, who can have none, runs the demo as another user.

Environment: ORIEL (the program), ORIEL_LIBEXEC_PATH.
"""

import os
import pathlib
import re
import signal
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "support"), str(TESTS / "sdl"), str(TESTS / "tui")]
import tap  # noqa: E402
from libvirt import Daemon  # noqa: E402
from screen import Screen, wait_for  # noqa: E402
from tmux import Tmux  # noqa: E402

ORIEL = os.environ["ORIEL"]
TIMEOUT = 150  # seconds; emulated guests on busy machines take their time
INTERRUPTED = 130
TITLE = "memtest86+ in "  # of the guest, see guest.xml


def is_running(guest):
    """Whether there is any process of that guest, under whatever daemon."""
    for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if f"guest={guest},".encode() in path.read_bytes():
                return True
        except OSError:  # it has just ended
            pass
    return False


class Demo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = Daemon()
        cls.addClassCleanup(cls.daemon.close)
        if cls.daemon.run("test", "-x", ORIEL).returncode != 0:
            raise unittest.SkipTest("the tree is closed to the user the demo runs as")
        cls.daemon.create("bystander")
        cls.guests = cls.daemon.guests()
        assert re.fullmatch(r" *\d+ +bystander +running\s*", cls.guests), cls.guests

    def start(self, *options, **environment):
        self.picture = self.daemon.directory / "demo.png"
        self.process = subprocess.Popen(
            [TESTS / "demo" / "demo.sh", ORIEL, self.picture, *options],
            env=self.daemon.environment | environment, cwd="/", stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, text=True, start_new_session=True, **self.daemon.user)
        self.addCleanup(self.end)
        self.guest = self.find_line(r"==> Starting (oriel-demo-\d+),")[1]

    def end(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def find_line(self, pattern):
        for line in self.process.stdout:
            if match := re.match(pattern, line):
                return match
        raise AssertionError(f"the demo did not print {pattern}")

    def start_and_list(self, *options, **environment):
        self.start(*options, **environment)
        self.find_line(rf"\d+ +{self.guest} +running ")

    def check_end(self, status):
        """It ends, its guest is gone with all its files, and the user's own is as before."""
        self.assertEqual(self.process.wait(TIMEOUT), status)
        self.check_nothing_left()

    def check_nothing_left(self):
        self.assertFalse(is_running(self.guest))
        self.assertEqual(self.daemon.guests(), self.guests)
        self.assertEqual(list(self.daemon.directory.rglob(f"*{self.guest}*")), [])

    def check_picture(self):
        self.find_line("==> Saved ")
        self.find_line(" *Memtest86\\+ v")
        self.assertGreater(self.picture.stat().st_size, 0)
        self.picture.unlink()

    def test_session(self):
        self.start_and_list("--session")
        self.check_picture()
        self.check_end(0)

    def test_session_interrupted(self):
        screen = Screen()
        self.addCleanup(screen.close)
        self.start_and_list("--session", DISPLAY=screen.name)
        window = wait_for(screen.find_window, "there is a window")
        wait_for(lambda: TITLE in window.title(), "the window shows the guest")
        os.killpg(self.process.pid, signal.SIGINT)
        self.check_end(INTERRUPTED)

    def test_session_killed(self):
        self.start_and_list("--session")
        self.process.kill()
        self.process.wait()
        wait_for(lambda: not is_running(self.guest), "the guest is gone")
        wait_for(lambda: self.daemon.guests() == self.guests, "the daemon has forgotten it")

    def start_in_terminal(self, terminal, *options):
        """As that user, whose terminal it has to be."""
        environment = {k: v for k, v in self.daemon.environment.items()
                       if k.startswith(("HOME", "LC_", "ORIEL_", "PATH", "XDG_"))}
        words = ["env", "-i", "TERM=screen-256color", *(f"{k}={v}" for k, v in environment.items())]
        if self.daemon.user:
            tty = terminal.tmux("display-message", "-p", "#{pane_tty}").strip()
            os.chown(tty, self.daemon.user["user"], -1)
            words[:0] = ["setpriv", "--clear-groups", f"--reuid={self.daemon.user['user']}",
                         f"--regid={self.daemon.user['group']}"]
        terminal.run(*words, str(TESTS / "demo" / "demo.sh"), ORIEL,
                     str(self.daemon.directory / "demo.png"), *options)

    def test_terminal(self):
        """The guests where there is no other screen, that of one, what is typed reaches it, and its
        serial console."""
        terminal = Tmux(100, 32)
        self.addCleanup(terminal.__exit__)
        self.start_in_terminal(terminal, "--session")
        self.guest = terminal.wait_text(r"2 guests  2 running(?:.|\n)*(oriel-demo-\d+)")[1]
        terminal.type("G", "Enter")  # it is the last one: the user has another
        terminal.wait_text(re.escape(TITLE) + r".*\^\] menu")
        terminal.wait_text("Status: Testing")
        settings = "Test [sS]election"
        terminal.type_until(["F1"], lambda: terminal.says(settings))
        terminal.type_until(["F10"], lambda: not terminal.says(settings))
        terminal.type("C-]", "c")
        terminal.wait_text(r"Status: Testing(?:.|\n)*serial0.*open")
        terminal.type_until(["1"], lambda: terminal.says(settings))
        terminal.type("C-]", "q")
        terminal.wait_text("vnc.*720x400.*menu")
        terminal.type("C-]", "q")
        terminal.wait_text("Enter open")
        terminal.type("q")
        terminal.wait_text("exit=0")
        self.check_nothing_left()

    def test_private(self):
        self.start("--private")
        directory = self.find_line(r"==> oriel list -c '.*socket=(/tmp/[^/]+)/")[1]
        self.assertTrue(os.path.exists(directory))
        self.check_picture()
        self.check_end(0)
        self.assertFalse(os.path.exists(directory))

    def test_private_interrupted(self):
        self.start("--private")
        directory = self.find_line(r"==> oriel list -c '.*socket=(/tmp/[^/]+)/")[1]
        os.killpg(self.process.pid, signal.SIGINT)
        self.check_end(INTERRUPTED)
        self.assertFalse(os.path.exists(directory))


if __name__ == "__main__":
    tap.main()
