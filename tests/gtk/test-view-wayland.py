#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The view of liboriel-gtk-1 on Wayland."""

import contextlib
import itertools
import sys
import traceback

from screen import Screen, wait_for
from view import BARS, BLACK, QNUM_A, RED, View
from wayland import Weston

WIDTH, HEIGHT = 800, 600
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
            for _ in range(5):
                screen.push_pointer(3, 3)
            wait_for(lambda: window.click(WIDTH // 2 + 20, HEIGHT // 2 + 20) or any(
                RED in window.row(y)[:WIDTH // 2] for y in range(1, 60)),
                "the guest saw motion and a button")

        yield captures


def find_guest(window):
    """Where in the window eight bars of 80 pixels each begin, and how many rows of them there are.
    """
    line = b"".join(bytes((blue, green, red, 0)) * 80 for red, green, blue in BARS)
    image, stride = window.image(), 4 * window.size()[0]
    first = image.find(line)
    rows = 0
    while first >= 0 and image.startswith(line, first + rows * stride):
        rows += 1
    return first % stride // 4, first // stride, rows


def check_scaled(screen):
    """A desktop of 2 device pixels a point: one pixel of the guest is still one of the device."""
    with contextlib.closing(Weston(screen, 800, 600, "--scale=2", desktop=True)) as weston, \
            WaylandView(weston, "--scaling=fixed", "320x240", "test://") as viewer:
        window = viewer.window()
        window.move_pointer(1, 1)  # where no window is: weston draws it

        def scaled_pixels():
            wait_for(lambda: find_guest(window)[2] == 480, "640x480 pixels show the guest")

        def hits():
            # Until the desktop has given it the focus, the window may still be moved.
            left, top, _ = find_guest(window)
            weston.enter(left, top)
            window.click(left + 40, top + 60)
            window.move_pointer(left + 400, top + 400)
            return any(window.pixel(left + x, top + y) == RED for x in (40, 41) for y in (60, 61))

        def scaled_pointer():
            wait_for(hits, "the button arrived where it was pressed")

        yield from (scaled_pixels, scaled_pointer)


def main():
    print("1..6")
    failed = False
    screen = Screen(1700, 1300)
    scenes = itertools.chain(check_kiosk(screen), check_capture(screen), check_scaled(screen))
    for number, case in enumerate(scenes, 1):
        try:
            case()
            print(f"ok {number} {case.__name__}", flush=True)
        except Exception:
            failed = True
            print("# " + traceback.format_exc().replace("\n", "\n# "))
            print(f"not ok {number} {case.__name__}", flush=True)
    screen.close()
    sys.exit(failed)


main()
