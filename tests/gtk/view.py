# SPDX-License-Identifier: LGPL-2.1-or-later
"""A program with the view, on a screen of the tests."""

import pathlib
import sys

from screen import Viewer, wait_for

WHITE, BLACK, RED = (255, 255, 255), (0, 0, 0), (255, 0, 0)
BARS = [WHITE, (255, 255, 0), (0, 255, 255), (0, 255, 0), (255, 0, 255), RED, (0, 0, 255), BLACK]
BACKGROUND = (0x16, 0x18, 0x1D)
QNUM_A = 0x1E


class View(Viewer):
    def __init__(self, screen, *arguments, environment={}):
        super().__init__(screen, *arguments, environment={"GDK_BACKEND": "x11", "GTK_A11Y": "none"}
                         | environment)

    def command(self):
        return [sys.executable, str(pathlib.Path(__file__).with_name("viewer.py"))]


def shows_bars(window, left, width, y):
    """Whether the eight bars fill this part of a row, to the pixel."""
    row = window.row(y)
    return len(row) >= left + width and row[left:left + width] == [
        BARS[x * 8 // width] for x in range(width)]


def wait_for_pattern(viewer, width=640, y=240):
    window = viewer.window()
    wait_for(lambda: window.size()[0] == width and shows_bars(window, 0, width, y),
             "the pattern is on the screen")
    return window


def wait_for_pixel(window, x, y, colour):
    wait_for(lambda: window.pixel(x, y) == colour, f"the pixel {x},{y} is {colour}")


def wait_for_title(window, part):
    wait_for(lambda: part in window.title(), f"the title has '{part}': {window.title()}")
    return window.title()
