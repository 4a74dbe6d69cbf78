#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A real guest with a display for VNC and one for SPICE: which of them oriel-sdl opens, and how
another is chosen."""

import os
import sys
import unittest

from Xlib import X

from screen import Screen, Viewer, wait_for

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import tap
from fallback import WORDS, serve_half, wait_fallen
from libvirt import TWO_DISPLAYS, Daemon

CHOICE = (19, 22, 27)  # behind what can be chosen


class Displays(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = Daemon()
        cls.addClassCleanup(cls.daemon.close)
        cls.daemon.create("both", TWO_DISPLAYS)

    def setUp(self):
        self.screen = Screen()
        self.addCleanup(self.screen.close)

    def view(self, *words):
        viewer = Viewer(self.screen, *words)
        self.addCleanup(viewer.__exit__)
        return viewer

    def start(self, *words):
        window = self.view(*words, "-c", self.daemon.uri, "both").window()
        window.window.set_input_focus(X.RevertToParent, X.CurrentTime)
        return window

    def wait_connected(self, protocol):
        wait_for(lambda: self.daemon.protocols("both") == {protocol},
                 f"it is connected by {protocol}")

    def test_chosen(self):
        window = self.start("--hotkeys=connect-by=shift+f7", "--prefer=spice")
        self.wait_connected("spice")

        def is_open():
            self.screen.tap("Shift_L", "F7")
            return window.shows(CHOICE)
        wait_for(is_open, "the displays are listed")
        self.screen.tap("Down")
        self.screen.tap("Return")
        self.wait_connected("vnc")
        wait_for(lambda: not window.shows(CHOICE), "the guest is seen")

    def test_named(self):
        self.start("--protocol=spice")
        self.wait_connected("spice")

    def test_first_fails(self):
        with serve_half() as (daemon, uri):
            viewer = self.view("-c", uri, "half")
            wait_fallen(daemon)
            self.assertRegex(viewer.last_words(), f"(?m)^{WORDS}")


if __name__ == "__main__":
    tap.main()
