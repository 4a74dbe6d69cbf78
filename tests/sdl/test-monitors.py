#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Kiosks and full screen, of both toolkits, on monitors that come, go, move and change: the screens
of a guest follow them.

Environment: ORIEL_SDL, ORIEL_GTK, ORIEL_TEST_SPICE_SERVER, ORIEL_LIBEXEC_PATH.
"""

import contextlib
import pathlib
import sys

from Xlib import X

from cases import find_cases, run_cases
from monitors import HEIGHT, SMALL, WIDTH, Monitors, are_possible
from openbox import Openbox
from screen import Viewer, wait_for
from servers import serve_spice
from two_screens import GREEN, RED, divide

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "gtk"))
from program import Gtk  # noqa: E402


@contextlib.contextmanager
def on_monitors(start_viewer, managed, mode="--kiosk", count=1):
    """Gives the monitors, that many, and the viewer of a guest with two screens."""
    with contextlib.ExitStack() as stack:
        screen = stack.enter_context(contextlib.closing(Monitors()))
        for number in range(1, count):
            screen.plug(number)
        desktop = stack.enter_context(contextlib.closing(Openbox(screen))) if managed else screen
        server, uri = stack.enter_context(serve_spice())
        divide(server)
        yield screen, stack.enter_context(
            start_viewer(desktop, mode, "--auto-resize=never", uri))


def covers(viewer, colour, left, width=WIDTH, height=HEIGHT):
    """Whether a window of it has this colour, and is in this place."""
    for window in viewer.windows():
        with contextlib.suppress(Exception):  # it may be gone by now
            if window.shows(colour) and window.position() == (left, 0) and (
                    window.size() == (width, height)):
                return True
    return False


def is_on_first(window):
    """It covers that monitor, or is a window at its corner, as large as it was before."""
    width, height = window.size()
    return window.position() == (0, 0) and width <= WIDTH and height <= HEIGHT


def check_one(viewer):
    wait_for(lambda: covers(viewer, GREEN, 0) and len(viewer.windows()) == 1, "one is covered")


def check_both(viewer):
    wait_for(lambda: covers(viewer, GREEN, 0) and covers(viewer, RED, WIDTH), "both are covered")


def check_kiosk(start_viewer, managed):
    with on_monitors(start_viewer, managed) as (screen, viewer):
        for _ in range(2):
            check_one(viewer)
            screen.plug(1)
            check_both(viewer)
            screen.unplug(1)
        screen.plug(1)
        check_both(viewer)
        screen.place(0, "--right-of", 1)
        wait_for(lambda: covers(viewer, GREEN, WIDTH) and covers(viewer, RED, 0), "they changed")
        screen.unplug(1)
        check_one(viewer)
        screen.plug(0, "1024x768")
        wait_for(lambda: covers(viewer, GREEN, 0, 1024, 768), "it grows with its monitor")
        screen.plug(0, "640x480")
        wait_for(lambda: covers(viewer, GREEN, 0, 640, 480), "it shrinks with it")
        screen.plug(0, SMALL)
        screen.plug(1, SMALL)
        wait_for(lambda: covers(viewer, GREEN, 0, 400, 300) and
                 covers(viewer, RED, 400, 400, 300), "two are where one was")
        assert viewer.process.poll() is None


def check_full_screen(start_viewer, managed):
    """Nothing is closed: what loses its monitor is on one that is left, and goes back."""
    with on_monitors(start_viewer, managed, "--full-screen") as (screen, viewer):
        for _ in range(2):
            screen.plug(1)
            check_both(viewer)
            screen.unplug(1)
            wait_for(lambda: len(viewer.windows()) == 2 and all(
                map(is_on_first, viewer.windows())), lambda: "both are on the one that is left: " +
                     ", ".join(f"{window.position()}, {window.size()}"
                               for window in viewer.windows()))
        screen.plug(0, "640x480")
        wait_for(lambda: covers(viewer, RED, 0, 640, 480) or covers(viewer, GREEN, 0, 640, 480),
                 "they shrink with it")


def check_toggled(screen, viewer):
    """Both leave full screen by one key, and enter it again."""
    check_both(viewer)
    first = viewer.window_called("(1)")

    def is_released():
        first.window.set_input_focus(X.RevertToParent, X.CurrentTime)
        first.click(300, 300)
        screen.tap("Control_L", "Alt_L")
        return "(Press" not in first.title()

    wait_for(is_released, "the desktop has the keyboard")
    screen.tap("F11")
    wait_for(lambda: all(window.size() != (WIDTH, HEIGHT) for window in viewer.windows()),
             "they are windows")
    screen.tap("F11")
    check_both(viewer)


def test_sdl_toggled():
    with on_monitors(Viewer, False, "--full-screen", 2) as (screen, viewer):
        check_toggled(screen, viewer)


def test_gtk_toggled():
    """Without a window manager, who would do it. The window whose monitor goes is seen on another."""
    with on_monitors(Gtk, False, "--full-screen", 2) as (screen, viewer):
        check_toggled(screen, viewer)
        second = viewer.window_called("(2)")
        screen.unplug(1)
        wait_for(lambda: second.position() == (0, 0) and second.size() != (WIDTH, HEIGHT),
                 "it is a window on the other monitor")
        wait_for(lambda: second.shows(RED) and covers(viewer, GREEN, 0), "it is above the first")
        screen.plug(1)
        check_both(viewer)


def test_sdl():
    check_kiosk(Viewer, False)


def test_sdl_managed():
    check_kiosk(Viewer, True)


def test_gtk():
    check_kiosk(Gtk, False)


def test_gtk_managed():
    check_kiosk(Gtk, True)


def test_full_screen_sdl():
    check_full_screen(Viewer, False)


def test_full_screen_sdl_managed():
    check_full_screen(Viewer, True)


def test_full_screen_gtk_managed():
    check_full_screen(Gtk, True)


if not are_possible():
    print("1..0 # SKIP there is no Xorg with its dummy driver")
    sys.exit()
sys.exit(not run_cases(find_cases(globals(), sys.argv[1:]).items()))
