#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A kiosk on a machine without a display server, where SDL drives the graphics card and reads the
keyboard by itself.

Environment: ORIEL_SDL, ORIEL_LIBEXEC_PATH, ORIEL_TEST_BARE_MACHINE (the first program of Linux).
"""

import os
import pathlib
import sys
import tempfile
import time
import unittest

sys.dont_write_bytecode = True
sys.path.insert(1, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import bare  # noqa: E402
import tap  # noqa: E402
from pattern import BARS, BLACK, RED  # noqa: E402
from waiting import wait_for  # noqa: E402

WIDTH, HEIGHT = 640, 480
BOOT_TIMEOUT = 400  # seconds: where all that is in the machine is computed, beside other tests
QNUM = {"a": 0x1E, "c": 0x2E, "z": 0x2C, "f2": 0x3C, "backslash": 0x2B, "delete": 0xD3,
        "backspace": 0x0E}


class Kiosk(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        reason = bare.find_reason()
        if reason is not None:
            raise unittest.SkipTest(reason)
        cls.directory = cls.enterClassContext(tempfile.TemporaryDirectory(prefix="oriel-"))
        cls.machine = bare.BareMachine(cls.directory, bare.KIOSK, os.environ["ORIEL_SDL"],
                                       os.environ["ORIEL_LIBEXEC_PATH"], "test://")
        cls.addClassCleanup(cls.machine.close)
        wait_for(lambda: cls.shows_bars() or not cls.machine.shares_files(),
                 lambda: f"the guest is shown; it says {cls.machine.said()}", BOOT_TIMEOUT)
        if not cls.machine.shares_files():
            raise unittest.SkipTest("QEMU may not share the files of this machine")

    @classmethod
    def row(cls, y):
        time.sleep(0.5)  # looking is dear, and the guest needs the processor
        width, height, pixels = cls.machine.picture()
        if (width, height) != (WIDTH, HEIGHT):
            return []
        line = pixels[3 * width * y:3 * width * (y + 1)]
        return [tuple(line[i:i + 3]) for i in range(0, len(line), 3)]

    @classmethod
    def shows_bars(cls):
        return cls.row(HEIGHT // 2) == [BARS[x * 8 // WIDTH] for x in range(WIDTH)]

    def check_heard(self, *names):
        """The guest gets these keys, which are pressed until it does, and is still shown."""
        wait_for(lambda: self.machine.tap(*names) or self.row(0)[QNUM[names[-1]]] == BLACK,
                 f"{names} arrive")
        wait_for(self.shows_bars, "the guest is still shown")
        self.assertNotIn("kiosk ended", self.machine.said())

    def test_keys(self):
        self.check_heard("a")

    def test_no_way_out(self):
        """What the kernel would do with these keys is the guest's business."""
        for names in (["ctrl", "alt", "f2"], ["ctrl", "alt", "delete"], ["ctrl", "c"],
                      ["ctrl", "z"], ["ctrl", "backslash"], ["ctrl", "alt", "backspace"]):
            with self.subTest(names):
                self.check_heard(*names)

    def test_pointer(self):
        """It goes as far as the mouse is pushed."""
        def click():
            self.machine.push_pointer(-2 * WIDTH, -2 * HEIGHT)
            self.machine.push_pointer(40, 60)
            self.machine.hold_button(True)
            self.machine.hold_button(False)
            return self.row(60)[40] == RED
        wait_for(click, "the button arrives where the pointer is")


if __name__ == "__main__":
    tap.main()
