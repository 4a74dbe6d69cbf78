#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The screens of a guest, each in a window of its own, over SPICE.

Environment: ORIEL_GTK (the program), ORIEL_TEST_SPICE_SERVER, ORIEL_LIBEXEC_PATH.
"""

import contextlib
import functools
import sys

from cases import find_cases, run_on_screen
from program import Gtk, focus
from screen import wait_for
from servers import serve_spice
from two_screens import GREEN, RED, check_closed, divide, map_monitors
from wayland import Weston

def test_come_and_go(screen):
    with serve_spice() as (server, uri), Gtk(screen, "--auto-resize=never", uri) as viewer:
        first = viewer.window_called("Oriel test server - Oriel")
        divide(server)
        second = viewer.window_called("(2) - Oriel")
        wait_for(lambda: "(1) - Oriel" in first.title(), "the first is numbered")
        wait_for(lambda: first.shows(GREEN) and second.shows(RED), "each shows its screen")
        server.tell("resize 640 480")
        wait_for(lambda: len(viewer.windows()) == 1, "the second is gone")
        wait_for(lambda: "(1)" not in first.title(), "the first is the only one")
        divide(server)
        viewer.window_called("(2) - Oriel")
        first.ask_to_close()
        assert viewer.exit_code() == 0


def test_apart(screen):
    """Without a window manager, too, no screen hides another; where there is no room, each shows where
    it is."""
    def places():
        return [(*window.position(), *window.size()) for window in viewer.windows()]

    with serve_spice() as (server, uri), Gtk(screen, "--auto-resize=never", uri) as viewer:
        viewer.window_called("Oriel test server - Oriel")
        server.tell("heads 320x480+0+0 320x480+320+0")
        wait_for(lambda: len(viewer.windows()) == 2 and are_apart(*places()), "they are side by side")
        server.tell("resize 1280 960")
        server.tell("heads 320x480+0+0 320x480+320+0 1280x480+0+480")
        wait_for(lambda: len(viewer.windows()) == 3 and
                 len({place[:2] for place in places()}) == 3, "each has a place of its own")


def are_apart(one, other):
    return (one[0] + one[2] <= other[0] or other[0] + other[2] <= one[0] or
            one[1] + one[3] <= other[1] or other[1] + other[3] <= one[1])


def test_input(screen):
    """What is done in a window is done to its screen."""
    with serve_spice("--agent", "--agent-mouse") as (server, uri), \
            Gtk(screen, "--auto-resize=never", uri) as viewer:
        viewer.window_called("Oriel test server")
        divide(server)
        second = viewer.window_called("(2) - Oriel")
        wait_for(lambda: second.shows(RED), "the second screen is shown")
        second.move(640, 0)
        focus(screen, second)
        wait_for(lambda: second.click(300, 300) or
                 any(line.startswith("position") and line.endswith("display 1")
                     for line in server.lines), "the pointer is on the second screen")
        wait_for(lambda: screen.tap("a") or server.says("key 0x1e down"), "the key arrives")


def test_closed(screen):
    check_closed(functools.partial(Gtk, screen))


def test_full_screen(screen):
    """Each screen goes to the monitor that the person has set."""
    with contextlib.closing(Weston(screen, 400, 300, "--output-count=2", desktop=True)) as weston:
        left, right = wait_for(lambda: (found := weston.find_outputs())[1:] and found,
                               "there are two monitors")
        with serve_spice() as (server, uri):
            divide(server)
            with Mapped(weston, "--full-screen", "--auto-resize=never", uri):
                wait_for(lambda: left.shows(RED) and right.shows(GREEN) and
                         not left.shows(GREEN) and not right.shows(RED), "they are exchanged")


class Mapped(Gtk):
    def command(self):
        map_monitors(self.home.name, "1:2;2:1")  # it is there before it looks
        return super().command()


run_on_screen(find_cases(globals(), sys.argv[1:]))
