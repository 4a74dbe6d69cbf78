#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Kiosks of both toolkits under cage: the guest covers all, keys arrive, no way leads out, and a
server that dies is connected to again.

Environment: ORIEL_SDL, ORIEL_GTK, ORIEL_TEST_VNC_SERVER, ORIEL_LIBEXEC_PATH.
"""

import contextlib
import os
import pathlib
import sys
import tempfile

from cage import SIZE, CagedGtk, CagedSdl, find_reason
from cases import find_cases, run_cases
from kiosk import WAYS_OUT
from screen import Screen, wait_for
from servers import Server

GUEST = (0xFE, 0x40, 0xFE)  # a colour that no page has


class Guest:
    """A guest in one colour, that nobody but root has to be able to reach."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="oriel-cage-", dir="/tmp")
        os.chmod(self.folder.name, 0o755)
        self.path = pathlib.Path(self.folder.name, "socket")
        self.start()

    def start(self):
        self.path.unlink(missing_ok=True)
        self.server = Server("ORIEL_TEST_VNC_SERVER", "--unix", str(self.path), "--size", "1024x768")
        self.server.tell("draw 0 0 1024 768 " + bytes(GUEST).hex())
        wait_for(lambda: self.server.says("ok"), "it is drawn")
        self.path.chmod(0o777)

    def kill(self):
        self.server.process.kill()
        self.server.close()

    def close(self):
        self.server.close()
        self.folder.cleanup()


def check_guest(screen, guest, window):
    """It covers the output, and gets keys."""
    wait_for(lambda: window.pixel(0, 0) == window.pixel(SIZE[0] - 1, SIZE[1] - 1) == GUEST,
             "the guest covers everything")
    window.move_pointer(SIZE[0] // 2, SIZE[1] // 2)
    wait_for(lambda: screen.tap("a") or guest.server.says("key 30 "), "a key arrives")


def check_kiosk(start_viewer):
    with contextlib.closing(Screen(*SIZE)) as screen, \
            contextlib.closing(Guest()) as guest, \
            start_viewer(screen, "--kiosk", f"vnc+unix://{guest.path}") as viewer:
        window = viewer.window()
        check_guest(screen, guest, window)
        for keys in WAYS_OUT:
            if all(screen.keycode(key) for key in keys):
                screen.tap(*keys)
        for button in (1, 2, 3):
            window.click(SIZE[0] // 2, SIZE[1] - 1, button)
        guest.server.lines.clear()
        check_guest(screen, guest, window)
        guest.kill()
        wait_for(lambda: not window.shows(GUEST), "a page is shown")
        assert viewer.process.poll() is None
        guest.start()
        check_guest(screen, guest, window)


def test_sdl():
    check_kiosk(CagedSdl)


def test_gtk():
    check_kiosk(CagedGtk)


missing = find_reason(os.environ["ORIEL_SDL"], os.environ["ORIEL_GTK"])
if missing is not None:
    print("1..0 # SKIP", missing)
    sys.exit()
sys.exit(not run_cases(find_cases(globals(), sys.argv[1:]).items()))
