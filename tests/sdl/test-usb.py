#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""USB of oriel-sdl: the test pattern tells in its title what it was given."""

import os
import sys
import tempfile
import unittest

from Xlib import X

from pattern import shows_bars
from screen import Screen, Viewer, wait_for

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import tap
import usb

CHOICE = (19, 22, 27)  # behind what can be chosen


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

    def test_filters(self):
        """What is there when the guest is seen, and what is plugged in later, by what it is."""
        machine = usb.Machine()
        self.addCleanup(machine.close)
        machine.plug(4, "Keyboard", 3, "KEYBOARD")
        machine.plug(5, "Stick", 8, "STICK")
        with Viewer(self.screen, "--spice-usbredir-redirect-on-connect=8,-1,-1,-1,1",
                    "--spice-usbredir-auto-redirect-filter=0x03,-1,-1,-1,0|-1,-1,-1,-1,1",
                    "test://?usb=2", environment=machine.environment()) as viewer:
            window = viewer.window()
            wait_for(lambda: "with STICK" in window.title(), "the guest gets what is there")
            machine.plug(6, "Mouse", 3, "MOUSE")
            machine.plug(7, "Camera", 14, "CAMERA")
            wait_for(lambda: "with CAMERA" in window.title(), "the guest gets what is plugged in")

    def open_menu(self, window):
        def is_open():
            self.screen.tap("Shift_L", "F10")
            return window.shows(CHOICE)
        wait_for(is_open, "the devices are listed")

    def show_menu(self, machine):
        """The window of a guest that takes devices, and has the keyboard."""
        viewer = self.enterContext(Viewer(
            self.screen, "--hotkeys=usb-devices=shift+f10", "test://?usb=2",
            environment=machine.environment()))
        window = viewer.window()
        window.window.set_input_focus(X.RevertToParent, X.CurrentTime)
        self.open_menu(window)
        return window

    def test_menu(self):
        """The device that is chosen goes to the guest, and comes back."""
        machine = usb.Machine()
        self.addCleanup(machine.close)
        machine.plug(4, "Keyboard", 3, "KEYBOARD")
        machine.plug(5, "Stick", 8, "STICK")
        window = self.show_menu(machine)
        self.screen.tap("Down")
        self.screen.tap("Return")
        wait_for(lambda: "with STICK" in window.title(), "the second device is with the guest")
        self.open_menu(window)
        self.screen.tap("Down")
        self.screen.tap("Return")
        wait_for(lambda: "without" in window.title(), "it is back")
        self.open_menu(window)
        self.screen.tap("Escape")
        wait_for(lambda: not window.shows(CHOICE), "the list is gone")

    def test_long_menu(self):
        """Every device is within reach in a low window, by keys and by the wheel."""
        machine = usb.Machine()
        self.addCleanup(machine.close)
        for number in range(1, 13):
            machine.plug(number, f"Stick {number}", 8, f"STICK{number}")
        window = self.show_menu(machine)
        for _ in range(11):
            self.screen.tap("Down")
        self.screen.tap("Return")
        wait_for(lambda: "with STICK12" in window.title(), "the last device is with the guest")
        self.open_menu(window)
        for _ in range(20):
            window.click(320, 240, button=5)
        for _ in range(3):
            window.click(320, 240, button=4)
        self.screen.tap("Return")
        wait_for(lambda: "with STICK9" in window.title(), "the fourth from the end, too")

    def test_menu_refused(self):
        """Why the guest does not get a device is told, and the window goes on."""
        machine = usb.Machine()
        self.addCleanup(machine.close)
        machine.plug(5, "Stick", 8, "STICK")
        (machine.root / "dev/bus/usb/001/005").unlink()
        window = self.show_menu(machine)
        self.screen.tap("Return")
        wait_for(lambda: shows_bars(window, 0, 640, 240) and not shows_bars(window, 0, 640, 40),
                 "it is told")
        self.assertNotIn("with STICK", window.title())

    def test_no_filter(self):
        with Viewer(self.screen, "--spice-usbredir-redirect-on-connect=mice", "test://") as viewer:
            self.assertEqual(viewer.exit_code(), 2)
            self.assertIn("redirect-on-connect: \"mice\" is no rule", viewer.process.stderr.read())


if __name__ == "__main__":
    tap.main()
