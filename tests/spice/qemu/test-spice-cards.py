#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Guests with the graphics cards of QEMU: the picture of `oriel screenshot` is QEMU's own, pixel for
pixel.

Environment: ORIEL (the program), ORIEL_LIBEXEC_PATH.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
import tap  # noqa: E402
from pictures import read_png  # noqa: E402
from qemu_guest import Guest  # noqa: E402

ORIEL = os.environ["ORIEL"]
# Fills the screen with colours in VGA's mode of 320x200, then rests: the plane at 0xa0000 counts up.
BOOT = bytes.fromhex("b81300cd10 6800a007 31ff 30c0 b9 00fa aa fec0 e2fb f4 ebfd")
PATIENCE = 60  # seconds until both are the same


class Cards(unittest.TestCase):
    def look(self, card):
        directory = self.enterContext(tempfile.TemporaryDirectory(prefix="oriel-"))
        disk = pathlib.Path(directory) / "disk"
        disk.write_bytes(BOOT.ljust(510, b"\0") + b"\x55\xaa")
        guest = Guest(directory, "-m", "16", "-device", card, "-drive", f"format=raw,file={disk}")
        self.addCleanup(guest.close)
        deadline = time.monotonic() + PATIENCE
        while True:
            shot = subprocess.run([ORIEL, "screenshot", "-o", "-", guest.uri], timeout=PATIENCE,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
            shown, there = read_png(shot.stdout), guest.picture()
            if shown == there and len(set(there[2])) > 10:
                return
            self.assertLess(time.monotonic(), deadline, f"{shown[:2]} is not like {there[:2]}")

    def test_vga(self):
        self.look("VGA")

    def test_cirrus(self):
        self.look("cirrus-vga")

    def test_qxl(self):
        self.look("qxl-vga")

    def test_virtio(self):
        self.look("virtio-vga")


tap.main()
