#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The clipboards of two guests with agents and that of the desktop, while the keyboard goes from one
window to the next faster than they hear of each other: nothing is lost, and nothing taken away.

Environment: ORIEL_SDL, ORIEL_TEST_SPICE_SERVER, ORIEL_LIBEXEC_PATH.
"""

import contextlib
import sys

from Xlib import X

from cases import find_cases, run_on_screen
from desktop import Desktop
from screen import Viewer, wait_for
from servers import serve_spice

ROUNDS = 20


class Guest:
    """One of them, in its window."""

    def __init__(self, screen, server, viewer):
        self.screen, self.server, self.window = screen, server, viewer.window()
        wait_for(lambda: server.says("agent capabilities"), "the agent is there")

    def focus(self):
        self.window.window.set_input_focus(X.RevertToParent, X.CurrentTime)
        self.screen.connection.sync()

    def copies(self, text):
        self.server.tell(f"clipboard-text clipboard {text}")

    def pastes(self, text):
        """Whether that is what the guest is given, when it asks."""
        self.server.tell("clipboard-request clipboard text")
        return self.server.says(f"agent clipboard data clipboard text {len(text)} {text}")


@contextlib.contextmanager
def two_guests(screen):
    with contextlib.ExitStack() as stack:
        desktop = stack.enter_context(contextlib.closing(Desktop(screen)))
        guests = []
        for _ in range(2):
            server, uri = stack.enter_context(serve_spice("--agent", "--size", "320x200"))
            guests.append(Guest(screen, server, stack.enter_context(Viewer(screen, uri))))
        yield desktop, *guests


def hurry(screen, *guests):
    for _ in range(ROUNDS):
        for guest in guests:
            guest.focus()
        screen.focus_elsewhere()


def wait_pasted(desktop, guest, text):
    guest.focus()
    wait_for(lambda: (desktop.serve(), guest.pastes(text))[1], f"the guest pastes {text}")


def test_of_desktop(screen):
    with two_guests(screen) as (desktop, first, second):
        hurry(screen, first, second)  # there is nothing to be pasted yet
        desktop.copy("CLIPBOARD", "kept")
        hurry(screen, first, second)
        for guest in (first, second):
            wait_pasted(desktop, guest, "kept")
        hurry(screen, first, second)
        for guest in (second, first):
            wait_pasted(desktop, guest, "kept")
        owner = desktop.connection.get_selection_owner(desktop.atom("CLIPBOARD"))
        assert owner == desktop.window, "nobody has taken the selection"


def test_of_guest(screen):
    """What was copied in the one is pasted in the other, and in other programs."""
    with two_guests(screen) as (desktop, first, second):
        screen.focus_elsewhere()
        desktop.copy("CLIPBOARD", "before")
        wait_pasted(desktop, first, "before")
        for number, (source, sink) in enumerate([(first, second), (second, first)] * 3):
            text = f"text{number}"
            source.copies(text)
            wait_for(lambda t=text: desktop.paste("CLIPBOARD") == t, f"the desktop has {text}")
            hurry(screen, source, sink)
            wait_pasted(desktop, sink, text)
            assert desktop.paste("CLIPBOARD") == text, "it is still there"


run_on_screen(find_cases(globals(), sys.argv[1:]))
