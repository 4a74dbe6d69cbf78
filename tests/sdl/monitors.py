# SPDX-License-Identifier: LGPL-2.1-or-later
"""An X server whose monitors come and go."""

import shutil
import subprocess

from xorg import HEIGHT, MODE, WIDTH, Xorg, is_possible  # noqa: F401

SMALL = "400x300"  # a mode that both can have
TIMINGS = "15 400 416 456 512 300 301 304 312".split()


def are_possible():
    return is_possible() and shutil.which("xrandr") is not None


class Monitors(Xorg):
    """Begins with one monitor, and may have two; they are counted from 0, the second is right of the
    first."""

    def __init__(self):
        super().__init__()
        self.xrandr("--addmode", "DUMMY1", MODE)
        self.xrandr("--newmode", SMALL, *TIMINGS)
        for name in ("DUMMY0", "DUMMY1"):
            self.xrandr("--addmode", name, SMALL)
        self.plug(1)
        self.xrandr("--query")  # the driver finds only now that something is connected
        self.unplug(1)

    def xrandr(self, *words):
        subprocess.run(["xrandr", "--display", self.name, *words], check=True,
                       stdout=subprocess.DEVNULL)

    def plug(self, number, mode=MODE):
        self.xrandr("--output", f"DUMMY{number}", "--mode", mode,
                    *(["--right-of", f"DUMMY{number - 1}"] if number > 0 else []))

    def place(self, number, where, other):
        """@where: from the other one, as xrandr has it."""
        self.xrandr("--output", f"DUMMY{number}", where, f"DUMMY{other}")

    def unplug(self, number):
        self.xrandr("--output", f"DUMMY{number}", "--off")
