#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A window of oriel-gtk whose guest does nothing wakes nobody, and so draws no frame.

Environment: ORIEL_GTK, ORIEL_TEST_SPICE_SERVER, ORIEL_LIBEXEC_PATH.
"""

import contextlib

import idle
from program import Gtk
from screen import Screen, wait_for
from servers import serve_spice
from wayland import Weston

GREEN = (0, 255, 0)


class Idle(idle.Idle):
    """A viewer of a guest of SPICE; its case is "RENDERER on SYSTEM"."""

    def __init__(self, case):
        self.stack = contextlib.ExitStack()
        renderer, _, system = case.split()
        desktop = self.stack.enter_context(contextlib.closing(Screen()))
        if system == "wayland":
            desktop = self.stack.enter_context(contextlib.closing(Weston(desktop, 800, 700)))
        self.server, uri = self.stack.enter_context(serve_spice())
        self.viewer = self.stack.enter_context(
            Gtk(desktop, uri, environment={"GSK_RENDERER": renderer}))

    def prepare(self):
        window = self.viewer.window()
        self.server.tell("draw 0 0 640 480 00ff00")
        wait_for(lambda: window.shows(GREEN), "the guest is shown")
        super().prepare()

    def close(self):
        self.stack.close()


idle.run(Idle, ("cairo on x11", "gl on x11", "cairo on wayland", "gl on wayland"))
