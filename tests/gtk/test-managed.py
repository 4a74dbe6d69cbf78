#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""oriel-gtk under a real window manager.

Environment: ORIEL_GTK, ORIEL_LIBEXEC_PATH.
"""

import sys

from Xlib import X, Xatom

import managed
from cases import find_cases, run_cases
from pattern import find_guest
from program import Gtk
from screen import wait_for


def test_put_back():
    managed.check_put_back(Gtk)


def test_late():
    managed.check_late(Gtk)


def asks_for_keyboard(screen, window):
    """Whether it has asked the manager to be before others."""
    while screen.connection.pending_events():
        event = screen.connection.next_event()
        if (event.type == X.ClientMessage and event.window.id == window.window.id and
                event.client_type == screen.atom("_NET_ACTIVE_WINDOW")):
            return True
    return False


def test_word_of_manager():
    """What the manager says counts, where the focus tells GTK nothing."""
    with managed.on_desktop(Gtk, "--kiosk") as (manager, _, window):
        wait_for(window.covers, "it covers the screen")
        screen = window.screen
        wait_for(lambda: not manager.gets_key("Alt_L", "d"), "the keyboard is the kiosk's")
        wait_for(lambda: window.covers() and window.is_active(), "it is in front")
        screen.root.change_attributes(event_mask=X.SubstructureNotifyMask)
        screen.root.change_property(screen.atom("_NET_ACTIVE_WINDOW"), Xatom.WINDOW, 32, [0])
        screen.connection.sync()
        wait_for(lambda: asks_for_keyboard(screen, window), "it asks for the keyboard")


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
