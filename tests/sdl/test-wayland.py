#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""oriel-sdl on Wayland."""

import contextlib
import itertools
import sys
import traceback

from screen import Screen, Viewer, wait_for
from wayland import Weston

WIDTH, HEIGHT = 800, 600
WHITE, BLACK, RED = (255, 255, 255), (0, 0, 0), (255, 0, 0)
BARS = [WHITE, (255, 255, 0), (0, 255, 255), (0, 255, 0), (255, 0, 255), RED, (0, 0, 255), BLACK]
PATTERN = [BARS[x * 8 // WIDTH] for x in range(WIDTH)]
QNUM_A = 0x1E


def check_kiosk(screen):
    """The cases, in the order in which they build on each other."""
    with contextlib.closing(Weston(screen, WIDTH, HEIGHT)) as weston, \
            Viewer(weston, "test://") as viewer:
        window = viewer.window()

        def follows():
            wait_for(lambda: window.row(HEIGHT // 2) == PATTERN,
                     "the guest has taken the compositor's size, to the pixel")

        def keys():
            weston.enter(WIDTH // 2, HEIGHT // 2)
            screen.tap("a")
            wait_for(lambda: window.pixel(QNUM_A, 0) == BLACK, "the key arrived")

        def pointer():
            window.click(60, 300)
            window.move_pointer(400, 500)
            wait_for(lambda: window.pixel(60, 300) == RED, "the button arrived")

        def ends():
            viewer.process.terminate()
            assert viewer.exit_code() == 0

        yield from (follows, keys, pointer, ends)


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
            Viewer(weston, "--auto-resize=never", "test://") as viewer:
        window = viewer.window()
        window.move_pointer(1, 1)  # where no window is: weston draws it

        def scaled_pixels():
            wait_for(lambda: find_guest(window)[2] == 480, "640x480 pixels show the guest")

        def scaled_pointer():
            left, top, _ = find_guest(window)
            weston.enter(left, top)
            window.click(left + 40, top + 60)
            window.move_pointer(left + 400, top + 400)
            wait_for(lambda: any(window.pixel(left + x, top + y) == RED for x in (40, 41)
                                 for y in (60, 61)), "the button arrived")

        yield from (scaled_pixels, scaled_pointer)


def main():
    print("1..6")
    failed = False
    screen = Screen(1700, 1300)
    for number, case in enumerate(itertools.chain(check_kiosk(screen), check_scaled(screen)), 1):
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
