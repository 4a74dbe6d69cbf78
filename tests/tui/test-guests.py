#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Real guests of QEMU in the terminal, by VNC and by SPICE: their text screens are text.

memtest86+ is the guest: it writes its screen, and F1 opens its menu.
"""

import os
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import tap  # noqa: E402
from tmux import Tmux, wait_for  # noqa: E402

TUI = os.environ["ORIEL_TUI"]
MEMTEST = "/boot/memtest86+x64.bin"
QEMU = "/usr/bin/qemu-system-x86_64"


class Case:
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="oriel-tui-")
        self.addCleanup(self.folder.cleanup)
        self.socket = os.path.join(self.folder.name, "socket")
        self.guest = subprocess.Popen(
            [QEMU, "-accel", "tcg", "-m", "64", "-kernel", MEMTEST, "-serial", "none", "-monitor",
             "none", "-name", "memory", *self.options()], stdin=subprocess.DEVNULL)
        self.addCleanup(self.end)
        wait_for(lambda: os.path.exists(self.socket), "the guest is there")

    def end(self):
        self.guest.kill()
        self.guest.wait()

    def start(self, *words):
        screen = Tmux(100, 30)
        self.addCleanup(screen.__exit__)
        screen.run(TUI, "--keyboard=us", *words, f"{self.protocol}+unix://{self.socket}")
        return screen

    def test_text_and_keys(self):
        screen = self.start()
        screen.wait_text(r"Memtest86\+ v\d")
        screen.wait_text(r"720x400.80x25 .*text ")
        screen.wait_text("<F1> to configure")
        screen.type("F1")
        screen.wait_text("Test selection")
        screen.type("C-]")
        screen.wait_text("Menu")
        screen.type("q")
        screen.wait_text("exit=0")

    def test_copy(self):
        screen = self.start()
        screen.tmux("set-option", "-s", "set-clipboard", "on")
        screen.wait_text(r"Memtest86\+ v\d")
        screen.type("C-]")
        screen.wait_text("Menu")
        screen.type("y")
        screen.wait_text("Copied")
        copied = wait_for(lambda: screen.tmux("show-buffer", check=False), "there is a buffer")
        self.assertTrue(re.search(r"Memtest86\+ v\d", copied))

    def test_find(self):
        """Words that are beyond the edge of a small terminal are found, and shown."""
        screen = self.start()
        screen.wait_text(r"Memtest86\+ v\d")
        screen.resize(40, 10)
        screen.wait_text(r"text .*menu")
        self.assertNotIn("<ESC>", screen.text())
        screen.type("C-]")
        screen.wait_text(r"/  find words")
        screen.type("/")
        screen.wait_text("type what to look for")
        screen.tmux("send-keys", "-l", "<esc>")
        screen.wait_text("1 of 1")
        screen.wait_text("<ESC> Exit")
        screen.tmux("send-keys", "-l", "<nowhere>")
        screen.wait_text("not there")
        screen.type("Escape")
        screen.wait_text(r"text .*menu")
        screen.type("C-]", "q")
        screen.wait_text("exit=0")

    def test_guest_that_ends(self):
        screen = self.start()
        screen.wait_text(r"Memtest86\+ v\d")
        self.end()
        screen.wait_text("The session ended")
        screen.type("q")
        screen.wait_text(r"exit=[1-9]")


class Vnc(Case, unittest.TestCase):
    protocol = "vnc"

    def options(self):
        return ["-vnc", f"unix:{self.socket}"]


class Spice(Case, unittest.TestCase):
    protocol = "spice"

    def options(self):
        return ["-spice", f"unix=on,addr={self.socket},disable-ticketing=on"]


if __name__ == "__main__":
    tap.main()
