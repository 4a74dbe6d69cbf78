#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Kiosks of both toolkits on monitors that come, go and change: the screens of a guest follow them.
SDL 2.26 learns on X11 of those that come only.

Environment: ORIEL_SDL, ORIEL_GTK, ORIEL_TEST_SPICE_SERVER, ORIEL_LIBEXEC_PATH.
"""

import contextlib
import pathlib
import sys

from cases import find_cases, run_cases
from monitors import HEIGHT, WIDTH, Monitors, are_possible
from openbox import Openbox
from screen import Viewer, wait_for
from servers import serve_spice
from two_screens import GREEN, RED, divide

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "gtk"))
from program import Gtk  # noqa: E402


@contextlib.contextmanager
def on_monitors(start_viewer, managed):
    """Gives the monitors, of which there is one, and the viewer of a guest with two screens."""
    with contextlib.ExitStack() as stack:
        screen = stack.enter_context(contextlib.closing(Monitors()))
        desktop = stack.enter_context(contextlib.closing(Openbox(screen))) if managed else screen
        server, uri = stack.enter_context(serve_spice())
        divide(server)
        yield screen, stack.enter_context(
            start_viewer(desktop, "--kiosk", "--auto-resize=never", uri))


def covers(viewer, colour, left, width=WIDTH, height=HEIGHT):
    """Whether a window of it has this colour, and is in this place."""
    for window in viewer.windows():
        with contextlib.suppress(Exception):  # it may be gone by now
            if window.shows(colour) and window.position() == (left, 0) and (
                    window.size() == (width, height)):
                return True
    return False


def check_one(viewer):
    wait_for(lambda: covers(viewer, GREEN, 0) and len(viewer.windows()) == 1, "one is covered")


def check_both(viewer):
    wait_for(lambda: covers(viewer, GREEN, 0) and covers(viewer, RED, WIDTH), "both are covered")


def check_comes(start_viewer, managed):
    with on_monitors(start_viewer, managed) as (screen, viewer):
        check_one(viewer)
        screen.plug(1)
        check_both(viewer)


def check_goes(managed):
    with on_monitors(Gtk, managed) as (screen, viewer):
        for _ in range(2):
            check_one(viewer)
            screen.plug(1)
            check_both(viewer)
            screen.unplug(1)
        check_one(viewer)
        screen.plug(0, "1024x768")
        wait_for(lambda: covers(viewer, GREEN, 0, 1024, 768), "it grows with its monitor")
        screen.plug(0, "640x480")
        wait_for(lambda: covers(viewer, GREEN, 0, 640, 480), "it shrinks with it")
        assert viewer.process.poll() is None


def test_sdl_comes():
    check_comes(Viewer, False)


def test_sdl_comes_managed():
    check_comes(Viewer, True)


def test_gtk():
    check_goes(False)


def test_gtk_managed():
    check_goes(True)


if not are_possible():
    print("1..0 # SKIP there is no Xorg with its dummy driver")
    sys.exit()
sys.exit(not run_cases(find_cases(globals(), sys.argv[1:]).items()))
