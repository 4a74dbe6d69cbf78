#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The menus of a console's window, as a screen reader learns of them: what is grey says why.

Environment: ORIEL_GTK (the program), ORIEL_LIBEXEC_PATH, ORIEL_TEST_SPICE_SERVER.
"""

import contextlib
import sys
import tempfile

from accessible import (do, has_focus, look_like, open_menu, open_submenu, run_each_on_bus,
                        seen_by_readers, wait_gone, wait_seen)
from cases import find_cases, run_on_screen
from pattern import find_guest
from program import Gtk
from screen import wait_for
from servers import serve_spice
from usb import Machine


def reader(screen, *arguments, environment={}):
    return Gtk(screen, *arguments, environment=seen_by_readers(screen) | environment)


def shown(viewer):
    wait_for(lambda: find_guest(viewer.window())[2] >= 480, "the guest is shown, to the pixel")


def test_no_guest(screen):
    with reader(screen, "test://?fail=connect"):
        do("Send Key")
        wait_seen("There is no guest", "menu item")
        do("Main Menu")
        wait_seen("Take Screenshot (there is no guest)", "menu item")
        do("Shared Folder", role="menu item")
        wait_seen("There is no guest", "menu item")


def test_focus(screen):
    """When a menu closes the view has the focus again: its key that opens menus works."""
    with reader(screen, "test://") as viewer:
        shown(viewer)
        open_menu(screen, viewer.window())
        screen.tap("e")
        wait_seen("The guest has one screen only")
        screen.tap("Escape")
        wait_gone("Screens")
        screen.tap("F10")
        wait_seen("Screens")


def test_keys_by_key(screen):
    """What can be sent can be sent without a pointer."""
    with serve_spice() as (server, uri), reader(screen, uri) as viewer:
        window = viewer.window_called("Oriel test server")
        wait_seen("Oriel test server", "image")
        open_submenu(screen, window, "Send Key", "y")
        wait_seen("Print", "menu item")
        screen.tap("Down")
        wait_for(lambda: has_focus("Ctrl+Alt+Delete"), "the first of them is chosen")
        screen.tap("Return")
        wait_for(lambda: server.says("key 0xd3 down"), "Delete is pressed")


def test_hotkeys(screen):
    """Those that are set are told beside what they do, and no other."""
    with reader(screen, "-H", "screenshot=ctrl+F5,zoom-in=right-alt+F6", "test://") as viewer:
        shown(viewer)
        do("Main Menu")
        wait_seen("Ctrl+F5", "label")
        assert not look_like(r"Ctrl\+[0-9,]|Shift\+F11|Alt\+F6")
    with reader(screen, "test://") as viewer:
        shown(viewer)
        do("Main Menu")
        for keys in ("Shift+F11", "Ctrl+0", "Ctrl+,"):
            wait_seen(keys, "label")


def test_usb(screen):
    """A name without end makes no menu that is wider than the screen."""
    with contextlib.closing(Machine()) as machine:
        machine.plug(5, "my_stick " + "long " * 20, 8, "stick")
        with reader(screen, "test://?usb=1", environment=machine.environment()) as viewer:
            shown(viewer)
            name = "my_stick " + "long " * 7 + "lon…"
            do("Main Menu")
            do("USB Devices", role="menu item")
            do(name, role="menu item")
            wait_for(lambda: "with stick" in viewer.window().title(), "the guest has it")
            do("Main Menu")
            do("USB Devices", role="menu item")
            wait_seen(f"{name}: with the guest", "menu item")


def test_folder_refused(screen):
    with reader(screen, "test://") as viewer:
        shown(viewer)
        do("Main Menu")
        wait_seen("Take Screenshot", "menu item")
        do("Shared Folder", role="menu item")
        wait_seen("This kind of console shares no folders", "menu item")


def test_view_only(screen):
    """It says why there are no keys, as soon as it is chosen."""
    with reader(screen, "--view-only", "test://") as viewer:
        shown(viewer)
        do("Send Key")
        wait_seen("The guest is only viewed", "menu item")


def test_details(screen):
    with reader(screen, "test://") as viewer:
        shown(viewer)
        do("Main Menu")
        do("Guest Details", role="menu item")
        wait_seen("640 × 480 pixels", "label")


def test_folder(screen):
    """It is let go of in the menu; that takes another session."""
    with serve_spice() as (_, uri), tempfile.TemporaryDirectory(prefix="oriel-folder-") as folder, \
            reader(screen, f"--shared-folder={folder}", uri) as viewer:
        viewer.window_called("Oriel test server")
        do("Main Menu")
        do("Shared Folder", role="menu item")
        wait_seen(f"Shared: {folder}", "menu item")
        do("Stop Sharing", role="menu item")
        wait_gone(f"Shared: {folder}")
        do("Main Menu")
        do("Shared Folder", role="menu item")
        wait_seen("Share a Folder…", "menu item")


if sys.argv[1:2] != ["on-bus"]:
    run_each_on_bus(__file__, find_cases(globals(), sys.argv[1:]))
run_on_screen(find_cases(globals(), sys.argv[2:]))
