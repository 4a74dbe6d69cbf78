#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Nobody has to wait for a countdown in oriel-tui.

Environment: ORIEL_TUI, ORIEL_LIBEXEC_PATH, ORIEL_TEST_VNC_SERVER.
"""

import os
import sys
import unittest

TESTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
sys.path += [os.path.join(TESTS, "support"), os.path.join(TESTS, "sdl")]
import tap  # noqa: E402
from now import Outage  # noqa: E402
from tmux import Tmux  # noqa: E402


class Now(unittest.TestCase):
    def test_now(self):
        with Outage() as outage, Tmux() as screen:
            screen.run(os.environ["ORIEL_TUI"], "--kiosk", "--encoder=half", outage.uri)
            outage.check((lambda _: screen.type("Enter"), lambda _: screen.type("r")),
                         lambda: screen.says(r"trying again in\s+[1-9]\d? s"),
                         lambda colour: colour in screen.colours(20, 12))


if __name__ == "__main__":
    tap.main()
