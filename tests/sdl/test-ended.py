#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A film of which one picture is spoilt: spice-client-glib ends its process. What the window makes
of it, and the guest in it again.

Environment: ORIEL_SDL, ORIEL_TEST_SPICE_SERVER, ORIEL_LIBEXEC_PATH.
"""

import contextlib
import sys

from cases import find_cases, run_on_screen
from screen import Viewer, wait_for
from spoiler import STILL, serve_film

TROUBLE = (245, 166, 92)  # the mark beside the title of a dialog about trouble


def is_still(window):
    """What is beside the film, which does not change by itself."""
    return set(window.row(240)[:100]) == {STILL}


@contextlib.contextmanager
def film(screen, *options):
    """A film in a window, and what stays as it is beside it."""
    with serve_film() as (spoiler, uri), \
            Viewer(screen, "--auto-resize=never", *options, uri) as viewer:
        window = viewer.window()
        wait_for(lambda: is_still(window) and spoiler.passed, "there is a film")
        yield spoiler, viewer, window


def spoil(spoiler, window):
    spoiler.spoil()
    wait_for(lambda: window.shows(TROUBLE) and not is_still(window),
             "the picture is dimmed, and the window says why")


def wait_back(spoiler, window):
    wait_for(lambda: is_still(window) and not window.shows(TROUBLE),
             "the guest is back")
    before = window.image()
    wait_for(lambda: spoiler.passed and window.image() != before, "the film goes on")


def test_reconnect(screen):
    with film(screen) as (spoiler, _, window):
        spoil(spoiler, window)
        screen.tap("Return")
        wait_back(spoiler, window)


def test_reconnect_by_itself(screen):
    """It says why for half a second, which need not be seen."""
    with film(screen, "--reconnect") as (spoiler, _, window):
        spoiler.spoil()
        wait_for(lambda: spoiler.taken, "it connects again")
        wait_back(spoiler, window)


def test_closed(screen):
    with film(screen) as (spoiler, viewer, window):
        spoil(spoiler, window)
        screen.tap("Escape")
        assert viewer.exit_code() == 1
        assert "the library gave up on what the server sent" in viewer.process.stderr.read()


run_on_screen(find_cases(globals(), sys.argv[1:]))
