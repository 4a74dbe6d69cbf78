#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Nobody has to wait for a countdown in oriel-gtk.

Environment: ORIEL_GTK, ORIEL_LIBEXEC_PATH, ORIEL_TEST_VNC_SERVER.
"""

import os
import sys

from cases import find_cases, run_on_screen
from program import ACCENT, Gtk

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from now import Outage

POINTED_AT = (0x49, 0x90, 0xE7)  # the same button


def test_now(screen):
    with Outage() as outage, Gtk(screen, "--kiosk", outage.uri) as viewer:
        window = viewer.window()

        def counts():
            """Nothing else has a button."""
            return window.find(ACCENT) or window.find(POINTED_AT)

        outage.check((lambda _: screen.tap("Return"), lambda place: window.click(*place),
                      lambda _: screen.tap("space")), counts, window.shows)


run_on_screen(find_cases(globals(), sys.argv[1:]))
