#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A real guest with a display for VNC and one for SPICE: which of them the windows of oriel-gtk open,
and how another is chosen, as a screen reader sees it.

Environment: ORIEL_GTK (the program), ORIEL_LIBEXEC_PATH.
"""

import contextlib
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from accessible import (click, do, do_in_menu, run_each_on_bus, seen_by_readers,  # noqa: E402
                        wait_seen)
from cases import find_cases, run_on_screen  # noqa: E402
from fallback import WORDS, serve_half, wait_fallen  # noqa: E402
from libvirt import TWO_DISPLAYS, Daemon  # noqa: E402
from program import Gtk, Home, other_window  # noqa: E402
from screen import wait_for  # noqa: E402


class Both(Gtk):
    def __init__(self, screen, *arguments, settings=""):
        self.config = Home(self, {"view.conf": settings})
        super().__init__(screen, *arguments, environment=seen_by_readers(screen))

    def command(self):
        self.config.fill()
        return super().command()


@contextlib.contextmanager
def serve():
    with Daemon() as daemon:
        daemon.create("both", TWO_DISPLAYS)
        yield daemon


def wait_connected(daemon, protocol):
    wait_for(lambda: daemon.protocols("both") == {protocol}, f"it is connected by {protocol}")


def choose(screen, window, label):
    do_in_menu(screen, window, "Connect By", "b", label)


def test_console(screen):
    """One after the other, and back."""
    with serve() as daemon, Both(screen, "-c", daemon.uri, "both") as viewer:
        window = viewer.window()
        wait_connected(daemon, "vnc")
        wait_seen("QEMU/KVM (session)", "label")  # its host, below its name
        choose(screen, window, "SPICE")
        wait_connected(daemon, "spice")
        choose(screen, window, "VNC")
        wait_connected(daemon, "vnc")


def test_start(screen):
    """The preferred one is opened, unless another is chosen."""
    with serve() as daemon, Both(screen, "--picker", "-c", daemon.uri,
                                 settings="[view]\nprefer=spice,vnc\n") as viewer:
        window = viewer.window()
        click(window, "both, Running")
        console = other_window(viewer, window)
        wait_connected(daemon, "spice")
        console.ask_to_close()
        wait_for(lambda: not daemon.protocols("both"), "it is closed")
        click(window, "both, Running", button=3)
        wait_seen("Open Console By")
        do("Open Console By", role="menu item")
        do("VNC", role="menu item")
        wait_connected(daemon, "vnc")


def test_first_fails(screen):
    with serve_half() as (daemon, uri), Both(screen, "-c", uri, "half") as viewer:
        wait_fallen(daemon)
        words = viewer.last_words()
        assert re.search(f"(?m)^{WORDS}", words), words


if sys.argv[1:2] != ["on-bus"]:
    run_each_on_bus(__file__, find_cases(globals(), sys.argv[1:]))
run_on_screen(find_cases(globals(), sys.argv[2:]))
