#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A window whose guest does nothing wakes nobody."""

import idle
from screen import Screen, Viewer, wait_for
from wayland import Weston

MESSAGE_ROW = 40  # where the window tells what it has done


def shows_guest(window):
    """Whether the eight bars are there, with nothing over them."""
    row = window.row(MESSAGE_ROW)
    return len(set(row)) == len(set(row[::len(row) // 8])) == 8


class Idle(idle.Idle):
    """A viewer that has connected, shown its guest, and saved a picture of it in a thread."""

    def __init__(self, case):
        self.screen = Screen()
        self.weston = Weston(self.screen, 800, 600) if case == "wayland" else None
        presenter = "renderer" if case == "renderer" else "surface"
        self.viewer = Viewer(self.weston or self.screen, f"--presenter={presenter}",
                             "-H", "screenshot=F12", "test://",
                             environment={"ORIEL_SDL_PRESENTER": presenter})

    def prepare(self):
        window = self.viewer.window()
        wait_for(lambda: shows_guest(window), "the guest is shown")
        # Until the window has the keyboard nothing comes of a key.
        wait_for(lambda: self.screen.tap("F12") or not shows_guest(window),
                 "the window tells where the picture is")
        wait_for(lambda: shows_guest(window), "it has told that long enough")
        super().prepare()

    def close(self):
        self.viewer.__exit__(None, None, None)
        if self.weston:
            self.weston.close()
        self.screen.close()


idle.run(Idle, ("surface", "renderer", "wayland"))
