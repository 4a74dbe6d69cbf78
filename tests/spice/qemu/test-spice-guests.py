#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Whole guests over SPICE, on QEMU's graphics cards with drivers of their own: memtest86+, and Linux
with its console on the card. What `oriel-sdl` and `oriel screenshot` show is what QEMU has, pixel
for pixel; keys and the pointer arrive; modes change, and guests begin anew, without a flash.

Environment: ORIEL, ORIEL_SDL, ORIEL_LIBEXEC_PATH, ORIEL_TEST_LINUX_GUEST (the first program of Linux),
ORIEL_TEST_SMARTCARD (empty where there can be none).
"""

import array
import contextlib
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[2]
sys.path[1:1] = [str(TESTS / "support"), str(TESTS / "sdl")]
import smartcard  # noqa: E402
import tap  # noqa: E402
from initrd import find_linux, unpack_kernel, with_modules  # noqa: E402
from pictures import read_png  # noqa: E402
from qemu_guest import Guest  # noqa: E402
from screen import Screen, Viewer, wait_for  # noqa: E402

MEMTEST = pathlib.Path("/boot/memtest86+x64.bin")
DRIVERS = {"qxl-vga": ["qxl"], "virtio-vga": ["virtio_pci", "virtio_gpu"]}
TABLET = ["virtio_pci", "virtio_input", "evdev"]
GREEN = 0x00FF00
BACKGROUND = 0x16181D  # of the window, beside the guest
TITLE = 0xA80000  # in memtest86+ the plus, and nothing else
TITLE_ROWS = 16  # which never change
BOOT_TIMEOUT = 180  # seconds: where all that is in the machine is computed, beside other tests


def colours(window):
    """All that are in it."""
    return {pixel & 0xFFFFFF for pixel in array.array("I", window.image())}


def is_dull(colour):
    """Black, grey, or blue, or between those: what BIOS and consoles have."""
    red, green, blue = colour >> 16, colour >> 8 & 255, colour & 255
    return red == green <= blue or colour == BACKGROUND


def shown(window, rows=None):
    """Size and pixels of a window, as Guest.picture() has them."""
    width, height = window.size()
    image = window.image()[:4 * width * (rows or height)]
    pixels = bytearray(len(image) // 4 * 3)
    pixels[0::3], pixels[1::3], pixels[2::3] = image[2::4], image[1::4], image[0::4]
    return width, height, bytes(pixels)


class Guests(unittest.TestCase):
    def setUp(self):
        self.directory = pathlib.Path(self.enterContext(
            tempfile.TemporaryDirectory(prefix="oriel-")))
        self.screen = self.enterContext(contextlib.closing(Screen()))

    def start(self, *options, viewer_options=()):
        self.guest = self.enterContext(contextlib.closing(Guest(self.directory, *options)))
        viewer = self.enterContext(
            Viewer(self.screen, "--auto-resize=never", *viewer_options, self.guest.uri))
        self.window = viewer.window()
        self.window.window.set_input_focus(0, 0)

    def check_same(self, rows=None):
        """The window has what the guest has, or so much of it."""
        def same():
            width, height, pixels = self.guest.picture()
            return shown(self.window, rows) == (width, height, pixels[:3 * width * (rows or height)])
        wait_for(same, "the window shows what the guest does")

    def check_screenshot(self, rows=None):
        """The command has it too; it takes the place of the window at the server."""
        path = self.directory / "shot.png"
        subprocess.run([os.environ["ORIEL"], "screenshot", "-o", path, self.guest.uri],
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
        width, height, pixels = read_png(path.read_bytes())
        there = self.guest.picture()
        size = 3 * width * (rows or height)
        self.assertEqual((width, height, pixels[:size]), (*there[:2], there[2][:size]))

    def wait_dull(self, condition, what):
        """Meanwhile nothing colourful is seen."""
        def look():
            self.assertEqual([f"{colour:06x}" for colour in colours(self.window)
                              if not is_dull(colour)], [])
            time.sleep(0.1)  # looking is dear, and the guest needs the processor
            return condition()
        wait_for(look, what, BOOT_TIMEOUT)

    def memtest(self, card):
        if not MEMTEST.exists():
            self.skipTest("memtest86+ is not there")
        self.start("-m", "64", "-device", card, "-kernel", str(MEMTEST))
        wait_for(lambda: TITLE in colours(self.window), "memtest86+ shows its title")
        self.check_same(TITLE_ROWS)
        self.screen.tap("F1")
        self.check_same()  # its menu stands still
        self.screen.tap("Escape")
        self.check_screenshot(TITLE_ROWS)

    def test_memtest_qxl(self):
        self.memtest("qxl-vga")

    def test_memtest_virtio(self):
        self.memtest("virtio-vga")

    def boot_linux(self, card, modules=(), devices=(), viewer_options=()):
        """It shows its console."""
        found = find_linux(*TABLET, *sum(DRIVERS.values(), []))
        if found is None:
            self.skipTest("no kernel of linux-image-amd64 is there")
        kernel, there = found
        initrd = self.directory / "initrd"
        vmlinux = self.directory / "vmlinux"
        vmlinux.write_bytes(unpack_kernel(kernel))
        program = pathlib.Path(os.environ["ORIEL_TEST_LINUX_GUEST"]).read_bytes()
        initrd.write_bytes(with_modules(
            program, [*DRIVERS[card], *TABLET, *modules], there))
        self.serial = self.directory / "serial"
        self.start("-m", "256", "-device", card, "-device", "virtio-tablet-pci", "-serial",
                   f"file:{self.serial}", "-kernel", str(vmlinux), "-initrd", str(initrd),
                   "-append", "console=ttyS0 quiet panic=-1", *devices,
                   viewer_options=viewer_options)
        self.wait_said("ready")

    def said(self, line):
        """How often the guest did so, from the beginning of a whole line."""
        text = self.serial.read_text(errors="replace") if self.serial.exists() else ""
        return sum(word.startswith(line) for word in text.split("\n")[:-1])

    def wait_said(self, line, times=1):
        wait_for(lambda: self.said(line) >= times, lambda: self.tell(f"the guest says {line}"),
                 BOOT_TIMEOUT)

    def tell(self, what):
        return f"{what}; it has said: {self.serial.read_text(errors='replace')}"

    def linux(self, card, name):
        self.boot_linux(card)
        self.assertTrue(self.said(f"ready {name}"), self.serial.read_text())
        self.check_same()

        self.screen.type("tango")
        self.wait_said("key o")
        self.check_same()

        width, height = self.window.size()
        self.window.click(width // 4, height // 2)
        self.wait_said("click")
        place = self.serial.read_text().rpartition("click ")[2].split()[:2]
        self.assertAlmostEqual(int(place[0]), 32768 // 4, delta=64)
        self.assertAlmostEqual(int(place[1]), 32768 // 2, delta=64)

        self.screen.tap("m")
        wait_for(lambda: self.window.size() == (800, 600) and colours(self.window) == {GREEN},
                 "another mode is shown")
        self.screen.tap("m")
        self.wait_said("ready", 2)
        wait_for(lambda: GREEN not in colours(self.window), "the console is shown again")
        self.check_same()

        self.screen.tap("r")
        self.wait_said("reboot")
        self.wait_dull(lambda: self.said("ready") >= 3, lambda: self.tell("it has begun anew"))
        self.check_same()
        self.check_screenshot()

    def test_linux_qxl(self):
        self.linux("qxl-vga", "qxldrmfb")

    def test_linux_virtio(self):
        self.linux("virtio-vga", "virtio_gpudrmfb")

    def test_smartcard(self):
        """It is in the reader of the guest, goes, and comes back."""
        if not os.environ["ORIEL_TEST_SMARTCARD"]:
            self.skipTest("libcacard or certutil is not there")
        self.boot_linux("virtio-vga", modules=["xhci_pci"], devices=(
            "-device", "qemu-xhci", "-device", "usb-ccid",
            "-chardev", "spicevmc,name=smartcard,id=card",
            "-device", "ccid-card-passthru,chardev=card"), viewer_options=(
                "--spice-smartcard", *smartcard.options(self.directory / "database"),
                "--hotkeys=smartcard-remove=shift+f9,smartcard-insert=shift+f8"))

        def look(line):
            self.screen.tap("c")
            return self.said(line)

        wait_for(lambda: look("card 3b"), "the guest sees the card")
        self.wait_said("selected 610d")
        self.screen.tap("Shift_L", "F9")
        wait_for(lambda: look("card absent"), "it sees that the card is taken out")
        seen = self.said("card 3b")
        self.screen.tap("Shift_L", "F8")
        wait_for(lambda: look("card 3b") > seen, "it sees the card again")


tap.main()
