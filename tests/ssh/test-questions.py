#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What ssh asks on the way to a host, asked in the terminal: by the picker and by a guest's screen.

Environment: ORIEL (the program), ORIEL_LIBEXEC_PATH.
"""

import os
import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "support"), str(TESTS / "tui")]
import tap  # noqa: E402
from libvirt import Daemon  # noqa: E402
from sshd import Sshd  # noqa: E402
from tmux import Tmux  # noqa: E402

ORIEL = os.environ["ORIEL"]
CANARY = "canary-phrase"
SOCKET = "<graphics type='vnc'><listen type='socket'/></graphics>"


def setUpModule():
    global daemon
    daemon = Daemon()
    unittest.addModuleCleanup(daemon.close)
    daemon.create("far-guest", SOCKET)


class Questions(unittest.TestCase):
    words = {"picker": ("picker", "-c"), "screen": ("view", "--frontend=tui", "-c")}

    def start(self, what, **options):
        """An ssh server, and the program that goes through it; the key of the host is unknown."""
        sshd = Sshd(**options)
        self.addCleanup(sshd.close)
        self.sshd = sshd
        if not options:
            sshd.known_hosts.unlink()
        screen = Tmux(100, 30)
        self.addCleanup(screen.__exit__)
        guest = ("far-guest",) if what == "screen" else ()
        screen.run(ORIEL, *self.words[what], sshd.libvirt_uri(daemon.socket), *guest)
        return screen

    def check_there(self, screen, what):
        screen.wait_text("far-guest.* running" if what == "picker" else r"\d+x\d+.\d+x\d+")

    def test_trust(self):
        for what in self.words:
            with self.subTest(what=what):
                screen = self.start(what)
                screen.wait_text("Is this the right machine")
                screen.wait_text("SHA256:")
                screen.type("t")
                self.check_there(screen, what)
                self.assertIn("ssh-ed25519", self.sshd.known_hosts.read_text())

    def test_no_trust(self):
        screen = self.start("screen")
        screen.wait_text("Is this the right machine")
        screen.type("Escape")
        screen.wait_text("is not trusted")
        screen.wait_text("exit=1")
        self.assertFalse(self.sshd.known_hosts.exists())
        screen = self.start("picker")
        screen.wait_text("Is this the right machine")
        screen.type("Enter")
        screen.wait_text("ssh to localhost failed: its key")

    def test_passphrase(self):
        for what in self.words:
            with self.subTest(what=what):
                screen = self.start(what, passphrase=CANARY)
                screen.wait_text("[Pp]assword")
                screen.type("wrong", "Enter")
                screen.wait_text("That was refused")
                screen.type(CANARY)
                screen.wait_text(r"\*" * len(CANARY))
                self.assertNotIn(CANARY, screen.text())
                screen.type("Enter")
                self.check_there(screen, what)

    def test_no_passphrase(self):
        screen = self.start("picker", passphrase=CANARY)
        screen.wait_text("Password")
        screen.type("Escape")
        screen.wait_text("given no answer")
        screen.type("q")
        screen.wait_text("exit=0")


if __name__ == "__main__":
    tap.main()
