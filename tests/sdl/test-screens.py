#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The screens of a guest, each in a window of its own, over SPICE.

Environment: ORIEL_SDL, ORIEL_TEST_SPICE_SERVER, ORIEL_LIBEXEC_PATH.
"""

import contextlib
import functools
import sys
import time

from Xlib import X

from cases import find_cases, run_on_screen
from pattern import wait_for_title
from screen import Viewer, wait_for
from servers import serve_spice
from two_screens import GREEN, RED, check_closed, divide, map_monitors
from wayland import Weston


STORM = 50  # sizes of a window that somebody drags
REST = 0.1  # seconds; after more it may seem, on a busy machine, that the person has come to rest


def wishes(server):
    """What the guest was told of its screens, one line a time."""
    return [line for line in list(server.lines) if line.startswith("agent monitors-config")]


def focus(screen, window):
    window.window.set_input_focus(X.RevertToParent, X.CurrentTime)
    screen.connection.sync()


def lay_out(first, second):
    """Side by side: there is no window manager that would do so."""
    first.move(0, 0)
    second.move(640, 0)


def test_come_and_go(screen):
    with serve_spice() as (server, uri), Viewer(screen, "--auto-resize=never", uri) as viewer:
        first = viewer.window_called("Oriel test server - Oriel")
        divide(server)
        second = viewer.window_called("(2) - Oriel")
        wait_for_title(first, "(1) - Oriel")
        lay_out(first, second)
        wait_for(lambda: first.shows(GREEN) and second.shows(RED), "each shows its screen")
        server.tell("resize 640 480")
        wait_for(lambda: len(viewer.windows()) == 1, "the second is gone")
        wait_for_title(first, "(1)", present=False)
        divide(server)
        viewer.window_called("(2) - Oriel")
        first.ask_to_close()
        assert viewer.exit_code() == 0


def test_input(screen):
    """What is done in a window is done to its screen, and keys are let go when it loses them."""
    with serve_spice("--agent", "--agent-mouse") as (server, uri), \
            Viewer(screen, "--auto-resize=never", uri) as viewer:
        first = viewer.window_called("Oriel test server")
        divide(server)
        second = viewer.window_called("(2) - Oriel")
        wait_for(lambda: second.shows(RED), "the second screen is shown")
        lay_out(first, second)
        focus(screen, second)
        wait_for(lambda: second.click(300, 300) or
                 any(line.startswith("position") and line.endswith("display 1")
                     for line in list(server.lines)), "the pointer is on the second screen")
        wait_for_title(second, "(Press")
        screen.press("a")
        wait_for(lambda: server.says("key 0x1e down"), "the key arrives")
        focus(screen, first)
        wait_for(lambda: server.says("key 0x1e up"), "it is let go")
        screen.release("a")
        first.click(200, 200)
        wait_for_title(first, "(Press")
        wait_for_title(second, "(Press", present=False)
        screen.tap("b")
        wait_for(lambda: server.says("key 0x30 up"), "keys are typed in the first")


def test_resized_in_haste(screen):
    """The guest is told of few sizes of each screen, and of the last ones in the end."""
    with serve_spice("--agent") as (server, uri), Viewer(screen, uri) as viewer:
        first = viewer.window_called("Oriel test server")
        divide(server)
        second = viewer.window_called("(2) - Oriel")
        wait_for(lambda: second.shows(RED), "the second screen is shown")
        lay_out(first, second)
        server.tell("allow-resize no")
        rests = 0
        for step in range(STORM):
            for window, size in ((first, 500 + step), (second, 560 - step)):
                began = time.monotonic()
                window.resize(size, 480)
                wait_for(lambda w=window, x=size - 1: w.pixel(x, 240) in (GREEN, RED),
                         "the window has followed")
                rests += time.monotonic() - began > REST
        last = f"{499 + STORM}x480", f"{561 - STORM}x480"
        wait_for(lambda: (told := wishes(server)) and all(size in told[-1] for size in last),
                 lambda: f"the guest is told of {last}, not {wishes(server)[-1:]}")
        assert len(wishes(server)) <= 2 + 2 * rests, wishes(server)


def test_closed(screen):
    check_closed(functools.partial(Viewer, screen))


class Mapped(Viewer):
    def command(self):
        map_monitors(self.home.name, "1:2;2:1")  # it is there before it looks
        return super().command()


@contextlib.contextmanager
def two_monitors(screen):
    with contextlib.closing(Weston(screen, 400, 300, "--output-count=2", desktop=True)) as weston:
        yield weston, wait_for(lambda: (found := weston.find_outputs())[1:] and found,
                               "there are two monitors")


def test_full_screen(screen):
    """Each screen goes to the monitor that the person has set."""
    with two_monitors(screen) as (weston, (left, right)), serve_spice() as (server, uri):
        divide(server)
        with Mapped(weston, "--full-screen", "--auto-resize=never", uri):
            wait_for(lambda: left.shows(RED) and right.shows(GREEN), "they are exchanged")
            assert not left.shows(GREEN) and not right.shows(RED)


def test_kiosk(screen):
    """All monitors are covered, again after the guest was away."""
    with two_monitors(screen) as (weston, (left, right)), serve_spice() as (server, uri):
        divide(server)
        with Viewer(weston, "--kiosk", "--auto-resize=never", uri):
            wait_for(lambda: left.shows(GREEN) and right.shows(RED), "each has its monitor")
            server.tell("resize 640 480")
            wait_for(lambda: not right.shows(RED), "the second screen is gone")
            divide(server)
            wait_for(lambda: left.shows(GREEN) and right.shows(RED), "it is back")


def test_one_monitor(screen):
    """What has no monitor is not seen in a kiosk."""
    with serve_spice() as (server, uri), \
            Viewer(screen, "--kiosk", "--auto-resize=never", uri) as viewer:
        divide(server)
        window = viewer.window()
        wait_for(lambda: window.shows(GREEN) and window.size() == screen.size(), "it is covered")
        assert len(viewer.windows()) == 1


run_on_screen(find_cases(globals(), sys.argv[1:]))
