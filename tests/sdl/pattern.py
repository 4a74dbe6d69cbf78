# SPDX-License-Identifier: LGPL-2.1-or-later
"""The test pattern, as it is seen in a window: see backends/test/oriel-test-backend.h."""

import contextlib

from screen import wait_for
from wayland import Weston

WHITE, BLACK, RED = (255, 255, 255), (0, 0, 0), (255, 0, 0)
BARS = [WHITE, (255, 255, 0), (0, 255, 255), (0, 255, 0), (255, 0, 255), RED, (0, 0, 255), BLACK]
BACKGROUND = (0x16, 0x18, 0x1D)  # beside the guest
QNUM_A = 0x1E


def shows_bars(window, left, width, y):
    """Whether the eight bars fill this part of a row, to the pixel."""
    row = window.row(y)
    return len(row) >= left + width and row[left:left + width] == [
        BARS[x * 8 // width] for x in range(width)]


def find_guest(window, width=640):
    """Where in the window the bars of a guest of this width begin, and how many rows they fill."""
    line = b"".join(bytes((blue, green, red, 0)) * (width // 8) for red, green, blue in BARS)
    image, stride = window.image(), 4 * window.size()[0]
    first, rows = image.find(line), 0
    while first >= 0 and image.startswith(line, first + rows * stride):
        rows += 1
    return first % stride // 4, first // stride, rows


def wait_for_pattern(viewer, width=640, y=240):
    window = viewer.window()
    wait_for(lambda: window.size()[0] == width and shows_bars(window, 0, width, y),
             "the pattern is on the screen")
    return window


def wait_for_pixel(window, x, y, colour):
    wait_for(lambda: window.pixel(x, y) == colour, f"the pixel {x},{y} is {colour}")


def wait_for_title(window, part, present=True):
    wait_for(lambda: (part in window.title()) == present,
             f"the title has {'' if present else 'no '}'{part}': {window.title()}")
    return window.title()


def check_scaled(screen, start_viewer):
    """A desktop of 2 device pixels a point: one pixel of the guest is still one of the device.
    start_viewer(weston) shows it unscaled. Yields cases."""
    with contextlib.closing(Weston(screen, 800, 600, "--scale=2", desktop=True)) as weston, \
            start_viewer(weston) as viewer:
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
