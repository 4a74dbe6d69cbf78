#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The hotkeys of oriel-gtk.

Environment: ORIEL_GTK, ORIEL_LIBEXEC_PATH, ORIEL_TEST_SPICE_SERVER.
"""

import os
import sys

from program import Gtk

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import hotkeys
import tap


class GtkHotkeys(hotkeys.Hotkeys):
    program = Gtk


if __name__ == "__main__":
    tap.main()
