#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""oriel-gtk under a real window manager.

Environment: ORIEL_GTK, ORIEL_LIBEXEC_PATH.
"""

import sys

import managed
from cases import find_cases, run_cases
from pattern import find_guest
from program import Gtk
from screen import wait_for


def test_put_back():
    managed.check_put_back(Gtk)


def test_keys_of_manager():
    managed.check_keys_of_manager(Gtk)


def test_desktop_keys():
    managed.check_desktop_keys(Gtk)


def test_all_keys():
    managed.check_all_keys(Gtk)


def test_full_screen():
    """The guest has all of it, and the header bar comes when the pointer is at the very top."""
    with managed.on_desktop(Gtk, "--full-screen") as (_, _, window):
        wait_for(window.covers, "it covers the screen")
        width, height = window.size()
        wait_for(lambda: find_guest(window, width) == (0, 0, height),
                 "the guest has all of the screen")
        window.move_pointer(width // 2, height // 2)
        bar = window.pixel(width // 2, 10)
        window.move_pointer(width // 2, 0)
        wait_for(lambda: window.pixel(width // 2, 10) != bar, "the header bar is there")


sys.exit(not run_cases(find_cases(globals(), sys.argv[1:]).items()))
