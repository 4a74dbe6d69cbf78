#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The preferences of oriel-gtk, through what a screen reader sees of them, and what they do.

Environment: ORIEL_GTK (the program), ORIEL_LIBEXEC_PATH.
"""

import sys

from accessible import click, do, run_each_on_bus, seen_by_readers, wait_gone, wait_seen
from cases import find_cases, run_on_screen
from pattern import BLACK, QNUM_A, find_guest
from program import Gtk, Home, focus, other_window, type_text
from screen import wait_for


FAR = "qemu+unix:///session?socket=/nowhere"  # nobody answers there


class Program(Gtk):
    """With settings that are there before it looks."""

    def __init__(self, screen, *arguments, **files):
        self.config = Home(self, {name + ".conf": text for name, text in files.items()})
        super().__init__(screen, *arguments, environment=seen_by_readers(screen) | {
            "XDG_STATE_HOME": "/nonexistent"})

    def command(self):
        self.config.fill()
        return super().command()


def open_preferences(viewer):
    window = viewer.window()
    focus(viewer.screen, window)
    viewer.screen.tap("Control_L", "comma")
    dialog = other_window(viewer, window)
    focus(viewer.screen, dialog)
    wait_seen("Preferences", "frame")
    return dialog


def keep(viewer, text, name="view.conf"):
    wait_for(lambda: text in viewer.config.read(name), f"{name} says {text}")


def drop(viewer, text, name="view.conf"):
    wait_for(lambda: text not in viewer.config.read(name), f"{name} does not say {text}")


def test_switches(screen):
    """Each is kept where all frontends look, and what is at its default is not written."""
    names = {"View Only": "view-only=true", "Reconnect": "reconnect=true",
             "Clipboard": "clipboard=false", "USB Devices": "share-usb=true"}
    with Program(screen, "--picker", "-c", "test:///default",
                 view="# mine\n[view]\n") as viewer:
        open_preferences(viewer)
        for name, line in names.items():
            do(name, "toggle", "check box")
            keep(viewer, line)
        do("View Only", "toggle", "check box")
        drop(viewer, "view-only")
        do("Take the Keyboard", "toggle", "check box")
        keep(viewer, "grab-keyboard=false", "gtk.conf")
        assert "# mine" in viewer.config.read("view.conf")


def test_combinations(screen):
    """What is wrong is told while it is typed."""
    with Program(screen, "--picker", "-c", "test:///default") as viewer:
        dialog = open_preferences(viewer)
        do("Keys", role="page tab")
        click(dialog, "Keys to send", "label", frame="Preferences")
        type_text(screen, "ctrl+zz")
        wait_seen("Hotkey send:ctrl+zz: 'zz' is not a key, or more than 6", "label")
        for _ in range(2):
            screen.tap("BackSpace")
        type_text(screen, "F2")
        screen.tap("Return")
        keep(viewer, "send-keys=ctrl+F2;")
        do("Remove ctrl+F2")
        wait_gone("Remove ctrl+F2")
        drop(viewer, "send-keys")


def test_hosts(screen):
    """The list behind the window follows."""
    with Program(screen, picker="[picker]\nhosts=test:///default;\n") as viewer:
        wait_seen("test, Running")
        dialog = open_preferences(viewer)
        do("Hosts", role="page tab")
        wait_seen("Remove test:///default")
        click(dialog, "Address", "label", frame="Preferences")
        type_text(screen, "vnc://h")
        wait_seen("That is a console, not a host")
        for _ in range(7):
            screen.tap("BackSpace")
        type_text(screen, FAR)
        screen.tap("Return")
        keep(viewer, f"test:///default;{FAR};", "picker.conf")
        wait_seen("Try Again")
        do("Remove test:///default")
        wait_gone("test, Running")
        keep(viewer, f"hosts={FAR};", "picker.conf")


def test_console(screen):
    """A combination reaches the guest by its hotkey, although that has the keyboard, and is in the
    menu; settings hold for the window."""
    with Program(screen, "test://", view="[view]\nsend-keys=a=F9;ctrl+F3;\nzoom=50\n") as viewer:
        window = viewer.window()
        wait_for(lambda: find_guest(window, 320)[2] >= 240, "the guest has half its size")
        focus(screen, window)
        do("Send Key")
        wait_seen("Ctrl+F3", "menu item")
        wait_seen("a", "menu item")
        screen.tap("Escape")


def test_hotkey(screen):
    with Program(screen, "test://", view="[view]\nsend-keys=a=F9;\n") as viewer:
        window = viewer.window()
        wait_for(lambda: find_guest(window)[2] >= 480, "the guest is shown, to the pixel")
        left, top, _ = find_guest(window)
        focus(screen, window)
        wait_for(lambda: screen.tap("F9") or window.pixel(left + QNUM_A, top) == BLACK,
                 "the key arrived")


if sys.argv[1:2] != ["on-bus"]:
    run_each_on_bus(__file__, find_cases(globals(), sys.argv[1:]))
run_on_screen(find_cases(globals(), sys.argv[2:]))
