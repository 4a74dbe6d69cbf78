#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""oriel-sdl on Wayland: weston in a window of a private X server, so that X can see and type.

weston's headless backend has no seat, with which SDL 2.26 does not start.
"""

import os
import subprocess
import sys
import tempfile
import traceback

from screen import Screen, TIMEOUT, wait_for

WIDTH, HEIGHT = 800, 600
WHITE, BLACK, RED = (255, 255, 255), (0, 0, 0), (255, 0, 0)
BARS = [WHITE, (255, 255, 0), (0, 255, 255), (0, 255, 0), (255, 0, 255), RED, (0, 0, 255), BLACK]
PATTERN = [BARS[x * 8 // WIDTH] for x in range(WIDTH)]
QNUM_A = 0x1E


def start_weston(screen, directory):
    environment = dict(os.environ, DISPLAY=screen.name, XDG_RUNTIME_DIR=directory)
    weston = subprocess.Popen(
        ["weston", "--backend=x11-backend.so", "--use-pixman", "--shell=kiosk-shell.so",
         f"--width={WIDTH}", f"--height={HEIGHT}", "--socket=wayland-test", "--idle-time=0",
         f"--log={directory}/weston.log"], env=environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    wait_for(lambda: os.path.exists(f"{directory}/wayland-test"), "weston listens")
    return weston


def start_viewer(directory):
    environment = dict(os.environ, XDG_RUNTIME_DIR=directory, WAYLAND_DISPLAY="wayland-test",
                       SDL_VIDEODRIVER="wayland", HOME=directory)
    environment.pop("DISPLAY", None)
    return subprocess.Popen([os.environ["ORIEL_SDL"], "test://"], env=environment,
                            stderr=subprocess.DEVNULL)


def check(screen, viewer):
    """The cases, in the order in which they build on each other."""
    window = wait_for(screen.find_window, "weston's window is there")

    def shows_pattern():
        return window.row(HEIGHT // 2) == PATTERN

    def follows():
        wait_for(shows_pattern, "the guest has taken the compositor's size, to the pixel")

    def keys():
        window.move_pointer(WIDTH // 2, HEIGHT // 2)
        screen.tap("a")
        wait_for(lambda: window.pixel(QNUM_A, 0) == BLACK, "the key arrived")

    def pointer():
        window.click(60, 300)
        window.move_pointer(400, 500)
        wait_for(lambda: window.pixel(60, 300) == RED, "the button arrived")

    def ends():
        viewer.terminate()
        assert viewer.wait(TIMEOUT) == 0

    yield from (follows, keys, pointer, ends)


def main():
    print("1..4")
    failed = False
    screen = Screen()
    with tempfile.TemporaryDirectory(prefix="oriel-wayland-") as directory:
        weston = start_weston(screen, directory)
        viewer = start_viewer(directory)
        for number, case in enumerate(check(screen, viewer), 1):
            try:
                case()
                print(f"ok {number} {case.__name__}", flush=True)
            except Exception:
                failed = True
                print("# " + traceback.format_exc().replace("\n", "\n# "))
                print(f"not ok {number} {case.__name__}", flush=True)
        for program in (viewer, weston):
            if program.poll() is None:
                program.terminate()
            program.wait(TIMEOUT)
    screen.close()
    sys.exit(failed)


main()
