#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Connection files, opened in a window: what their keys make of smartcards and of USB devices, as the
guest sees those. USB devices are disks, which a guest of QEMU boots from.

Environment: ORIEL_SDL, ORIEL_LIBEXEC_PATH, ORIEL_TEST_SPICE_SERVER, ORIEL_TEST_REAL_SPICE,
ORIEL_TEST_SMARTCARD (with what one needs), ORIEL_TEST_FAKE_USBFS (unless with a sanitizer).
"""

import contextlib
import os
import shutil
import sys
import unittest

from screen import wait_for
from vv import Files

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import smartcard
import tap
import usb

TEXT = (720, 400)  # the screen of a PC that has booted
GREY = (0xA8, 0xA8, 0xA8)


class Smartcards(Files):
    def setUp(self):
        super().setUp()
        if not os.environ["ORIEL_TEST_SMARTCARD"]:
            self.skipTest("libcacard or certutil is not there")
        self.card = smartcard.options(self.path.with_name("cards"))

    def view(self, server, *options, **keys):
        return super().view(*options, *self.card, type="spice", host="127.0.0.1",
                            port=server.ready[0], **keys)

    def test_smartcard(self):
        """It is in the reader, and goes, and comes back, by hotkeys of the file."""
        server = self.spice("--tcp", "--smartcard")

        with self.view(server, enable_smartcard=1, smartcard_insert="shift+f5",
                       smartcard_remove="shift+f6") as viewer:
            self.see(viewer).move_pointer(100, 100)
            wait_for(lambda: smartcard.count_inserted(server), "the guest has the card")
            wait_for(lambda: self.screen.tap("Shift_L", "F6") or server.says("smartcard removed"),
                     "it is taken out")
            before = smartcard.count_inserted(server)
            self.screen.tap("Shift_L", "F5")
            wait_for(lambda: smartcard.count_inserted(server) > before, "it is put in again")

    def test_no_smartcard(self):
        """What a file says counts. There is none when a key arrives, which comes after it."""
        server = self.spice("--tcp", "--smartcard")
        for keys in ({"enable_smartcard": 0}, {"disable_channels": "smartcard"}):
            server.lines.clear()
            with self.subTest(keys), self.view(server, "--spice-smartcard", **keys) as viewer:
                self.see(viewer).click(100, 100)
                wait_for(lambda: self.screen.tap("a") or server.says("key 0x1e up"),
                         "the guest hears a key")
            self.assertFalse(server.says("smartcard inserted"))


class UsbDevices(Files):
    def setUp(self):
        super().setUp()
        if not os.environ.get("ORIEL_TEST_FAKE_USBFS") or not shutil.which("qemu-system-x86_64"):
            self.skipTest("no QEMU, or a sanitizer allows no library to be loaded before it")
        self.machine = self.enterContext(contextlib.closing(usb.Computer()))
        self.server = self.serve("ORIEL_TEST_REAL_SPICE", "--usb", "2")
        self.told = []

    def view(self, *options, **keys):
        return super().view(
            *options, type="spice", unix_path=self.server.ready[0].removeprefix("spice+unix://"),
            environment=self.machine.environment(), **keys)

    def see(self, viewer):
        """The window, when it shows what the BIOS writes, or the disk if that came sooner."""
        window = viewer.window()
        wait_for(lambda: window.shows(self.machine.GREEN) or
                 (window.size() == TEXT and window.shows(GREY)), "the guest is shown")
        return window

    def hear(self, viewer, part):
        """The next line of the viewer with this in it; those before it are kept."""
        for line in viewer.process.stderr:
            self.told.append(line)
            if part in line:
                return
        self.fail(f"no {part} in {self.told}")

    def check_boot(self, window):
        self.server.tell("reset")
        wait_for(lambda: window.shows(self.machine.GREEN), "the guest boots from the disk")

    def test_present(self):
        """What is there when the guest is; unplugged, and plugged in again, by a hotkey. What a file
        says counts."""
        self.machine.plug_disk(4, "Disk")
        with self.view("--spice-disable-usbredir", enable_usbredir=1,
                       usb_redirect_on_connect="8,-1,-1,-1,1",
                       usb_device_reset="ctrl+f1") as viewer:
            window = self.see(viewer)
            self.hear(viewer, "The guest has got Disk")
            self.check_boot(window)
            window.move_pointer(100, 100)
            self.screen.tap("Control_L", "F1")
            self.hear(viewer, "The guest has got Disk")

    def check_plugged(self, device_class, **keys):
        """A disk is given to the guest, and a device of that class that comes before it is not."""
        with self.view(enable_usb_autoshare=1, **keys) as viewer:
            window = self.see(viewer)
            self.machine.plug(4, "Other", device_class, "OTHER")
            self.machine.plug_disk(5, "Disk")
            self.hear(viewer, "The guest has got Disk")
            self.check_boot(window)
        self.assertNotIn("Other", "".join(self.told))

    def test_plugged(self):
        """What is plugged in later, as far as the filter wants it."""
        self.check_plugged(7, usb_filter="8,0x0951,0x1666,-1,1|-1,-1,-1,-1,0")

    def test_plugged_anything(self):
        """Without a filter it is all but keyboards and mice."""
        self.check_plugged(3)

    def test_not_shared_later(self):
        """What a file says counts: of what is plugged in later the guest gets nothing. One that was
        there is unplugged for a moment, which takes longer than to give it another."""
        self.machine.plug_disk(4, "Disk")
        with self.view("--spice-usbredir-auto-redirect-filter=8,-1,-1,-1,1",
                       usb_redirect_on_connect="8,-1,-1,-1,1", enable_usb_autoshare=0,
                       usb_device_reset="ctrl+f1") as viewer:
            window = self.see(viewer)
            self.hear(viewer, "The guest has got Disk")
            self.machine.plug_disk(5, None)
            self.machine.name_device(5, "Stick")
            window.move_pointer(100, 100)
            self.screen.tap("Control_L", "F1")
            self.hear(viewer, "The guest has got Disk")
        self.assertNotIn("Stick", "".join(self.told))

    def test_disabled(self):
        """The guest's channels are left alone, and a hotkey says that there are none."""
        self.machine.plug_disk(4, "Disk")
        for keys in ({"enable_usbredir": 0}, {"disable_channels": "usbredir"}):
            with self.subTest(keys), self.view(usb_redirect_on_connect="8,-1,-1,-1,1",
                                               usb_device_reset="ctrl+f1", **keys) as viewer:
                window = self.see(viewer)
                window.move_pointer(100, 100)
                shown = window.image()
                wait_for(lambda: self.screen.tap("Control_L", "F1") or window.image() != shown,
                         "it is told")
                viewer.process.terminate()
                self.assertNotIn("Disk", viewer.process.stderr.read())


if __name__ == "__main__":
    tap.main()
