# SPDX-License-Identifier: LGPL-2.1-or-later
"""A weston in windows of a private X server, so that X can see and type.

weston's headless backend has no seat, with which SDL 2.26 does not start.
"""

import os
import subprocess
import tempfile

from Xlib import X

from screen import TIMEOUT, wait_for

SOCKET = "wayland-test"


DESKTOP = """[shell]
panel-position=none
background-color=0xff404040
locking=false
animation=none
startup-animation=none
"""


class Weston:
    """A compositor: the kiosk shell, which makes windows as large as the output, or a desktop."""

    def __init__(self, screen, width, height, *arguments, desktop=False):
        self.screen = screen
        self.directory = tempfile.TemporaryDirectory(prefix="oriel-wayland-")
        path = self.directory.name
        with open(f"{path}/weston.ini", "w", encoding="ascii") as file:
            file.write(DESKTOP)
        self.process = subprocess.Popen(
            ["weston", "--backend=x11-backend.so", "--use-pixman", f"--config={path}/weston.ini",
             f"--shell={'desktop' if desktop else 'kiosk'}-shell.so",
             f"--width={width}", f"--height={height}", f"--socket={SOCKET}", "--idle-time=0",
             f"--log={path}/weston.log", *arguments],
            env=dict(os.environ, DISPLAY=screen.name, XDG_RUNTIME_DIR=path),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(lambda: os.path.exists(f"{path}/{SOCKET}"), "weston listens")

    def environment(self):
        """What a program needs to open its window here."""
        return {"XDG_RUNTIME_DIR": self.directory.name, "WAYLAND_DISPLAY": SOCKET,
                "SDL_VIDEODRIVER": "wayland"}

    def find_window(self, _pid=None):
        """The window on the X screen: what the compositor shows of any process."""
        return self.screen.find_window()

    def find_outputs(self):
        """The windows that are its monitors, by title, once none of them hides another."""
        outputs = sorted(self.screen.find_windows(), key=lambda window: window.title())
        left = 0
        for window in outputs:
            window.move(left, 0)
            left += window.size()[0]
        return outputs

    def enter(self, x, y):
        """Moves the pointer into the window. weston adds up motions, from wherever it believed the
        pointer to be when it started; only of a pointer that enters it learns the position."""
        window = self.find_window()
        self.screen.fake(X.MotionNotify, 0, *(side - 1 for side in self.screen.size()))
        window.move_pointer(x, y)

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(TIMEOUT)
        self.directory.cleanup()
