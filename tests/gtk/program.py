# SPDX-License-Identifier: LGPL-2.1-or-later
"""oriel-gtk as a process, on a private X server or in a weston."""

import os

from screen import Viewer
from Xlib import X

ACCENT = (0x35, 0x84, 0xE4)  # of the button that is suggested, in a window that has the focus


class Gtk(Viewer):
    def __init__(self, screen, *arguments, pass_fds=(), environment={}):
        super().__init__(screen, *arguments, pass_fds=pass_fds, environment={
            "GDK_BACKEND": "wayland" if "WAYLAND_DISPLAY" in screen.environment() else "x11",
            "GTK_A11Y": "none", "GSK_RENDERER": "cairo", "ADW_DISABLE_PORTAL": "1",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:"} | environment)

    def command(self):
        return [os.environ["ORIEL_GTK"]]


def focus(screen, window):
    window.window.set_input_focus(X.RevertToParent, X.CurrentTime)
    screen.connection.sync()
