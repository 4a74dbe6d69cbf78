#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What fingers on a touch screen, and wheel and buttons, do in the view of liboriel-gtk-1, as a VNC server
hears of it: test-touch.py SYSTEM [CASE]..., where the system is x11 or wayland.

Environment: ORIEL_TEST_VNC_SERVER, ORIEL_LIBEXEC_PATH.
"""

import contextlib
import sys

from cases import find_cases, run_cases
from pattern import RED, wait_for_pixel
from program import focus
from screen import wait_for
from servers import Server
from sway import Sway
from touch import BEGIN, END, UPDATE, Touchscreen, are_possible
from view import View

LEFT, RIGHT, UP, DOWN, BACK, FORTH, SIDE = 1, 4, 8, 16, 32, 64, 128  # as RFB has them
WIDTH, HEIGHT = 640, 480


@contextlib.contextmanager
def show_guest(screen, *options, size=(WIDTH, HEIGHT)):
    """A window that shows a guest, and the guest's server."""
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(contextlib.closing(Server("ORIEL_TEST_VNC_SERVER")))
        desktop = screen if system == "x11" else stack.enter_context(contextlib.closing(
            Sway(screen)))
        viewer = stack.enter_context(View(desktop, *options, f"{size[0]}x{size[1]}",
                                          f"vnc://127.0.0.1:{server.ready[0]}",
                                          environment={"GDK_BACKEND": system,
                                                       "GSK_RENDERER": "cairo"}))
        window = viewer.window()
        server.tell("draw 0 0 64 64 FF0000")
        wait_for_pixel(window, 5, 5, RED)
        yield window, server


def hear(server):
    """What buttons did, and where: (x, y, those that are down)..."""
    events = [tuple(map(int, line.split()[1:])) for line in list(server.lines)
              if line.startswith("pointer ")]
    return [event for before, event in zip([(0, 0, 0)] + events, events) if event[2] != before[2]]


def expect(server, *events):
    wait_for(lambda: hear(server) == list(events),
             lambda: f"{list(events)} arrived; it was {server.lines}")


def tap(screen, x, y, finger=1):
    screen.touch((finger, BEGIN, x, y), (finger, END, x, y))


def test_tap(screen):
    with show_guest(screen) as (window, server):
        tap(screen, 100, 50)
        expect(server, (100, 50, LEFT), (100, 50, 0))


def test_double_tap(screen):
    """The second one misses; the guest sees a double click all the same."""
    with show_guest(screen) as (window, server):
        screen.touch((1, BEGIN, 100, 50), (1, END, 100, 50), (2, BEGIN, 110, 60), (2, END, 110, 60))
        expect(server, *[(100, 50, LEFT), (100, 50, 0)] * 2)


def test_drag(screen):
    with show_guest(screen) as (window, server):
        screen.touch((1, BEGIN, 100, 50), (1, UPDATE, 200, 60))
        wait_for(lambda: "pointer 200 60 1" in server.lines, "it is dragged")
        screen.touch((1, UPDATE, 300, 90), (1, END, 300, 90))
        expect(server, (100, 50, LEFT), (300, 90, 0))


def test_hold(screen):
    with show_guest(screen) as (window, server):
        screen.touch((1, BEGIN, 100, 50))
        expect(server, (100, 50, RIGHT), (100, 50, 0))
        screen.touch((1, UPDATE, 200, 60), (1, END, 200, 60))
        tap(screen, 300, 70)
        expect(server, (100, 50, RIGHT), (100, 50, 0), (300, 70, LEFT), (300, 70, 0))


def test_two_tapped(screen):
    with show_guest(screen) as (window, server):
        screen.touch((1, BEGIN, 100, 50), (2, BEGIN, 200, 50), (1, END, 100, 50), (2, END, 200, 50))
        expect(server, (100, 50, RIGHT), (100, 50, 0))


def move_two(dx, dy):
    """Two fingers that go this far, in steps."""
    yield (1, BEGIN, 200, 200)
    yield (2, BEGIN, 300, 200)
    for step in range(1, 11):
        for finger, x in ((1, 200), (2, 300)):
            yield (finger, UPDATE, x + dx * step / 10, 200 + dy * step / 10)
    yield (1, END, 200 + dx, 200 + dy)
    yield (2, END, 300 + dx, 200 + dy)


def test_scroll(screen):
    with show_guest(screen) as (window, server):
        screen.touch(*move_two(0, -90))
        expect(server, *[(250, 200, DOWN), (250, 200, 0)] * 2)
        screen.touch(*move_two(0, 90))
        expect(server, *[(250, 200, DOWN), (250, 200, 0)] * 2,
               *[(250, 200, UP), (250, 200, 0)] * 2)


