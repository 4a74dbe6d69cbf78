#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A password typed into the window is kept in the keyring of the desktop where that is asked for, and
given from there the next time.

Environment: ORIEL_GTK (the program), ORIEL_LIBEXEC_PATH, ORIEL_TEST_SPICE_SERVER.
"""

import contextlib
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import keyring  # noqa: E402
from accessible import (do, look, run_each_on_bus, seen_by_readers, wait_seen,  # noqa: E402
                        wait_told)
from cases import find_cases, run_on_screen  # noqa: E402
from program import Gtk, focus  # noqa: E402
from screen import wait_for  # noqa: E402
from servers import Server  # noqa: E402


def answer(screen, viewer, remember):
    wait_seen("Authentication Needed")
    focus(screen, viewer.window())
    screen.type("one")
    if remember:
        do("Remember in the keyring", "toggle", "check box")
    do("Connect", role="push button")
    viewer.window_called("Oriel test server")


def test_remember(screen):
    """It is asked for again until it is to be remembered."""
    with contextlib.closing(Server("ORIEL_TEST_SPICE_SERVER", "--tcp", "--password", "one")) as \
            server, keyring.unlocked():
        uri = f"spice://127.0.0.1:{server.ready[0]}"
        for remember in (False, True):
            with Gtk(screen, uri, environment=seen_by_readers(screen)) as viewer:
                answer(screen, viewer, remember)
                if remember:
                    wait_for(lambda: keyring.holds(uri), "it is stored")
        with Gtk(screen, uri, environment=seen_by_readers(screen)) as viewer:
            viewer.window_called("Oriel test server")


def shows_guest():
    view = look("Oriel test server", "image")
    return view is not None and "pixels" in view.get_description()


def test_end(screen):
    """A program that is told to end hears first what becomes of the password: here that the keyring
    went before it took it."""
    with contextlib.closing(Server("ORIEL_TEST_SPICE_SERVER", "--tcp", "--password", "one")) as \
            server, keyring.unlocked() as service:
        uri = f"spice://127.0.0.1:{server.ready[0]}"
        with Gtk(screen, uri, environment=seen_by_readers(screen)) as viewer:
            wait_seen("Authentication Needed")
            with keyring.held(service):
                answer(screen, viewer, True)
                wait_told(shows_guest, "its picture is there")
                viewer.process.terminate()
                wait_for(lambda: not viewer.sessions(), "its session ends")
                service.kill()
            assert viewer.exit_code() == 0
            assert "the password is not remembered" in viewer.process.stderr.read()


if sys.argv[1:2] != ["on-bus"]:
    run_each_on_bus(__file__, find_cases(globals(), sys.argv[1:]))
run_on_screen(find_cases(globals(), sys.argv[2:]))
