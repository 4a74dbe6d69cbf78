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


def check_monitors(screen):
    """Two monitors of 400x300, of which the second is the chosen one."""
    with contextlib.closing(Weston(screen, 400, 300, "--output-count=2", desktop=True)) as weston:
        outputs = wait_for(lambda: (found := weston.find_outputs())[1:] and found,
                           "weston has two outputs")
        line = [BARS[x * 8 // 400] for x in range(400)]

        def chosen_monitor():
            with Viewer(weston, "--monitor=2", "--full-screen", "--auto-resize=never",
                        "test://?size=200x150"):
                wait_for(lambda: outputs[1].row(0) == line and outputs[1].row(299) == line,
                         "the guest covers the second monitor")
                assert not outputs[0].shows((255, 0, 255))

        def missing_monitor():
            with Viewer(weston, "--monitor=3", "--auto-resize=never",
                        "test://?size=200x150") as viewer:
                wait_for(lambda: any(output.shows((255, 0, 255)) for output in outputs),
                         "the guest is on another one")
                viewer.process.terminate()
                assert "There is no monitor 3" in viewer.process.stderr.read()

        yield from (chosen_monitor, missing_monitor)


def check_lost(screen):
    """A kiosk outlives no compositor: it ends, and whatever started it can start it again."""
    with contextlib.closing(Weston(screen, WIDTH, HEIGHT)) as weston, \
            Viewer(weston, "--kiosk", "test://") as viewer:
        window = viewer.window()

        def compositor_killed():
            wait_for(lambda: window.row(HEIGHT // 2) == PATTERN, "the guest is shown")
            weston.process.kill()
            assert viewer.exit_code() == 1
            assert "The display server is gone" in viewer.process.stderr.read()

        yield compositor_killed


def main():
    print("1..9")
    failed = False
    screen = Screen(1700, 1300)
    scenes = itertools.chain(check_kiosk(screen), check_scaled(screen), check_monitors(screen),
                             check_lost(screen))
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
