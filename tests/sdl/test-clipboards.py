#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The selections of two guests with agents and those of the desktop, while the keyboard goes from one
window to the next faster than they hear of each other: nothing is lost, and nothing taken away.

Environment: ORIEL_SDL, ORIEL_GTK (what shows the second guest; without it that is the first's),
ORIEL_TEST_SPICE_SERVER, ORIEL_LIBEXEC_PATH.
"""

import contextlib
import os
import pathlib
import sys

from Xlib import X

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "gtk"))
from cases import find_cases, run_on_screen  # noqa: E402
from desktop import Desktop  # noqa: E402
from program import Gtk  # noqa: E402
from screen import Viewer, wait_for  # noqa: E402
from servers import serve_spice  # noqa: E402

PROGRAMS = (Viewer, Gtk if "ORIEL_GTK" in os.environ else Viewer)
ROUNDS = 20


class Guest:
    """One of them, in its window, and its clipboard or primary selection."""

    def __init__(self, screen, server, viewer, selection):
        self.screen, self.server, self.window = screen, server, viewer.window()
        self.selection = selection.lower()
        wait_for(lambda: server.says("agent capabilities"), "the agent is there")

    def focus(self):
        self.window.window.set_input_focus(X.RevertToParent, X.CurrentTime)
        self.screen.connection.sync()

    def copies(self, text):
        self.server.tell(f"clipboard-text {self.selection} {text}")

    def pastes(self, text):
        """Whether that is what the guest is given, when it asks."""
        self.server.tell(f"clipboard-request {self.selection} text")
        return self.server.says(f"agent clipboard data {self.selection} text {len(text)} {text}")


@contextlib.contextmanager
def two_guests(screen, selection):
    with contextlib.ExitStack() as stack:
        desktop = stack.enter_context(contextlib.closing(Desktop(screen)))
        guests = []
        for program in PROGRAMS:
            server, uri = stack.enter_context(serve_spice("--agent", "--size", "320x200"))
            viewer = stack.enter_context(program(screen, uri))
            guests.append(Guest(screen, server, viewer, selection))
        yield desktop, *guests


def hurry(screen, *guests):
    for _ in range(ROUNDS):
        for guest in guests:
            guest.focus()
        screen.focus_elsewhere()


def wait_pasted(desktop, guest, text):
    guest.focus()
    wait_for(lambda: (desktop.serve(), guest.pastes(text))[1], f"the guest pastes {text}")


def check_of_desktop(screen, selection):
    with two_guests(screen, selection) as (desktop, first, second):
        hurry(screen, first, second)  # there is nothing to be pasted yet
        desktop.copy(selection, "kept")
        hurry(screen, first, second)
        for guest in (first, second):
            wait_pasted(desktop, guest, "kept")
        hurry(screen, first, second)
        for guest in (second, first):
            wait_pasted(desktop, guest, "kept")
        owner = desktop.connection.get_selection_owner(desktop.atom(selection))
        assert owner == desktop.window, "nobody has taken the selection"


def check_of_guest(screen, selection):
    """What was copied in the one is pasted in the other, and in other programs."""
    with two_guests(screen, selection) as (desktop, first, second):
        screen.focus_elsewhere()
        desktop.copy(selection, "before")
        wait_pasted(desktop, first, "before")
        for number, (source, sink) in enumerate([(first, second), (second, first)] * 3):
            text = f"text{number}"
            source.copies(text)
            wait_for(lambda t=text: desktop.paste(selection) == t, f"the desktop has {text}")
            hurry(screen, source, sink)
            wait_pasted(desktop, sink, text)
            assert desktop.paste(selection) == text, "it is still there"


def test_of_desktop(screen):
    check_of_desktop(screen, "CLIPBOARD")


def test_of_guest(screen):
    check_of_guest(screen, "CLIPBOARD")


def test_primary_of_desktop(screen):
    check_of_desktop(screen, "PRIMARY")


def test_primary_of_guest(screen):
    check_of_guest(screen, "PRIMARY")


run_on_screen(find_cases(globals(), sys.argv[1:]))
