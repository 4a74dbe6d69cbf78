#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""`oriel console` in a terminal, on a real guest whose serial line answers, and is hostile.

Environment: ORIEL (the program), ORIEL_LIBEXEC_PATH.
"""

import os
import pathlib
import select
import shlex
import signal
import subprocess
import sys
import time
import unittest

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "support"))
import talker  # noqa: E402
import tap  # noqa: E402
from libvirt import Daemon  # noqa: E402
from shell import Shell  # noqa: E402
from tmux import wait_for  # noqa: E402

ORIEL = os.environ["ORIEL"]
TIMEOUT = 60
FAILED, USAGE, NOT_FOUND = 1, 2, 4
# A title, the clipboard, answers that would be typed, the printer, a C1 CSI, a long parameter.
HOSTILE = (b"\r\nHello \x1b[1;31mfrom\x1b[0m the guest\r\n"
           b"\x1b]0;stolen title\x07\x1bkstolen\x1b\\\x1b]52;c;c3RvbGVu\x07"
           b"\x1bP$qm\x1b\\\x1b[21t\x1b[5i\xc2\x9b2J\x1b[99999999999999999999C\r"
           b"\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22m\x1b[0m"
           b"ready \r\n")


class Console(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.start_daemon()

    @classmethod
    def start_daemon(cls):
        cls.daemon = Daemon()
        cls.addClassCleanup(cls.daemon.close)
        talker.define(cls.daemon, "talker", HOSTILE)
        cls.command_line = f"{shlex.quote(ORIEL)} console -c {shlex.quote(cls.daemon.uri)}"

    def setUp(self):
        """Each case has the guest off. libvirtd 9.0 may crash when a console is closed; then there
        is another one."""
        try:
            state = self.daemon.virsh("domstate", "talker")
        except subprocess.CalledProcessError:
            self.start_daemon()
            return
        if "running" in state:
            self.daemon.virsh("destroy", "talker")

    def terminal(self, *size):
        terminal = Shell(*size)
        self.addCleanup(terminal.__exit__)
        return terminal

    def open(self, terminal, options=""):
        """Opens the console and boots the guest."""
        terminal.start(f"{self.command_line} {options} talker")
        terminal.wait("off")
        self.daemon.virsh("start", "talker")
        terminal.wait("Hello from the guest")

    def test_talks(self):
        terminal = self.terminal()
        self.open(terminal)
        terminal.wait("talker.*serial0.*open")
        terminal.write("abc")
        terminal.wait("abc")
        terminal.type("C-]", "t")
        terminal.wait("stty rows 29 cols 100")
        terminal.type("C-]")
        terminal.wait("copy the window")
        terminal.type("Escape")
        terminal.wait_gone("copy the window")
        terminal.type("C-]", "q")
        terminal.check_left(self)

    def test_hostile(self):
        terminal = self.terminal()
        title = terminal.value("#{pane_title}")
        self.open(terminal)
        terminal.wait("^ready")
        self.assertEqual(terminal.value("#{pane_title}"), title)
        self.assertEqual(terminal.tmux("list-buffers"), "")
        self.assertNotIn("stolen", terminal.text())
        # Nothing was answered: nothing came back.
        terminal.write("x")
        terminal.wait("^x$")
        terminal.type("C-]", "x")
        terminal.check_left(self)

    def test_search_and_copy(self):
        terminal = self.terminal()
        self.open(terminal)
        terminal.write("marker")
        for _ in range(40):
            terminal.type("C-m", "C-j")
        terminal.wait_gone("marker")
        terminal.type("C-]", "/")
        terminal.write("MARKER")
        terminal.type("Enter")
        terminal.wait("^marker")
        terminal.wait("lines below")
        terminal.type("y")
        terminal.wait("copied")
        self.assertIn("marker", terminal.tmux("show-buffer"))
        terminal.type("Escape")
        terminal.wait_gone("marker")
        terminal.type("C-]", "x")
        terminal.check_left(self)

    def test_off_and_on(self):
        terminal = self.terminal()
        self.open(terminal)
        self.daemon.virsh("destroy", "talker")
        terminal.wait("Waiting: the guest 'talker' is off")
        terminal.type("s")
        terminal.wait_gone("Waiting")
        terminal.wait("serial0.*open")
        # What a guest says before there is a console nobody hears, nor it what is typed while it
        # boots. When it answers, it has said all that it has to say.
        typed = 0

        def answers():
            nonlocal typed
            if time.monotonic() - typed > 1:
                terminal.write("It is on.")
                typed = time.monotonic()
            return "on." in terminal.text()

        wait_for(answers, lambda: f"an answer on:\n{terminal.text()}")
        heard = terminal.text().count("ready")
        self.daemon.virsh("reset", "talker")
        wait_for(lambda: terminal.text().count("ready") > heard, "it has booted again")
        terminal.write("again")
        terminal.wait("again")
        terminal.type("C-]", "x")
        terminal.check_left(self)

    def test_take_over(self):
        first, second = self.terminal(), self.terminal()
        self.open(first)
        second.command(f"{self.command_line} talker")
        second.wait("in use by somebody else")
        second.type("y")
        second.wait("serial0.*open")
        first.wait("perhaps somebody else|has taken it over")
        second.write("mine")
        second.wait("mine")
        first.type("r")
        first.wait("in use by somebody else")
        first.type("n")
        first.check_left(self)

    def test_raw(self):
        terminal = self.terminal()
        self.open(terminal, "--raw")
        terminal.write("abc")
        terminal.wait("abc")
        terminal.tmux("send-keys", "-H", "78", "79", "1d", "7a")  # "xy", Ctrl-], "z", at once
        terminal.check_left(self)

    def test_raw_ended_by_signal(self):
        terminal = self.terminal()
        self.open(terminal, "--raw")
        os.kill(terminal.pid(), signal.SIGTERM)
        terminal.check_left(self, status=143)

    def test_ended_by_signal(self):
        terminal = self.terminal()
        self.open(terminal)
        os.kill(terminal.pid(), signal.SIGTERM)
        terminal.wait("^status=")
        terminal.check_left(self, status=terminal.wait(r"^status=(\d+)")[1])

    def test_terminals(self):
        """Whatever the terminal can do, there is the text."""
        for environment in ({"TERM": "vt100"}, {"TERM": "linux"}, {"LC_ALL": "C"},
                            {"NO_COLOR": "1"}, {"TERM": "xterm-256color"}):
            with self.subTest(**environment):
                self.setUp()
                terminal = self.terminal(80, 24)
                words = " ".join(f"{k}={v}" for k, v in environment.items())
                terminal.command(f"export {words}")
                self.open(terminal)
                terminal.type("C-]", "x")
                terminal.check_left(self)

    def test_resized(self):
        terminal = self.terminal()
        self.open(terminal)
        for size in ((1, 1), (500, 200), (2, 1), (40, 10), (1, 50), (200, 2), (10, 3), (100, 30)):
            terminal.resize(*size)
        terminal.wait("Hello from the guest")
        terminal.wait("talker.*100x29")
        terminal.type("C-]", "x")
        terminal.wait("status=0")

    def run_without_terminal(self, *words, **options):
        return subprocess.run([ORIEL, "console", "-c", self.daemon.uri, *words],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=TIMEOUT,
                              check=False, start_new_session=True, **options)

    def test_no_terminal(self):
        result = self.run_without_terminal("talker", stdin=subprocess.DEVNULL)
        self.assertEqual(result.returncode, FAILED)
        self.assertRegex(result.stderr.decode(), "^oriel: .*terminal")
        self.assertEqual(result.stdout, b"")

    def test_raw_from_file(self):
        self.daemon.virsh("start", "talker")
        process = subprocess.Popen(
            [ORIEL, "console", "-c", self.daemon.uri, "--raw", "talker"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, start_new_session=True)
        self.addCleanup(process.kill)
        said = b""
        while b"~" not in said:  # nothing tells that it is attached but an answer
            process.stdin.write(b"~")
            process.stdin.flush()
            if select.select([process.stdout], [], [], 0.1)[0]:
                said += os.read(process.stdout.fileno(), 1000)
        said = b""
        self.daemon.virsh("reset", "talker")
        while b"ready" not in said:
            said += os.read(process.stdout.fileno(), 1000)
        process.stdin.write(b"from a file")
        process.stdin.close()
        while b"from a file" not in said:
            said += os.read(process.stdout.fileno(), 1000)
        self.daemon.virsh("destroy", "talker")
        self.assertEqual(process.wait(TIMEOUT), 0)
        process.stdout.close()
        self.assertIn(b"\x1b]0;stolen title\x07", said)

    def test_errors(self):
        for words, status, message in (
                (("--raw", "nobody"), NOT_FOUND, "no guest 'nobody'"),
                ((), USAGE, "a guest is missing"),
                (("a", "b"), USAGE, "one guest at a time"),
                (("--raw", "--console", "serial7", "talker"), NOT_FOUND, "serial0")):
            with self.subTest(words=words):
                if "serial7" in words:
                    self.daemon.virsh("start", "talker")
                result = self.run_without_terminal(*words, stdin=subprocess.DEVNULL)
                self.assertEqual(result.returncode, status, result.stderr)
                self.assertIn(message, result.stderr.decode())


if __name__ == "__main__":
    tap.main()
