#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Options of virt-viewer and remote-viewer that a server or the screen tells of.

Environment: ORIEL_SDL, ORIEL_LIBEXEC_PATH, ORIEL_TEST_SPICE_SERVER.
"""

import os
import pathlib
import struct
import sys
import tempfile
import threading
import unittest

from Xlib import X

from desktop import Desktop
from screen import Screen, Viewer, wait_for
from servers import Server

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import proxy
import tap

PICTURE = (640, 480)
DISPLAY_INIT = 101  # what a client says to a display, of its caches


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

    def test_kept(self):
        """The server hears how much of pictures is kept, in pixels of four bytes."""
        between = proxy.Proxy()
        self.addCleanup(between.close)
        with Viewer(self.screen, f"--proxy=http://127.0.0.1:{between.port}",
                    "--spice-cache-size=12345600", "--spice-glz-window-size=4321000",
                    self.uri) as viewer:
            self.see(viewer)
        begin = struct.pack("<HIBqBi", DISPLAY_INIT, 14, 1, 12345600 // 4, 1, 4321000 // 4)
        self.assertEqual(sum(begin in said for said in between.said), 1)

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

    def own_clipboard(self, text):
        """Another program has something to paste."""
        program = Desktop(self.screen)
        program.copy("CLIPBOARD", text)
        over = threading.Event()

        def serve():
            while not over.wait(0.01):
                program.serve()
            program.close()

        thread = threading.Thread(target=serve)
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(over.set)

    def typed(self):
        return [line for line in self.server.lines if line.startswith("key ")]

    def test_type_clipboard(self):
        """Every character arrives, in order, and nothing is held at the end."""
        self.own_clipboard("aB\n")
        with Viewer(self.screen, "--keyboard=us", self.uri) as viewer:
            window = self.see(viewer)
            window.click(100, 100)
            self.screen.tap("Control_L", "Alt_L")
            wait_for(lambda: "Press" not in window.title(), "the desktop has the keyboard")
            self.screen.tap("Control_L", "Shift_L", "v")
            wait_for(lambda: self.server.says("key 0x1c up"), "the last key arrives")
        keys = self.typed()
        begin = keys.index("key 0x1e down")
        self.assertEqual(keys[begin:], [
            "key 0x1e down", "key 0x1e up", "key 0x2a down", "key 0x30 down", "key 0x30 up",
            "key 0x2a up", "key 0x1c down", "key 0x1c up"])
        # What was held for the hotkey was let go before.
        held = {}
        for line in keys[:begin]:
            _, key, what = line.split()
            held[key] = what == "down"
        self.assertFalse(any(held.values()), keys)

    def test_typing_stops(self):
        self.own_clipboard("a" * 5000)
        with Viewer(self.screen, "--hotkeys=type-clipboard=f4", "--keyboard=us",
                    self.uri) as viewer:
            self.grab(viewer)
            self.screen.tap("F4")
            wait_for(lambda: len(self.typed()) > 10, "it types")
            self.screen.tap("Escape")
            self.screen.tap("z")
            wait_for(lambda: self.server.says("key 0x2c up"), "the keyboard is the person's again")
        keys = self.typed()
        self.assertLess(len(keys), 5000)
        self.assertEqual(keys.count("key 0x1e down"), keys.count("key 0x1e up"))
        self.assertFalse(any("0x01" in key for key in keys if key.endswith("down")), keys)

    def test_save(self):
        """What connected is kept under its name, and opens by it; it is among the recent ones."""
        with tempfile.TemporaryDirectory(prefix="oriel-save-") as home:
            environment = {"XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home}
            with Viewer(self.screen, "--save=mine", "--title=My guest", self.uri,
                        environment=environment) as viewer:
                self.see(viewer)
            folder = pathlib.Path(home) / "oriel"
            self.assertEqual((folder / "connections" / "mine").read_text(),
                             f"'--title=My guest' {self.uri}\n")
            self.assertEqual((folder / "recent").read_text(), f"{self.uri}\n")
            with Viewer(self.screen, "mine", environment=environment) as viewer:
                self.assertIn("My guest", self.see(viewer).title())

    def test_verbose(self):
        with Viewer(self.screen, "--verbose", self.uri) as viewer:
            self.see(viewer)
            self.assertEqual(viewer.process.stderr.readline(), f"oriel: connecting to {self.uri}\n")
            self.assertEqual(viewer.process.stderr.readline(), f"oriel: connected to {self.uri}\n")


if __name__ == "__main__":
    tap.main()