def test_pan(screen):
    """A picture that is larger than the window; what is below a finger is what is clicked."""
    with show_guest(screen, "--scaling=fixed", size=(400, 400)) as (window, server):
        tap(screen, 350, 50)
        screen.touch(*move_two(-120, -30))
        tap(screen, 10, 350)
        expect(server, (350, 50, LEFT), (350, 50, 0), (130, 380, LEFT), (130, 380, 0))


def pinch(screen, begin, end):
    """Two fingers around (320, 240), that far from it."""
    screen.touch((1, BEGIN, 320 - begin, 240), (2, BEGIN, 320 + begin, 240), *[
        (finger, UPDATE, 320 + (begin + (end - begin) * step / 10) * side, 240)
        for step in range(1, 11) for finger, side in ((1, -1), (2, 1))],
        (1, END, 320 - end, 240), (2, END, 320 + end, 240))


def test_pinch(screen):
    """What is between the fingers stays there; a picture that fits again is as it was before."""
    with show_guest(screen) as (window, server):
        pinch(screen, 40, 200)
        wait_for(lambda: window.pixel(5, 5) != RED, "it is larger")
        tap(screen, 320, 240)
        tap(screen, 520, 240)
        wait_for(lambda: len(hear(server)) == 4, "both taps arrived")
        (x, y, _), (far, _, _) = hear(server)[::2]
        assert abs(x - 320) <= 1 and abs(y - 240) <= 1 and 350 < far < 420, server.lines
        pinch(screen, 200, 20)
        wait_for(lambda: window.pixel(5, 5) == RED, "it fits")
        tap(screen, 630, 470)
        wait_for(lambda: hear(server)[4:] == [(630, 470, LEFT), (630, 470, 0)],
                 "it is as it was")


def test_scrolled(screen):
    """What the window around it takes for itself is no hold, and what comes then is whole."""
    with show_guest(screen, "--scroll", "--scaling=fixed", size=(400, 400)) as (window, server):
        screen.touch((1, BEGIN, 300, 200), (1, UPDATE, 280, 200), (1, UPDATE, 240, 200))
        wait_for(lambda: window.pixel(5, 5) != RED, "it scrolls")
        screen.touch((1, END, 240, 200))
        screen.touch((2, BEGIN, 100, 50))
        wait_for(lambda: len(hear(server)) > 1, "the guest was clicked")
        screen.touch((2, END, 100, 50))
        assert [event[1:] for event in hear(server)] == [(50, RIGHT), (50, 0)], server.lines


def test_wheel(screen):
    """Up and down, to the left and to the right."""
    with show_guest(screen) as (window, server):
        for button in (4, 5, 5, 6, 7, 7):
            window.click(100, 50, button)
        expect(server, *((100, 50, state) for button in (UP, DOWN, DOWN, BACK, FORTH, FORTH)
                         for state in (button, 0)))


def test_side_button(screen):
    with show_guest(screen) as (window, server):
        window.click(100, 50, 8)
        expect(server, (100, 50, SIDE), (100, 50, 0))


def test_focus_loss_releases(screen):
    with show_guest(screen) as (window, server):
        focus(screen, window)
        screen.touch((1, BEGIN, 100, 50), (1, UPDATE, 200, 60))
        wait_for(lambda: "pointer 200 60 1" in server.lines, "it is dragged")
        screen.focus_elsewhere()
        expect(server, (100, 50, LEFT), (200, 60, 0))
        screen.touch((1, UPDATE, 300, 90), (1, END, 300, 90))
        tap(screen, 10, 20)
        expect(server, (100, 50, LEFT), (200, 60, 0), (10, 20, LEFT), (10, 20, 0))


def test_motions(screen):
    """A guest that takes them."""
    with show_guest(screen) as (window, server):
        server.tell("pointer-mode relative")
        wait_for(lambda: screen.touch((1, BEGIN, 100, 50), (1, UPDATE, 130, 60), (1, END, 130, 60))
                 or "motion 30 10 0" in server.lines, "the pointer was pushed")
        tap(screen, 300, 300)
        wait_for(lambda: "motion 0 0 1" in server.lines and "motion 0 0 0" in server.lines,
                 "the guest was clicked")
        assert "captured=True" not in window.title()


def main():
    if not are_possible():
        print("1..0 # SKIP there is no Xorg, or no driver of its for tests of input")
        return 0
    with contextlib.closing(Touchscreen()) as screen:
        return not run_cases(find_cases(globals(), chosen).items(), screen)


system, *chosen = sys.argv[1:]
sys.exit(main())
