# SPDX-License-Identifier: LGPL-2.1-or-later
"""A sway in a window of a private X server, so that X can see, type and touch. It has what weston has
not: shortcuts that a window may ask for, and fingers."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import tempfile

from cage import AS_NOBODY, NOBODY, SIZE
from pattern import BLACK, QNUM_A, shows_bars, wait_for_pixel
from screen import TIMEOUT, Window, wait_for
from Xlib import X

SOCKET = "wayland-1"  # the first that it tries

# A window has the size that it asks for, and is in the upper left corner.
CONFIG = """
for_window [app_id=".*"] floating enable, border none, move absolute position 0 0
xwayland disable
"""
SHORTCUT = """
bindsym Mod1+Tab exec touch $XDG_RUNTIME_DIR/shortcut
"""
QNUM_TAB = 0x0F


def find_reason():
    """Why there is nothing to be tried; None if there is."""
    return None if shutil.which("sway") else "there is no sway"


class Sway:
    def __init__(self, screen, config=""):
        self.screen = screen
        self.directory = tempfile.TemporaryDirectory(prefix="oriel-sway-", dir="/tmp")
        self.path = pathlib.Path(self.directory.name)
        (self.path / "config").write_text(CONFIG + config)
        if AS_NOBODY:  # it refuses to be root
            os.chown(self.path, NOBODY, NOBODY)
        environment = {name: value for name, value in os.environ.items()
                       if name not in ("SWAYSOCK", "WAYLAND_DISPLAY")}
        self.process = subprocess.Popen(
            [*AS_NOBODY, "sway", "--config", self.path / "config"],
            env=environment | {"DISPLAY": screen.name, "XDG_RUNTIME_DIR": str(self.path),
                               "WLR_BACKENDS": "x11", "WLR_RENDERER": "pixman"},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for((self.path / SOCKET).exists, "sway listens")

    def environment(self):
        """What a program needs to open its window here."""
        return {"XDG_RUNTIME_DIR": str(self.path), "WAYLAND_DISPLAY": SOCKET,
                "SDL_VIDEODRIVER": "wayland"}

    def find_window(self, _pid=None):
        """What it shows of any process, which has no name."""
        for child in self.screen.root.query_tree().children:
            window = Window(self.screen, child)
            if child.get_attributes().map_state == X.IsViewable and window.size() == SIZE:
                return window
        return None

    def got_shortcut(self):
        return (self.path / "shortcut").exists()

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(TIMEOUT)
        self.directory.cleanup()


def check_shortcuts(screen, start_viewer):
    """A key of the desktop's own is the guest's while it has the keyboard. start_viewer(sway) shows
    640x480 pixels of it. Yields cases."""
    reason = find_reason()
    with contextlib.ExitStack() as stack:
        if reason is None:
            sway = stack.enter_context(contextlib.closing(Sway(screen, SHORTCUT)))
            window = stack.enter_context(start_viewer(sway)).window()

        def inhibited():
            if reason is not None:
                return reason
            wait_for(lambda: shows_bars(window, 0, 640, 240), "the guest is shown")
            window.move_pointer(320, 200)
            wait_for(lambda: screen.tap("a") or window.pixel(QNUM_A, 0) == BLACK, "keys arrive")
            screen.tap("Alt_L", "Tab")
            wait_for_pixel(window, QNUM_TAB, 0, BLACK)
            assert not sway.got_shortcut()
            screen.tap("Control_L", "Alt_L")
            wait_for(lambda: screen.tap("Alt_L", "Tab") or sway.got_shortcut(),
                     "the desktop has its key again")

        yield inhibited
