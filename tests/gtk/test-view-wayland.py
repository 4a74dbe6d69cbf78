#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The view of liboriel-gtk-1 on Wayland."""

import contextlib
import itertools
import random
import sys

from cases import run_cases
from pattern import (BARS, BLACK, QNUM_A, RED, check_scaled, find_guest, shows_bars,
                     wait_for_pixel)
from screen import Screen, wait_for
from sway import Sway, check_shortcuts, find_reason
from view import View
from wayland import Weston
from without import Without

WIDTH, HEIGHT = 800, 600
QNUM_B = 0x30
QNUM_F12 = 0x58  # beside what covers the view
PATTERN = [BARS[x * 8 // WIDTH] for x in range(WIDTH)]


class WaylandView(View):
    def __init__(self, weston, *arguments):
        super().__init__(weston, *arguments, environment={"GDK_BACKEND": "wayland"})


def check_kiosk(screen):
    """The cases, in the order in which they build on each other."""
    with contextlib.closing(Weston(screen, WIDTH, HEIGHT)) as weston, \
            WaylandView(weston, "--scaling=guest-resize", "640x480", "test://") as viewer:
        window = viewer.window()

        def follows():
            wait_for(lambda: window.row(HEIGHT // 2) == PATTERN,
                     "the guest has taken the compositor's size, to the pixel")

        def keys():
            weston.enter(WIDTH // 2, HEIGHT // 2)
            wait_for(lambda: screen.tap("a") or window.pixel(QNUM_A, 0) == BLACK,
                     "the key arrived")

        def pointer():
            window.click(60, 300)
            window.move_pointer(400, 500)
            wait_for(lambda: window.pixel(60, 300) == RED, "the button arrived")

        yield from (follows, keys, pointer)


def check_capture(screen):
    """A guest that takes motions: the compositor locks the pointer."""
    with contextlib.closing(Weston(screen, WIDTH, HEIGHT)) as weston, \
            WaylandView(weston, "--scaling=guest-resize", "640x480",
                        "test://?pointer=relative") as viewer:
        window = viewer.window()

        def captures():
            wait_for(lambda: window.row(HEIGHT // 2) == PATTERN, "the guest is shown")
            weston.enter(WIDTH // 2, HEIGHT // 2)
            window.click(WIDTH // 2, HEIGHT // 2)
            places = random.Random(1)

            def move():
                """The guest's pointer begins in the corner, wherever that of the desktop is by the
                time it is locked, and follows its motions, out of the screen and in again."""
                window.click(places.randrange(WIDTH), places.randrange(HEIGHT))

            wait_for(lambda: move() or any(
                RED in window.row(y)[:WIDTH // 2] for y in range(1, HEIGHT // 2)),
                "the guest saw motion and a button")

        yield captures


def check_no_capture(screen):
    """A compositor that does not lock the pointer: the person is told why the guest has none."""
    with contextlib.closing(Weston(screen, WIDTH, HEIGHT)) as weston, \
            WaylandView(Without(weston, "zwp_pointer_constraints_v1"), "--scaling=guest-resize",
                        "640x480", "test://?pointer=relative") as viewer:
        window = viewer.window()

        def tells():
            window.move_pointer(1, 1)  # weston draws it, too
            wait_for(lambda: window.row(HEIGHT // 2) == PATTERN, "the guest is shown")
            weston.enter(WIDTH // 2, HEIGHT // 2)
            wait_for(lambda: window.click(WIDTH // 2, HEIGHT // 2) or
                     window.pixel(40, 40) == RED, "it is told")
            wait_for(lambda: screen.tap("F12") or window.pixel(QNUM_F12, 0) == BLACK,
                     "keys arrive all the same")

        yield tells


def find_red(window, left, top):
    """The size of what is red there, in a square of 60 pixels."""
    rows = [window.row(y)[left:left + 60] for y in range(top, top + 60)]
    across = [x for x in range(60) if any(row[x] == RED for row in rows)]
    down = [y for y in range(60) if RED in rows[y]]
    return (across[-1] - across[0] + 1, down[-1] - down[0] + 1) if down else None


def check_cursor(screen):
    """On a desktop of 2 device pixels a point, one pixel of the guest's pointer, which is of 16x16, is
    one of the device."""
    with contextlib.closing(Weston(screen, WIDTH, HEIGHT, "--scale=2", desktop=True)) as weston, \
            start_scaled(weston) as viewer:
        window = viewer.window()
        window.move_pointer(1, 1)  # weston draws it

        def is_seen():
            left, top, _ = find_guest(window)
            weston.enter(left + 600, top + 300)
            screen.tap("F3")  # red
            return find_red(window, left + 570, top + 270) == (16, 16)

        def scaled_cursor():
            wait_for(lambda: find_guest(window)[2] == 480, "640x480 pixels show the guest")
            wait_for(is_seen, "its pointer has its own size")

        yield scaled_cursor


def check_lock(screen):
    """The pointer is the guest's further than the window goes."""
    if find_reason() is not None:
        return
    with contextlib.closing(Sway(screen)) as sway, \
            WaylandView(sway, "640x480", "test://?pointer=relative") as viewer:
        window = viewer.window()

        def keeps():
            wait_for(lambda: shows_bars(window, 0, 640, 240), "the guest is shown")
            window.move_pointer(320, 200)
            wait_for(lambda: screen.tap("a") or window.pixel(QNUM_A, 0) == BLACK, "keys arrive")
            window.click(320, 200)
            screen.tap("b")
            wait_for_pixel(window, QNUM_B, 0, BLACK)  # the click has been seen to as well
            window.click(900, 211)
            wait_for(lambda: RED in window.row(11)[480:640], "the guest was clicked")

        yield keeps


def start_in_sway(sway):
    return WaylandView(sway, "640x480", "test://")


def start_scaled(weston):
    return WaylandView(weston, "--scaling=fixed", "320x240", "test://")


with contextlib.closing(Screen(1700, 1300)) as screen:
    scenes = itertools.chain(check_kiosk(screen), check_capture(screen),
                             check_no_capture(screen), check_scaled(screen, start_scaled),
                             check_cursor(screen), check_lock(screen), check_shortcuts(screen, start_in_sway))
    sys.exit(not run_cases((case.__name__, case) for case in scenes))
