#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the desktop is told while nobody looks at the window, on a bus of its own: what it gets is
what desktops get (https://specifications.freedesktop.org/notification-spec/).

Environment: ORIEL_GTK (the program), ORIEL_LIBEXEC_PATH.
"""

import os
import pathlib
import signal
import sys

from accessible import run_on_bus
from cases import find_cases, run_on_screen
from notifications import Notifications
from pattern import find_guest
from program import ACCENT, Gtk, focus
from screen import wait_for

DESKTOP = None


def in_use(screen, viewer):
    """The window, at which somebody looks."""
    window = viewer.window()
    wait_for(lambda: find_guest(window)[2] >= 480, "the guest is shown, to the pixel")
    focus(screen, window)
    window.move_pointer(300, 300)
    wait_for(lambda: "(Press" in window.title(), "it is in use")
    return window


def viewer_on_bus(screen, *arguments):
    return Gtk(screen, *arguments, environment={
        "DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"], "LANGUAGE": "C"})


def end_session(viewer):
    """Ends the process of the session, the only child there is."""
    pid = viewer.process.pid
    children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    os.kill(int(children[0]), signal.SIGKILL)


def test_lost_and_found(screen):
    with viewer_on_bus(screen, "test://") as viewer:
        window = in_use(screen, viewer)
        screen.focus_elsewhere()
        wait_for(lambda: "(Press" not in window.title(), "it knows that nobody looks")
        end_session(viewer)
        wait_for(lambda: DESKTOP.told, "it is told")
        assert DESKTOP.told[0][0] == "test pattern", "the guest is called as it was"
        assert "The session ended" in DESKTOP.told[0][1], DESKTOP.told
        assert DESKTOP.program == "Oriel", DESKTOP.program
        wait_for(lambda: window.find(ACCENT), "the end is shown")
        assert window.title() == "test pattern - Oriel", window.title()
        DESKTOP.wait_taken_back(screen, window)
        button = wait_for(lambda: window.find(ACCENT), "it can be connected again")
        screen.focus_elsewhere()
        window.click(*button)
        wait_for(lambda: DESKTOP.told[1:], "it is told again")
        assert DESKTOP.told[1][1] == "The guest is there again", DESKTOP.told


def test_seen(screen):
    """Whoever looks at the window is told nothing else."""
    DESKTOP.told.clear()
    with viewer_on_bus(screen, "test://") as viewer:
        window = in_use(screen, viewer)
        end_session(viewer)
        wait_for(lambda: window.find(ACCENT), "the end is shown")
        assert not DESKTOP.told, DESKTOP.told


if sys.argv[1:2] != ["on-bus"]:
    run_on_bus(__file__, *sys.argv[1:])
DESKTOP = Notifications()
run_on_screen(find_cases(globals(), sys.argv[2:]))
