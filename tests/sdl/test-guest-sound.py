#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The sound of a real guest in oriel-sdl, by each protocol.

The guest is a boot sector that beeps on the PC's speaker at 1000 Hz; SDL's disk driver writes down
what a device would play.
"""

import array
import os
import statistics
import subprocess
import sys
import tempfile
import unittest

from screen import Screen, Viewer, wait_for

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import tap

HERTZ = 1000
# Timer 2 counts 1193182 Hz down by 1193, square waves; bits 0 and 1 of port 0x61 let it be heard.
BEEP = bytes.fromhex("b0b6e643 b8a904 e642 88e0 e642 e461 0c03 e661 f4 ebfd")
BOOT_SECTOR = BEEP.ljust(510, b"\0") + b"\x55\xaa"


def heard(path):
    """The left channel, from the first sample that is not silence to the last."""
    samples = array.array("h")
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return samples
    samples.frombytes(data[:len(data) // 4 * 4])
    left = samples[0::2]
    loud = [i for i, sample in enumerate(left) if sample]
    return left[loud[0]:loud[-1]] if loud else array.array("h")


def frequency(samples, rate):
    """Of most periods: on a busy machine QEMU leaves out samples, and late ones are dropped."""
    rising = [i for i, (a, b) in enumerate(zip(samples, samples[1:])) if a <= 0 < b]
    return rate / statistics.median(b - a for a, b in zip(rising, rising[1:]))


class GuestSound(unittest.TestCase):
    def setUp(self):
        self.screen = Screen()
        self.folder = tempfile.TemporaryDirectory(prefix="oriel-sound-")

    def tearDown(self):
        self.screen.close()
        self.folder.cleanup()

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def beep(self, protocol, rate, *qemu):
        with open(self.path("disk"), "wb") as file:
            file.write(BOOT_SECTOR)
        played = self.path("played")
        guest = subprocess.Popen(
            ["qemu-system-x86_64", "-accel", "tcg", "-m", "16", "-display", "none",
             "-machine", "pcspk-audiodev=a", "-drive", f"file={self.path('disk')},format=raw",
             *qemu], stdout=subprocess.DEVNULL)
        try:
            wait_for(lambda: os.path.exists(self.path("socket")), "the guest has a console")
            with Viewer(self.screen, f"{protocol}+unix://{self.path('socket')}", environment={
                    "SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": played}):
                wait_for(lambda: len(heard(played)) > 2 * rate, "the guest beeps")
        finally:
            guest.kill()
            guest.wait()
        self.assertAlmostEqual(frequency(heard(played), rate), HERTZ, delta=HERTZ / 20)

    def test_vnc(self):
        self.beep("vnc", 44100, "-audiodev", "none,id=a",
                  "-vnc", f"unix:{self.path('socket')},audiodev=a")

    def test_spice(self):
        self.beep("spice", 48000, "-audiodev", "spice,id=a", "-spice",
                  f"unix=on,addr={self.path('socket')},disable-ticketing=on")


tap.main()
