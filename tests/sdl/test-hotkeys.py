#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The hotkeys of oriel-sdl.

Environment: ORIEL_SDL, ORIEL_LIBEXEC_PATH, ORIEL_TEST_SPICE_SERVER.
"""

import os
import sys

from screen import Viewer

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import hotkeys
import tap


class Sdl(hotkeys.Hotkeys):
    program = Viewer


if __name__ == "__main__":
    tap.main()
