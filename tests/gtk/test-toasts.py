#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs test-toasts.c, whose path is the argument, on a private X server."""

import contextlib
import os
import subprocess
import sys

from screen import Screen

with contextlib.closing(Screen()) as screen:
    sys.exit(subprocess.run(sys.argv[1:], check=False, env=os.environ | {
        "DISPLAY": screen.name, "GDK_BACKEND": "x11", "GTK_A11Y": "none", "GSK_RENDERER": "cairo",
        "ADW_DISABLE_PORTAL": "1", "DBUS_SESSION_BUS_ADDRESS": "disabled:"}).returncode)
