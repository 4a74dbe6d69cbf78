#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""USB of oriel-sdl: the test pattern tells in its title which CD it was given."""

import os
import sys
import tempfile
import unittest

from screen import Screen, Viewer, wait_for

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import tap


class Usb(unittest.TestCase):
    def setUp(self):
        self.screen = Screen()
        self.file = tempfile.NamedTemporaryFile(prefix="oriel-cd-", suffix=".iso")
        self.file.write(bytes(16 * 2048 + 40) + b"HOLIDAYS".ljust(32) + bytes(2048))
        self.file.flush()

    def tearDown(self):
        self.screen.close()
        self.file.close()

    def test_share_cd(self):
        for option in ("--share-cd", "--spice-share-cd"):
            with Viewer(self.screen, option, self.file.name, "test://?usb=1") as viewer:
                window = viewer.window()
                wait_for(lambda: "with HOLIDAYS" in window.title(), "the guest reads the CD")

    def test_not_shared(self):
        """What cannot be shared is told, and the session goes on."""
        with Viewer(self.screen, "--share-cd", "/nonexistent.iso", "test://?usb=1") as viewer:
            window = viewer.window()
            wait_for(lambda: "test pattern" in window.title(), "the guest is seen")
            self.screen.tap("F2")
            wait_for(lambda: "test pattern 1" in window.title(), "the guest hears keys")


if __name__ == "__main__":
    tap.main()
