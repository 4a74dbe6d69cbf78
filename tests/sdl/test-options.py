#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Options of virt-viewer and remote-viewer that a server or the screen tells of.

Environment: ORIEL_SDL, ORIEL_LIBEXEC_PATH, ORIEL_TEST_SPICE_SERVER.
"""

import os
import sys
import unittest

from Xlib import X

from screen import Screen, Viewer, wait_for
from servers import Server

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import proxy
import tap

PICTURE = (640, 480)


class Options(unittest.TestCase):
    def setUp(self):
        self.screen = Screen()
        self.addCleanup(self.screen.close)
        self.server = Server("ORIEL_TEST_SPICE_SERVER", "--tcp", "--agent")
        self.addCleanup(self.server.close)
        self.uri = f"spice://127.0.0.1:{self.server.ready[0]}"

    def see(self, viewer):
        window = viewer.window()
        wait_for(lambda: window.size() == PICTURE and len(set(window.row(200))) > 8,
                 "the guest is shown")
        return window

    def grab(self, viewer):
        """The window, which has the keyboard."""
        window = self.see(viewer)
        window.move_pointer(100, 100)
        wait_for(lambda: "release" in window.title(), "the guest has the keyboard")
        return window

    def test_keymap(self):
        """A key that is none, one that becomes two, and one that stays."""
        with Viewer(self.screen, "--keymap=b=,1=Shift_L+F1", self.uri) as viewer:
            self.grab(viewer)
            self.screen.tap("b")
            self.screen.tap("1")
            self.screen.tap("a")
            wait_for(lambda: self.server.says("key 0x1e up"), "the guest hears the last key")
        keys = [line for line in self.server.lines if line.startswith("key ")]
        self.assertEqual(keys, ["key 0x2a down", "key 0x3b down", "key 0x3b up", "key 0x2a up",
                                "key 0x1e down", "key 0x1e up"])

    def test_effects(self):
        with Viewer(self.screen, "--spice-disable-effects=font-smooth", self.uri) as viewer:
            self.see(viewer)
            wait_for(lambda: self.server.says("agent display-config 2 "), "the agent hears it")

    def count_bytes(self, compression):
        """How many bytes a picture takes on its way."""
        between = proxy.Proxy()
        with Viewer(self.screen, f"--proxy=http://127.0.0.1:{between.port}",
                    f"--spice-preferred-compression={compression}", self.uri) as viewer:
            window = self.see(viewer)
            before = between.relayed
            self.server.tell("photo 0 0 640 480 1")
            self.server.tell("draw 0 0 64 64 12ab56")
            wait_for(lambda: window.pixel(30, 30) == (0x12, 0xAB, 0x56), "the picture is there")
            return between.relayed - before

    def test_compression(self):
        """Bare pixels are four bytes each."""
        self.assertGreater(self.count_bytes("off"), 4 * 640 * 480)
        self.assertLess(self.count_bytes("quic"), 2 * 640 * 480)

    def test_class(self):
        for option in ("--class=Kiosk", "--name=Kiosk"):
            with Viewer(self.screen, option, self.uri) as viewer:
                window = self.see(viewer)
                found = window.window.get_property(self.screen.atom("WM_CLASS"), X.AnyPropertyType,
                                                   0, 99)
                self.assertIn("Kiosk", found.value.decode().split("\0"))

    def test_display(self):
        with Viewer(self.screen, f"--display={self.screen.name}", self.uri,
                    environment={"DISPLAY": ":nowhere", "WAYLAND_DISPLAY": "nowhere"}) as viewer:
            self.see(viewer)

    def test_verbose(self):
        with Viewer(self.screen, "--verbose", self.uri) as viewer:
            self.see(viewer)
            self.assertEqual(viewer.process.stderr.readline(), f"oriel: connecting to {self.uri}\n")
            self.assertEqual(viewer.process.stderr.readline(), f"oriel: connected to {self.uri}\n")


if __name__ == "__main__":
    tap.main()
