#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a screen reader learns of the view and of the windows, over AT-SPI, on buses of its own.

Environment: ORIEL_GTK (the program; without it the view alone is looked at)."""

import os
import sys

from accessible import (Atspi, check_names, look, run_each_on_bus, seen_by_readers, wait_seen,
                        wait_told)
from cases import find_cases, run_on_screen
from pattern import wait_for_pattern
from program import Gtk
from view import View
from Xlib import X


def find_view():
    return look("Screen of the guest")


def wait_described(part, what):
    def is_described():
        view = find_view()
        return view is not None and part in view.get_description()

    wait_told(is_described, what)


def test_view(screen):
    """Its role, its label, and its state in the description."""
    os.environ["DISPLAY"] = screen.name  # the bus of the screen reader is that of the display
    with View(screen, "640x480", "test://", environment={"GTK_A11Y": "atspi"}) as viewer:
        window = wait_for_pattern(viewer)
        role = wait_told(lambda: find_view().get_role(), "the view is in the tree")
        assert role == Atspi.Role.IMAGE, role
        wait_described("640 by 480 pixels", "its size is told")
        window.window.set_input_focus(X.RevertToParent, X.CurrentTime)
        window.move_pointer(300, 200)
        wait_described("ctrl+alt gives them back", "the way out is told")


def test_view_only(screen):
    os.environ["DISPLAY"] = screen.name
    with View(screen, "--view-only=true", "640x480", "test://",
              environment={"GTK_A11Y": "atspi"}):
        wait_described("640 by 480 pixels, view only", "its state is told")


def test_no_picture(screen):
    os.environ["DISPLAY"] = screen.name
    with View(screen, "640x480", "test://?secret=abc", environment={"GTK_A11Y": "atspi"}):
        wait_described("No picture yet", "its state is told")


def test_start(screen):
    if "ORIEL_GTK" not in os.environ:
        return "there is no application"
    with Gtk(screen, "--picker", environment=seen_by_readers(screen)):
        wait_seen("Add Connection…")
        check_names("Oriel")


def test_console(screen):
    if "ORIEL_GTK" not in os.environ:
        return "there is no application"
    with Gtk(screen, "test://", environment=seen_by_readers(screen)) as viewer:
        wait_seen("test pattern", "image")
        wait_seen("test pattern - Oriel", "frame")
        check_names(viewer.window().title())


if sys.argv[1:2] != ["on-bus"]:
    run_each_on_bus(__file__, find_cases(globals(), sys.argv[1:]))
run_on_screen(find_cases(globals(), sys.argv[2:]))
