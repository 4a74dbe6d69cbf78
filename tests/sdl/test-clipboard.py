#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Texts between the desktop of a private X server and the test pattern, which copies in upper case
whatever it is offered."""

import contextlib

from Xlib import X

from cases import find_cases, run_on_screen
from desktop import Desktop
from screen import Viewer, wait_for

SELECTIONS = ("CLIPBOARD", "PRIMARY")


def wait_for_text(desktop, selection, text):
    wait_for(lambda: desktop.paste(selection) == text, f"{selection} holds '{text}'")


def wait_for_focus(viewer):
    return wait_for(viewer.window, "the window is there")


def test_both_ways(screen, desktop):
    for selection in SELECTIONS:
        desktop.copy(selection, f"of {selection}, grün\n")
    with Viewer(screen, "test://") as viewer:
        wait_for_focus(viewer)
        for selection in SELECTIONS:
            wait_for_text(desktop, selection, f"OF {selection}, GRÜN\n")


def test_not_without_focus(screen, desktop):
    desktop.copy("CLIPBOARD", "first")
    with Viewer(screen, "test://") as viewer:
        window = wait_for_focus(viewer)
        wait_for_text(desktop, "CLIPBOARD", "FIRST")
        screen.focus_elsewhere()
        desktop.copy("CLIPBOARD", "a password")
        desktop.copy("PRIMARY", "another")
        window.resize(500, 400)
        wait_for(lambda: desktop.serve() or window.pixel(250, 5) != (0, 0, 0), "it is drawn")
        assert desktop.asked == 0
        window.window.set_input_focus(X.RevertToParent, X.CurrentTime)
        screen.connection.sync()
        wait_for_text(desktop, "CLIPBOARD", "A PASSWORD")
        wait_for_text(desktop, "PRIMARY", "ANOTHER")


def test_no_clipboard(screen, desktop):
    desktop.copy("CLIPBOARD", "kept")
    with Viewer(screen, "test://?clipboard=no") as viewer:
        window = wait_for_focus(viewer)
        wait_for(lambda: desktop.serve() or "test pattern" in window.title(), "the guest is there")
        assert desktop.paste("CLIPBOARD") is None and desktop.asked == 0


def with_desktop(case):
    def run(screen):
        with contextlib.closing(Desktop(screen)) as desktop:
            case(screen, desktop)
    return run


run_on_screen({name: with_desktop(case) for name, case in find_cases(globals()).items()})
