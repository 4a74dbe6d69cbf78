#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Connection files, opened by oriel-gtk.

Environment: ORIEL_GTK, ORIEL_LIBEXEC_PATH, ORIEL_TEST_SPICE_SERVER, ORIEL_TEST_VNC_SERVER.
"""

import os
import sys

from program import Gtk

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import tap
import vv


class GtkFiles(vv.Windows):
    program = Gtk


if __name__ == "__main__":
    tap.main()
