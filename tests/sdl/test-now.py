#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Nobody has to wait for a countdown in oriel-sdl.

Environment: ORIEL_SDL, ORIEL_LIBEXEC_PATH, ORIEL_TEST_VNC_SERVER.
"""

import os
import sys

from cases import find_cases, run_on_screen
from screen import Viewer

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from now import Outage

ACCENT = (92, 153, 250)  # the edge of a dialog's first button


def test_now(screen):
    with Outage() as outage, Viewer(screen, "--kiosk", outage.uri) as viewer:
        window = viewer.window()

        def counts():
            return window.find(ACCENT)  # nothing else has a button

        outage.check((lambda _: screen.tap("Return"), lambda place: window.click(*place),
                      lambda _: screen.tap("space")), counts, window.shows)


run_on_screen(find_cases(globals(), sys.argv[1:]))
