#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""oriel-sdl on Wayland."""

import contextlib
import itertools
import sys

from cases import run_cases
from pattern import BARS, BLACK, QNUM_A, RED, check_scaled
from screen import Screen, Viewer, wait_for
from sway import check_shortcuts
from wayland import Weston

WIDTH, HEIGHT = 800, 600
QNUM_TAB, QNUM_S, QNUM_ALT = 15, 31, 56
PATTERN = [BARS[x * 8 // WIDTH] for x in range(WIDTH)]


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


def check_desktop_keys(screen):
    """What is the desktop's the guest does not get, but for the modifiers; what it is not, it does.
    weston has no use for the chord."""
    with contextlib.closing(Weston(screen, WIDTH, HEIGHT)) as weston, \
            Viewer(weston, "--desktop-keys=alt+Tab", "--auto-resize=never",
                   f"test://?size={WIDTH}x{HEIGHT}") as viewer:
        window = viewer.window()

        def kept_from_guest():
            wait_for(lambda: window.row(HEIGHT // 2) == PATTERN, "the guest is shown")
            weston.enter(WIDTH // 2, HEIGHT // 2)
            wait_for(lambda: screen.tap("a") or window.pixel(QNUM_A, 0) == BLACK, "keys arrive")
            screen.tap("Alt_L", "Tab")
            screen.tap("Alt_L", "s")
            wait_for(lambda: window.pixel(QNUM_S, 0) == window.pixel(QNUM_ALT, 0) == BLACK,
                     "what follows has arrived")
            assert window.pixel(QNUM_TAB, 0) == BARS[0]

        yield kept_from_guest


def start_scaled(weston):
    return Viewer(weston, "--auto-resize=never", "test://")


def start_in_sway(sway):
    return Viewer(sway, "test://")


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


with contextlib.closing(Screen(1700, 1300)) as screen:
    scenes = itertools.chain(check_kiosk(screen), check_desktop_keys(screen),
                             check_scaled(screen, start_scaled),
                             check_monitors(screen), check_lost(screen),
                             check_shortcuts(screen, start_in_sway))
    sys.exit(not run_cases((case.__name__, case) for case in scenes))
