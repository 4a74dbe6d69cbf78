#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""oriel-gtk as a kiosk, on a private X server without a window manager.

Environment: ORIEL_GTK, ORIEL_LIBEXEC_PATH, ORIEL_TEST_SPICE_SERVER.
"""

import contextlib
import sys

from cases import find_cases, run_on_screen
from manager import Manager
from pattern import BARS, BLACK, QNUM_A, shows_bars
from program import ACCENT, Gtk
from screen import wait_for
from servers import serve_spice

PAGE_ROW = 100  # where a page has no text
QNUM_Z, QNUM_C, QNUM_B = 0x2C, 0x2E, 0x30


def wait_for_guest(window):
    wait_for(lambda: window.shows(BARS[1]), "the guest is there")


def wait_for_key(screen, window, key, qnum):
    """The guest hears keys. It is another in each session: the picture of the last may still be
    there."""
    wait_for(lambda: screen.tap(key) or window.pixel(qnum, 0) == BLACK, "the key arrived")


def test_no_way_out(screen):
    """Nothing that is pressed by accident leads out of it."""
    with Gtk(screen, "--kiosk", "test://?secret=abc") as viewer:
        window = viewer.window()
        wait_for(lambda: window.size() == screen.size(), "it covers the screen")
        wait_for(lambda: window.shows(ACCENT), "the password is asked for")
        for keys in (("Control_L", "Shift_L", "d"), ("Control_L", "Shift_L", "i"), ("F10",),
                     ("F11",), ("Control_L", "w"), ("Control_L", "q"), ("Escape",)):
            screen.tap(*keys)
            window.ask_to_close()
        screen.type("abc")
        screen.tap("Return")
        # What was pressed has been seen by now.
        wait_for_guest(window)
        assert window.size() == screen.size() and len(viewer.windows()) == 1
        wait_for(lambda: window.pixel(0, 0) == BARS[0], "nothing is around the guest")


def test_keys_are_taken(screen):
    """All of them, also while something is asked, and while the guest is gone."""
    with contextlib.closing(Manager(screen)) as manager:
        wait_for(lambda: manager.gets_key("Alt_L"), "the desktop has its keys")
        with Gtk(screen, "--kiosk", "test://?secret=abc") as viewer:
            window = viewer.window()
            wait_for(lambda: window.shows(ACCENT), "the password is asked for")
            wait_for(lambda: not manager.gets_key("Alt_L"), "the keyboard is the kiosk's")
            screen.type("abc")
            screen.tap("Return")
            wait_for_guest(window)
            assert not manager.gets_key("Alt_L") and not manager.gets_key("Alt_L")
            wait_for_key(screen, window, "a", QNUM_A)
            last = viewer.sessions()
            screen.tap("F6")  # crashes the session
            viewer.wait_other_session(last)
            assert not manager.gets_key("Alt_L")
            wait_for_guest(window)  # what was typed is known
            assert not manager.gets_key("Alt_L")


def test_comes_back(screen):
    with Gtk(screen, "--kiosk", "test://") as viewer:
        window = viewer.window()

        def wait_until_covered():
            wait_for(lambda: shows_bars(window, 0, 1280, 450), "the guest has the screen's size")

        wait_until_covered()
        wait_for_key(screen, window, "a", QNUM_A)
        for key, qnum in (("b", QNUM_B), ("c", QNUM_C), ("z", QNUM_Z)):
            last = viewer.sessions()
            screen.tap("F6")
            viewer.wait_other_session(last)
            wait_until_covered()
            wait_for_key(screen, window, key, qnum)


def test_last_picture_is_hidden(screen):
    """It does not even shine through while its server is gone."""
    with serve_spice() as (server, uri), Gtk(screen, "--kiosk", uri) as viewer:
        window = viewer.window()
        wait_for(lambda: len(set(window.row(PAGE_ROW))) > 100, "the guest is there")
        server.process.kill()
        wait_for(lambda: len(set(window.row(PAGE_ROW))) == 1, "the last picture is hidden")


run_on_screen(find_cases(globals(), sys.argv[1:]))
