#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Windows of a guest that plays, on a machine without a sound device: ALSA is asked for a card that
there is not.

Environment: ORIEL_SDL, ORIEL_GTK, ORIEL_TEST_SPICE_SERVER, ORIEL_LIBEXEC_PATH.
"""

import os
import pathlib
import sys

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "gtk"), str(TESTS.parent / "bench")]
import processes  # noqa: E402
from cases import find_cases, run_on_screen  # noqa: E402
from program import Gtk  # noqa: E402
from screen import Viewer, wait_for  # noqa: E402
from servers import serve_spice  # noqa: E402

NO_DEVICE = "The guest's sound is not played"
SOUNDS = 8
FRAMES = 4800  # of each: a tenth of a second
LONG = 40 * FRAMES
WAKEUPS = 300  # while it lasts: it comes in some 400 packets, each of which would cost several


def stock(viewer):
    """Its threads, and its descriptors."""
    pid = viewer.process.pid
    return [len(os.listdir(f"/proc/{pid}/{kind}")) for kind in ("task", "fd")]


def play(server, frames=FRAMES):
    count = sum(line.startswith("played") for line in list(server.lines))
    server.tell(f"play {frames}")
    wait_for(lambda: sum(line.startswith("played") for line in list(server.lines)) > count,
             "the guest has played")
    server.tell("play-stop")


def check_silent(screen, program):
    """It is said once; the picture goes on, nothing is left behind, and nobody is kept busy."""
    with serve_spice("--sound") as (server, uri), \
            program(screen, "--auto-resize=never", uri, environment={
                "SDL_AUDIODRIVER": "alsa", "AUDIODEV": "hw:99"}) as viewer:
        window = viewer.window_called("Oriel test server")
        play(server)
        server.tell("draw 0 0 640 480 ff0000")
        wait_for(lambda: window.shows((255, 0, 0)), "the picture goes on")
        processes.wait_still(viewer.process.pid, 60)
        before = stock(viewer)
        for _ in range(SOUNDS):
            play(server)
        server.tell("draw 0 0 640 480 00ff00")
        wait_for(lambda: window.shows((0, 255, 0)), "the picture goes on")
        processes.wait_still(viewer.process.pid, 60)
        assert stock(viewer) == before, (before, stock(viewer))
        asleep = processes.sleeps([viewer.process.pid])
        play(server, LONG)
        wakeups = processes.wakeups(asleep, processes.sleeps([viewer.process.pid]))
        assert wakeups <= WAKEUPS, wakeups
        lines = viewer.last_words().strip().split("\n")
        assert len(lines) == 1 and NO_DEVICE in lines[0], lines


def test_sdl(screen):
    check_silent(screen, Viewer)


def test_gtk(screen):
    check_silent(screen, Gtk)


run_on_screen(find_cases(globals(), sys.argv[1:]))
