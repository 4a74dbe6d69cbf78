#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A window whose guest does nothing wakes nobody: neither its own process nor the session's."""

import sys
import time
import traceback

import processes
from screen import Screen, Viewer, wait_for
from wayland import Weston

# Longer than what may be put off: GLib's pools end a thread that nobody needs after 15 s.
SECONDS = 17
CASES = ("surface", "renderer", "wayland")


MESSAGE_ROW = 40  # where the window tells what it has done


def shows_guest(window):
    """Whether the eight bars are there, with nothing over them."""
    row = window.row(MESSAGE_ROW)
    return len(set(row)) == len(set(row[::len(row) // 8])) == 8


class Idle:
    """A viewer that has connected, shown its guest, and saved a picture of it in a thread."""

    def __init__(self, case):
        self.screen = Screen()
        self.weston = Weston(self.screen, 800, 600) if case == "wayland" else None
        presenter = "surface" if case == "surface" else "renderer"
        self.viewer = Viewer(self.weston or self.screen, f"--presenter={presenter}",
                             "-H", "screenshot=F12", "test://",
                             environment={"ORIEL_SDL_PRESENTER": presenter})

    def prepare(self):
        window = self.viewer.window()
        wait_for(lambda: shows_guest(window), "the guest is shown")
        # Until the window has the keyboard nothing comes of a key.
        wait_for(lambda: self.screen.tap("F12") or not shows_guest(window),
                 "the window tells where the picture is")
        wait_for(lambda: shows_guest(window), "it has told that long enough")
        processes.wait_still(self.viewer.process.pid)
        self.before = self.sleeps()

    def sleeps(self):
        return processes.sleeps(processes.tree(self.viewer.process.pid))

    def check(self):
        threads = self.sleeps()
        assert len(threads) > 1
        assert processes.wakeups(self.before, threads) == 0, f"{self.before} became {threads}"

    def close(self):
        self.viewer.__exit__(None, None, None)
        if self.weston:
            self.weston.close()
        self.screen.close()


def main():
    print(f"1..{len(CASES)}")
    idles, failed = [Idle(case) for case in CASES], False
    try:
        for idle in idles:
            idle.prepare()
        time.sleep(SECONDS)  # what is measured, not what is waited for
        for number, (case, idle) in enumerate(zip(CASES, idles), 1):
            try:
                idle.check()
                print(f"ok {number} {case}", flush=True)
            except AssertionError:
                failed = True
                print("# " + traceback.format_exc().replace("\n", "\n# "))
                print(f"not ok {number} {case}", flush=True)
    finally:
        for idle in idles:
            idle.close()
    sys.exit(failed)


main()
