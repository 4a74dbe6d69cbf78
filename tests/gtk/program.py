# SPDX-License-Identifier: LGPL-2.1-or-later
"""oriel-gtk as a process, on a private X server or in a weston."""

import contextlib
import os
import pathlib

from screen import Viewer, wait_for
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


class Home:
    """The settings of a program, which are there before it looks."""

    def __init__(self, viewer, files):
        self.viewer, self.files = viewer, files

    def folder(self):
        return pathlib.Path(self.viewer.home.name) / "oriel"

    def fill(self):
        self.folder().mkdir()
        for name, text in self.files.items():
            (self.folder() / name).write_text(text)

    def read(self, name):
        with contextlib.suppress(FileNotFoundError):
            return (self.folder() / name).read_text()
        return ""


def focus(screen, window):
    """There is no window manager to do it."""
    window.window.set_input_focus(X.RevertToParent, X.CurrentTime)
    screen.connection.sync()


def other_window(viewer, window):
    """A window of the program that is not that one."""
    def search():
        for other in viewer.screen.find_windows():
            if other.pid() == viewer.process.pid and other.window.id != window.window.id:
                return other
        return None
    return wait_for(search, "another window is there")


def type_text(screen, text):
    """With a US keyboard."""
    shifted = {":": "semicolon", "+": "equal", "?": "slash", "_": "minus"}
    plain = {"/": "slash", "=": "equal", ".": "period", "-": "minus"}
    for character in text:
        if character in shifted or character.isupper():
            screen.tap("Shift_L", shifted.get(character, character.lower()))
        else:
            screen.tap(plain.get(character, character))
